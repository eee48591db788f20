import ParallaxFeatures
import ParallaxMath

/// Vectorizers and named numbers side by side: turns inputs into the rows that one learner reads.
///
/// A value of this type is fitted: vocabularies, idf and scales are learnt and never change. The columns of
/// the blocks follow each other in the order of the configuration. A pipeline is a
/// ``Configuration`` and the tensors that `write(to:)` puts into a model's file.
public struct FeaturePipeline: Sendable {
  /// The settings of a pipeline.
  public struct Configuration: Codable, Sendable, Hashable {
    /// The blocks in the order of their columns.
    public var blocks: [FeatureBlock]
    /// What is blanked in the text before it is read.
    public var mask: TextMask
    /// The term vectors that blocks are fitted with; a fitted pipeline holds what it reads of them itself, and
    /// neither a recipe's nor a model's file has them here.
    public var vectors: TermVectors?
    /// The lexicon that blocks of marked words are fitted with; a fitted pipeline holds what it learnt, and its
    /// settings the lexicon's hash.
    public var lexicon: WordLexicon?
    /// The terms and weights that blocks start from, by the names of their models; a fitted pipeline holds the terms, and
    /// a model's weights have taken theirs in.
    public var priors: [String: TermWeights] = [:]

    private enum CodingKeys: String, CodingKey { case blocks, mask }

    /// Creates settings.
    public init(blocks: [FeatureBlock], mask: TextMask = TextMask()) {
      self.blocks = blocks
      self.mask = mask
    }

    /// Creates the settings of one vectorizer on the text.
    public init(vectorizer: TFIDFVectorizer.Configuration, mask: TextMask = TextMask()) {
      self.init(blocks: [FeatureBlock(Self.plainName, .terms(.text, vectorizer))], mask: mask)
    }

    static let plainName = "text"

    /// The vectorizer, where the pipeline is nothing but one on the text, neither weighted nor scaled.
    public var plainVectorizer: TFIDFVectorizer.Configuration? {
      guard blocks.count == 1, blocks[0].name == Self.plainName, blocks[0].weight == 1,
        blocks[0].scaling == .none, blocks[0].prior == nil,
        case .terms(.text, let settings) = blocks[0].source
      else { return nil }
      return settings
    }

    /// The names of the numbers that the blocks read; of a block that learns its names from data, those it
    /// was given.
    public var numberNames: [String] {
      blocks.flatMap { block -> [String] in
        if case .numbers(let names, _) = block.source { names } else { [] }
      }
    }

    /// Whether the blocks read a claim, without which nothing can be said.
    public var readsClaim: Bool {
      blocks.contains {
        switch $0.source {
        case .terms(let field, _): field.readsClaim
        case .similarity: true
        case .measures(let measures): measures.readsClaim
        case .numbers, .target, .vectors, .surface, .lexicon, .markedWords: false
        }
      }
    }

    /// Whether the blocks read a text at all, rather than numbers alone.
    public var readsText: Bool {
      blocks.contains { if case .numbers = $0.source { false } else { true } }
    }

    /// Whether a block is fitted with term vectors.
    public var readsVectors: Bool {
      blocks.contains {
        switch $0.source {
        case .vectors, .markedWords: true
        case .terms, .similarity, .target, .surface, .lexicon, .numbers, .measures: false
        }
      }
    }

    /// Whether a block reads the place of a target.
    public var readsTarget: Bool {
      blocks.contains {
        switch $0.source {
        case .target: true
        case .vectors(let settings): settings.needsTarget
        case .terms, .similarity, .surface, .lexicon, .markedWords, .numbers, .measures: false
        }
      }
    }

    /// Whether a block learns from marked words, and so from the labels of its rows.
    public var readsMarks: Bool {
      blocks.contains { if case .markedWords = $0.source { true } else { false } }
    }

    /// The lexicon that a block is fitted with; nil where none is.
    public var readsLexicon: WordLexicon.Reference? {
      for block in blocks {
        if case .markedWords(let settings) = block.source, let lexicon = settings.lexicon { return lexicon }
        if case .lexicon(let settings) = block.source { return settings.reference }
      }
      return nil
    }

    /// The models that blocks start from, in the order of the blocks.
    public var readsPriors: [String] { blocks.compactMap(\.prior?.model) }

    /// Checks every block and that their names differ.
    ///
    /// - Throws: ``ModelError`` of code `invalid`, naming the block at fault.
    public func validate() throws(ModelError) {
      guard !blocks.isEmpty else { throw ModelError(.invalid, "no block of features; give at least one") }
      var names: Set<String> = []
      for block in blocks {
        try block.validate()
        guard names.insert(block.name).inserted else {
          throw ModelError(.invalid, "two blocks of features are named \"\(block.name)\"; name them apart")
        }
      }
      try mask.validate()
    }
  }

  /// A block with what it learnt.
  struct FittedBlock: Sendable {
    /// What makes the columns.
    enum Source: Sendable {
      case terms(ClassifierInput.Field, TFIDFVectorizer)
      case similarity(TFIDFVectorizer)
      case numbers([String], missing: FeatureBlock.Missing)
      case columns(any FittedColumns)
      case measures(FittedMeasures)
    }

    let name: String
    let source: Source
    /// Absent where values stay as they are.
    let scaler: FeatureScaler?
    let weight: Double

    /// Whether the columns are there for every text, whatever else an input holds.
    var readsTextAlone: Bool {
      switch source {
      case .terms(let field, _): field == .text
      case .similarity, .numbers: false
      case .columns(let columns): !columns.readsTarget
      case .measures(let measures): !measures.readsClaim
      }
    }

    /// What finds the words that are counted; nil where the source counts none, or terms.
    var wordVectorizer: TFIDFVectorizer? {
      switch source {
      case .columns(let columns): columns.wordVectorizer
      case .measures(.style): StyleMeasures.vectorizer
      case .terms, .similarity, .numbers, .measures: nil
      }
    }

    var columnCount: Int {
      switch source {
      case .terms(_, let vectorizer): vectorizer.vocabulary.count
      case .similarity: 1
      case .numbers(let names, _): names.count
      case .columns(let columns): columns.columnCount
      case .measures(let measures): measures.names.count
      }
    }

    /// Whether the values of the source are the values of the columns.
    var isUnscaled: Bool { scaler == nil && weight == 1 }

    func finished(_ value: Double, column: Int) -> Float {
      Float((scaler?.scaled(value, column: column) ?? value) * weight)
    }
  }

  /// The settings it was fitted with.
  public let configuration: Configuration
  let blocks: [FittedBlock]
  /// The first column of each block, and the number of columns at the end.
  let firstColumns: [Int]
  /// What blocks look the words of a text up in.
  package let lookups: [WordLookup]
  /// What lets rows be scored without being made; nil where the blocks are others.
  let parted: Parted?
  /// Whether nothing but a text is read: no input lacks anything.
  private let readsTextAlone: Bool

  init(configuration: Configuration, blocks: [FittedBlock]) {
    self.configuration = configuration
    var lookups: [WordLookup] = []
    self.blocks = blocks.map { block in
      guard case .columns(var columns) = block.source, let own = columns.lookup else { return block }
      // Blocks of the same words look them up once.
      if let shared = lookups.first(where: { $0.vocabulary == own.vocabulary }) {
        columns = columns.sharing(shared)
      } else {
        lookups.append(own)
      }
      return FittedBlock(
        name: block.name, source: .columns(columns), scaler: block.scaler, weight: block.weight)
    }
    self.lookups = lookups
    parted = Parted(self.blocks)
    readsTextAlone = blocks.allSatisfy(\.readsTextAlone)
    firstColumns = blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.columnCount) }
  }

  /// The same pipeline, whose blocks find words by a table that others use too, where it is of their words.
  package func sharing(_ lookup: WordLookup) -> FeaturePipeline {
    FeaturePipeline(
      configuration: configuration,
      blocks: blocks.map { block in
        guard case .columns(let columns) = block.source else { return block }
        return FittedBlock(
          name: block.name, source: .columns(columns.sharing(lookup)), scaler: block.scaler,
          weight: block.weight)
      })
  }

  /// The number of columns.
  public var featureCount: Int { firstColumns[blocks.count] }

  /// The vectorizer that says how many words of a text are known: the first that reads the text's words.
  package var wordVectorizer: TFIDFVectorizer? {
    for block in blocks {
      if case .terms(.text, let vectorizer) = block.source, vectorizer.configuration.analyzer == .word {
        return vectorizer
      }
    }
    return nil
  }

  /// All that find words of the text: that one, and those of blocks that count words.
  package var wordVectorizers: [TFIDFVectorizer] {
    ([wordVectorizer] + blocks.map(\.wordVectorizer)).compactMap(\.self)
  }

  /// What an input lacks for this pipeline, as a person reads it; nil where nothing.
  public func missing(in input: ClassifierInput) -> String? {
    if readsTextAlone { return nil }
    for block in blocks {
      switch block.source {
      case .terms(let field, _) where field.readsClaim && input.claim == nil:
        return "a claim, which the features \"\(block.name)\" read"
      case .similarity where input.claim == nil:
        return "a claim, which the features \"\(block.name)\" read"
      case .measures(.claim) where input.claim == nil:
        return "a claim, which the features \"\(block.name)\" read"
      case .numbers(let names, .error):
        if let name = names.first(where: { input.numbers[$0] == nil }) {
          return "the number \"\(name)\" of the features \"\(block.name)\""
        }
      case .columns(let columns):
        if let lack = columns.missing(in: input) {
          return "\(lack), which the features \"\(block.name)\" read"
        }
      default: break
      }
      if case .numbers(let names, _) = block.source,
        let name = names.first(where: { input.numbers[$0]?.isFinite == false })
      {
        return "a finite number \"\(name)\""
      }
    }
    return nil
  }

  /// Why an input's claim says too little for a text to agree with it; nil where it does not, or is not read.
  func shortfall(of input: ClassifierInput) -> String? {
    if readsTextAlone || !configuration.readsClaim { return nil }
    let count = ClaimComparer.wordCount(ofClaim: input.claim ?? "")
    guard count < Self.fewestClaimWords else { return nil }
    return "not enough evidence: words of the claim: \(count), at least \(Self.fewestClaimWords) are needed"
  }

  /// A claim of one word says nothing that a text could agree with.
  private static let fewestClaimWords = 2

  /// The name of a column: `block:term`, or the term alone where there is nothing but a vectorizer.
  ///
  /// - Precondition: the column is one of the pipeline's.
  public func featureName(at column: Int) -> String {
    let (block, own) = place(of: column)
    let name = blocks[block].term(at: own)
    return configuration.plainVectorizer == nil ? "\(blocks[block].name):\(name)" : name
  }

  /// The block of a column, and its place in that block.
  func place(of column: Int) -> (block: Int, column: Int) {
    precondition(column >= 0 && column < featureCount, "column \(column) of \(featureCount)")
    // Blocks are few.
    let block = blocks.indices.last { firstColumns[$0] <= column && blocks[$0].columnCount > 0 } ?? 0
    return (block, column - firstColumns[block])
  }
}

extension FeaturePipeline.FittedBlock {
  /// The term or the number's name of a column.
  func term(at column: Int) -> String {
    switch source {
    case .terms(_, let vectorizer): vectorizer.vocabulary.term(at: column)
    case .similarity: "similarity"
    case .numbers(let names, _): names[column]
    case .columns(let columns): columns.term(at: column)
    case .measures(let measures): measures.names[column]
    }
  }
}
