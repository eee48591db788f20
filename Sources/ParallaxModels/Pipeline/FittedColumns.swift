import ParallaxFeatures
import ParallaxMath

/// Columns of a pipeline that were learnt, whatever they are.
protocol FittedColumns: Sendable {
  /// The number of columns.
  var columnCount: Int { get }
  /// What a column is called.
  func term(at column: Int) -> String
  /// Appends the columns of an input, whose tokens are known, unscaled and numbered from 0.
  func append(to row: inout RowEntries, of input: ClassifierInput, _ tokens: TokenSlice)
  /// Finds the words of tokens, where that is all the words are needed for; nil where it is not.
  var lookup: WordLookup? { get }
  /// The same columns, which find words by a table that others use too, where it is of the same words.
  func sharing(_ lookup: WordLookup) -> any FittedColumns
  /// Whether tokens are read, rather than the text itself.
  var readsTokens: Bool { get }
  /// Whether an input may lack something.
  var readsTarget: Bool { get }
  /// What an input lacks; nil where nothing.
  func missing(in input: ClassifierInput) -> String?
  /// Where columns stand in an input's text: UTF-8 byte ranges.
  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)]
  /// What is counted in an input, with its places, from one reading, or from its words where they were numbered before;
  /// nil where columns and places are asked for apart.
  func located(in input: ClassifierInput, _ words: [JointWords]) -> LocatedColumns?
  /// What finds the words of a text that are counted; nil where nothing is counted by words.
  var wordVectorizer: TFIDFVectorizer? { get }
  /// What counts are the same of the same text, whatever model they are of: nil where they are no other's.
  var sharedBy: String? { get }
  /// The columns, unscaled, for what was counted.
  func values(of located: LocatedColumns) -> [Float]
  /// What each word of an input adds to the columns, where they are sums over words; nil where each column
  /// stands for itself.
  func shares(of input: ClassifierInput) -> [VectorPooler.Share]?
  /// How many words of an input are known; nil where no words are read.
  func coverage(of input: ClassifierInput, _ tokens: TokenSlice) -> VocabularyCoverage?
  /// Adds what was learnt to a model's file.
  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError)
}

extension FittedColumns {
  var lookup: WordLookup? { nil }
  func sharing(_ lookup: WordLookup) -> any FittedColumns { self }
  var readsTokens: Bool { true }
  var readsTarget: Bool { false }
  func missing(in input: ClassifierInput) -> String? { nil }
  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] { [] }
  func located(in input: ClassifierInput, _ words: [JointWords]) -> LocatedColumns? { nil }
  var wordVectorizer: TFIDFVectorizer? { nil }
  var sharedBy: String? { nil }
  func values(of located: LocatedColumns) -> [Float] { [] }
  func shares(of input: ClassifierInput) -> [VectorPooler.Share]? { nil }
  func coverage(of input: ClassifierInput, _ tokens: TokenSlice) -> VocabularyCoverage? { nil }
}

/// Columns of which every input has all.
protocol DenseColumns: FittedColumns {
  /// Writes the columns of an input, whose tokens are known, to as many places, initialized or not.
  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>)
}

extension DenseColumns {
  func append(to row: inout RowEntries, of input: ClassifierInput, _ tokens: TokenSlice) {
    row.append(count: columnCount) { write(input, tokens, to: $0) }
  }
}

/// What stands around a target, as columns.
struct TargetColumns: FittedColumns {
  let vectorizer: TargetVectorizer

  init(vectorizer: TargetVectorizer) { self.vectorizer = vectorizer }

  /// Reads the columns of a model's file.
  init(
    _ file: SafetensorsFile, _ settings: TargetVectorizer.Configuration, prefix: String
  ) throws(ModelError) {
    let idf = try file.finiteValues(prefix + "idf", as: Float.self)
    let vocabulary = try file.vocabulary(prefix: prefix)
    do throws(FeatureError) {
      vectorizer = try TargetVectorizer(vocabulary: vocabulary, idf: idf, configuration: settings)
    } catch {
      throw ModelError(.malformed, "the features of targets cannot be used: \(error.message)")
    }
  }

  /// A text with its target; nil where it has none, or one that is empty or not inside of it.
  static func targeted(_ input: ClassifierInput) -> TargetedText? {
    guard let target = input.target, !target.isEmpty, target.lowerBound >= 0,
      target.upperBound <= input.text.utf8.count
    else { return nil }
    return TargetedText(input.text, target: target)
  }

  var columnCount: Int { vectorizer.vocabulary.count }
  func term(at column: Int) -> String { vectorizer.vocabulary.term(at: column) }

  func append(to row: inout RowEntries, of input: ClassifierInput, _ tokens: TokenSlice) {
    if let target = Self.targeted(input)?.target { row.append(vectorizer.transform(tokens, target: target)) }
  }

  var readsTarget: Bool { true }

  func missing(in input: ClassifierInput) -> String? {
    Self.targeted(input) == nil ? "a target inside of its text" : nil
  }

  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] {
    Self.targeted(input).map { vectorizer.occurrences(in: $0).map { ($0.term, $0.range) } } ?? []
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(prefix + "idf", vectorizer.idf)
    try writer.add(vectorizer.vocabulary, prefix: prefix)
  }
}

/// Pooled vectors of words, as columns.
struct VectorColumns: DenseColumns {
  let pooler: VectorPooler

  init(pooler: VectorPooler) { self.pooler = pooler }

  /// Reads the columns of a model's file.
  init(_ file: SafetensorsFile, _ settings: VectorPooler.Configuration, prefix: String) throws(ModelError) {
    let vectors = try file.termVectors(prefix: prefix)
    do throws(FeatureError) {
      self.init(pooler: try VectorPooler(vectors: vectors, configuration: settings))
    } catch {
      throw ModelError(.malformed, "the vectors cannot be used: \(error.message)")
    }
  }

  var columnCount: Int { pooler.columnCount }

  func term(at column: Int) -> String {
    let (pool, component) = column.quotientAndRemainder(dividingBy: pooler.configuration.dimension)
    return "\(pooler.configuration.pools[pool].rawValue)[\(component)]"
  }

  private func target(of input: ClassifierInput) -> Range<Int>? { TargetColumns.targeted(input)?.target }

  var lookup: WordLookup? { pooler.vectors.lookup }
  func sharing(_ lookup: WordLookup) -> any FittedColumns { Self(pooler: pooler.sharing(lookup)) }

  func append(to row: inout RowEntries, of input: ClassifierInput, _ tokens: TokenSlice) {
    let start = row.count
    row.append(count: columnCount) { write(input, tokens, to: $0) }
    row.removeZeros(from: start)
  }

  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>) {
    pooler.pool(tokens, target: target(of: input), into: values)
  }

  var readsTarget: Bool { pooler.configuration.needsTarget }

  func missing(in input: ClassifierInput) -> String? {
    pooler.configuration.needsTarget && target(of: input) == nil ? "a target inside of its text" : nil
  }

  func shares(of input: ClassifierInput) -> [VectorPooler.Share]? {
    pooler.shares(of: input.text, target: target(of: input))
  }

  func coverage(of input: ClassifierInput, _ tokens: TokenSlice) -> VocabularyCoverage? {
    let counts = pooler.coverage(of: tokens, target: target(of: input))
    return VocabularyCoverage(known: counts.known, total: counts.total)
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(pooler.vectors, prefix: prefix)
  }
}

/// How a text is written, as columns.
struct SurfaceColumns: DenseColumns {
  let surface: SurfaceFeatures

  var columnCount: Int { SurfaceFeatures.names.count }
  func term(at column: Int) -> String { SurfaceFeatures.names[column] }

  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>) {
    for (column, value) in surface.values(of: input.text, tokens).enumerated() {
      values[column] = Float(value)
    }
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) {}
}
