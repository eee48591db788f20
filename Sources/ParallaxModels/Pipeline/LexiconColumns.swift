import ParallaxFeatures
import ParallaxMath
import ParallaxText

/// How many of a text's words stand in each category of a lexicon, as columns: the square root of their share.
///
/// The root keeps rare categories from being drowned by common ones. So that a short text does not seem to be full of
/// what one of its words is, ``priorWords`` words are added to every text, of which as many stand in each category as of
/// the texts of the training: without words a text is like the average. Grades are not read. Words are those of a
/// `TFIDFVectorizer`, of two characters and more: what the text's terms are counted by, and found faster than tokens.
/// Those that stand in quotations may be left out, as if the text were without them: what others say in it is not how it
/// is written.
struct LexiconColumns: DenseColumns {
  /// What a recipe asks for, and with the categories what was fitted.
  let settings: Configuration
  /// Finds the words, which are in the order of their bytes.
  private let vectorizer: TFIDFVectorizer
  var wordVectorizer: TFIDFVectorizer? { vectorizer }
  /// Numbers the words of a text whose words were not numbered before.
  private let index: JointTermIndex
  /// Where the categories of each word begin, and the categories.
  private let offsets: [UInt32]
  private let categories: [UInt8]
  /// The share of the words of all texts of the training that stand in each category.
  private let shares: [Float]

  /// How many words of the training's average are added to a text.
  static let priorWords: Float = 100

  /// The settings of the block.
  typealias Configuration = FeatureBlock.LexiconShares

  /// Columns of a lexicon, whose shares are those of some texts.
  init(_ settings: Configuration, _ lexicon: WordLexicon?, _ texts: some Sequence<String>) throws(ModelError)
  {
    let lexicon = try settings.reference.checked(lexicon)
    guard lexicon.categories.count <= Self.mostCategories else {
      throw ModelError(
        .invalid,
        "the lexicon has \(lexicon.categories.count) categories; expected at most \(Self.mostCategories)")
    }
    var categories: [UInt8] = []
    var offsets: [UInt32] = [0]
    let vocabulary: Vocabulary
    do throws(FeatureError) { vocabulary = try Vocabulary(terms: lexicon.words) } catch {
      throw ModelError(.invalid, "the words of the lexicon cannot be used: \(error.message)")
    }
    for word in 0..<vocabulary.count {
      categories += lexicon.entries(of: vocabulary.term(at: word)).map { UInt8($0.category) }
      offsets.append(UInt32(categories.count))
    }
    var settings = settings
    settings.hash = lexicon.hash
    settings.categories = lexicon.categories
    let none = [Float](repeating: 0, count: lexicon.categories.count)
    let columns = try LexiconColumns(settings, vocabulary, offsets, categories, none)
    var (counts, words) = ([Double](repeating: 0, count: none.count), 0)
    for text in texts {
      let known = columns.known(in: text)
      words += known.total
      for (column, count) in columns.counts(of: known).enumerated() { counts[column] += Double(count) }
    }
    try self.init(
      settings, vocabulary, offsets, categories, counts.map { Float($0 / Double(max(1, words))) })
  }

  /// Reads the columns of a model's file.
  ///
  /// - Parameter known: vocabularies of other columns, of which one of the same words is taken: a copy would have to be
  ///   compared whenever somebody asks for the words of it.
  init(
    _ file: SafetensorsFile, _ settings: Configuration, prefix: String, known: [Vocabulary]
  ) throws(ModelError) {
    let own = try file.vocabulary(prefix: prefix)
    try self.init(
      settings, known.first { $0 == own } ?? own, file.values(prefix + "offsets", as: UInt32.self),
      file.values(prefix + "categories", as: UInt8.self),
      file.finiteValues(prefix + "shares", as: Float.self))
  }

  private init(
    _ settings: Configuration, _ vocabulary: Vocabulary, _ offsets: [UInt32], _ categories: [UInt8],
    _ shares: [Float]
  ) throws(ModelError) {
    let count = settings.categories?.count ?? 0
    guard offsets.count == vocabulary.count + 1, offsets.first == 0, offsets.last == UInt32(categories.count),
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }), categories.allSatisfy({ $0 < count }),
      (1...Self.mostCategories).contains(count), shares.count == count,
      shares.allSatisfy({ (0...1).contains($0) })
    else { throw ModelError(.malformed, "the words and the categories of the lexicon do not fit together") }
    vectorizer = TFIDFVectorizer(words: vocabulary)
    guard let index = JointTermIndex([vectorizer]) else {
      throw ModelError(.malformed, "the lexicon has \(vocabulary.count) words, more than can be looked up")
    }
    self.index = index
    self.settings = settings
    self.offsets = offsets
    self.categories = categories
    self.shares = shares
  }

  private static let mostCategories = 255

  var columnCount: Int { settings.categories?.count ?? 0 }
  func term(at column: Int) -> String {
    "category " + (settings.categories?[column] ?? "") + (settings.outsideQuotations ? ", unquoted" : "")
  }

  var readsTokens: Bool { false }
  /// Models that were trained with the same file of a lexicon have the same words in the same categories.
  var sharedBy: String? { settings.hash.map { settings.outsideQuotations ? $0 + " outside quotations" : $0 } }

  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>) {
    let known = known(in: input.text)
    for (column, count) in counts(of: known).enumerated() {
      (values + column).initialize(to: root(count, of: known.total, column: column))
    }
  }

  /// The words of a text that stand in a category, from its words where they were numbered before.
  private func known(in text: String, _ words: [JointWords] = []) -> KnownWords {
    let quotations = settings.outsideQuotations ? QuotationFinder().outermostRanges(in: text) : []
    for numbered in words where numbered.document == text {
      if let known = numbered.knownWords(of: vectorizer, outside: quotations) { return known }
    }
    return index.words(of: text).knownWords(of: vectorizer, outside: quotations) ?? KnownWords()
  }

  /// How many words stand in each category.
  private func counts(of known: KnownWords) -> [Int32] {
    var counts = [Int32](repeating: 0, count: columnCount)
    for word in known.columns {
      for entry in entries(of: word) { counts[Int(categories[entry])] += 1 }
    }
    return counts
  }

  private func root(_ count: Int32, of words: Int, column: Int) -> Float {
    ((Float(count) + Self.priorWords * shares[column]) / (Float(words) + Self.priorWords)).squareRoot()
  }

  func values(of located: LocatedColumns) -> [Float] {
    (0..<columnCount).map { root(Int32(located.places(of: $0).count), of: located.wordCount, column: $0) }
  }

  private func entries(of word: Int32) -> Range<Int> {
    Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1])
  }

  /// Every column stands where the words of its category stand.
  func located(in input: ClassifierInput, _ words: [JointWords]) -> LocatedColumns? {
    let known = known(in: input.text, words)
    var located = LocatedColumns(wordCount: known.total, placeCounts: counts(of: known))
    for (place, word) in known.columns.enumerated() {
      for entry in entries(of: word) {
        located.add(known.starts[place], known.ends[place], column: Int(categories[entry]))
      }
    }
    return located
  }

  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] {
    let known = known(in: input.text)
    return known.columns.enumerated().flatMap { place, word in
      entries(of: word).map { entry in
        (Int(categories[entry]), Int(known.starts[place])..<Int(known.ends[place]))
      }
    }
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(prefix + "offsets", offsets)
    try writer.add(prefix + "categories", categories)
    try writer.add(prefix + "shares", shares)
    try writer.add(vectorizer.vocabulary, prefix: prefix)
  }
}

extension FeatureBlock {
  /// The shares of a text's words in the categories of a lexicon.
  public struct LexiconShares: Codable, Sendable, Hashable {
    /// The name of the lexicon.
    public var name: String
    /// The hash of its file; a recipe that tells it is trained with no other, and a model always tells it.
    public var hash: String?
    /// The categories, which a recipe leaves to the lexicon.
    public var categories: [String]?
    private var leavesQuotationsOut: Bool?

    /// Whether words in quotations are left out, as if the text were without them.
    public var outsideQuotations: Bool {
      get { leavesQuotationsOut ?? false }
      set { leavesQuotationsOut = newValue ? true : nil }
    }

    private enum CodingKeys: String, CodingKey {
      case name, hash, categories
      case leavesQuotationsOut = "outside_quotations"
    }

    /// Creates settings.
    public init(_ name: String, hash: String? = nil, outsideQuotations: Bool = false) {
      self.name = name
      self.hash = hash
      self.outsideQuotations = outsideQuotations
    }

    /// The lexicon that is asked for.
    var reference: WordLexicon.Reference { .init(name, hash: hash) }
  }
}
