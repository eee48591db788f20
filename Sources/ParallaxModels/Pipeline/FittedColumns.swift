import ParallaxFeatures
import ParallaxMath

/// Columns of a pipeline that were learnt, whatever they are.
protocol FittedColumns: Sendable {
  /// The number of columns.
  var columnCount: Int { get }
  /// What a column is called.
  func term(at column: Int) -> String
  /// The columns of an input, whose tokens are known, unscaled.
  func row(of input: ClassifierInput, _ tokens: FoldedTokens) -> SparseVector
  /// What an input lacks; nil where nothing.
  func missing(in input: ClassifierInput) -> String?
  /// Where columns stand in an input's text: UTF-8 byte ranges.
  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)]
  /// What each word of an input adds to the columns, where they are sums over words; nil where each column
  /// stands for itself.
  func shares(of input: ClassifierInput) -> [VectorPooler.Share]?
  /// How many words of an input are known; nil where no words are read.
  func coverage(of input: ClassifierInput, _ tokens: FoldedTokens) -> VocabularyCoverage?
  /// Adds what was learnt to a model's file.
  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError)
}

extension FittedColumns {
  func missing(in input: ClassifierInput) -> String? { nil }
  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] { [] }
  func shares(of input: ClassifierInput) -> [VectorPooler.Share]? { nil }
  func coverage(of input: ClassifierInput, _ tokens: FoldedTokens) -> VocabularyCoverage? { nil }
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

  func row(of input: ClassifierInput, _ tokens: FoldedTokens) -> SparseVector {
    Self.targeted(input).map { vectorizer.transform(tokens, target: $0.target) }
      ?? SparseVector(indices: [], values: [], dimension: columnCount)
  }

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
struct VectorColumns: FittedColumns {
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

  func row(of input: ClassifierInput, _ tokens: FoldedTokens) -> SparseVector {
    let pooled = pooler.pool(tokens, target: target(of: input))
    // Of a sentence with words in every pool hardly a component is zero.
    if pooled.allSatisfy({ $0 != 0 }) {
      return SparseVector(indices: Array(0..<Int32(columnCount)), values: pooled, dimension: columnCount)
    }
    var indices: [Int32] = []
    var values: [Float] = []
    indices.reserveCapacity(columnCount)
    values.reserveCapacity(columnCount)
    for (column, value) in pooled.enumerated() where value != 0 {
      indices.append(Int32(column))
      values.append(value)
    }
    return SparseVector(indices: indices, values: values, dimension: columnCount)
  }

  func missing(in input: ClassifierInput) -> String? {
    pooler.configuration.needsTarget && target(of: input) == nil ? "a target inside of its text" : nil
  }

  func shares(of input: ClassifierInput) -> [VectorPooler.Share]? {
    pooler.shares(of: input.text, target: target(of: input))
  }

  func coverage(of input: ClassifierInput, _ tokens: FoldedTokens) -> VocabularyCoverage? {
    let counts = pooler.coverage(of: tokens, target: target(of: input))
    return VocabularyCoverage(known: counts.known, total: counts.total)
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(pooler.vectors, prefix: prefix)
  }
}

/// How a text is written, as columns.
struct SurfaceColumns: FittedColumns {
  let surface: SurfaceFeatures

  var columnCount: Int { SurfaceFeatures.names.count }
  func term(at column: Int) -> String { SurfaceFeatures.names[column] }

  func row(of input: ClassifierInput, _ tokens: FoldedTokens) -> SparseVector {
    let values = surface.values(of: input.text, tokens)
    return SparseVector(
      indices: values.indices.map { Int32($0) }, values: values.map { Float($0) }, dimension: values.count)
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) {}
}
