import ParallaxFeatures
import ParallaxMath

/// What the words of a text come to by a model of marked words, as columns.
struct MarkedWordColumns: DenseColumns {
  let model: MarkedWordModel

  /// Learns from inputs with marked words; the rows are those of models that were not told the row's marks.
  static func fit(
    _ settings: MarkedWordModel.Configuration, _ inputs: [ClassifierInput], _ vectors: TermVectors,
    _ lexicon: WordLexicon?, threads: Int
  ) throws(ModelError) -> (columns: MarkedWordColumns, rows: [SparseVector]) {
    let (model, pooled) = try MarkedWordModel.fit(settings, inputs, vectors, lexicon, threads: threads)
    return (MarkedWordColumns(model: model), pooled.map(row))
  }

  private init(model: MarkedWordModel) { self.model = model }

  var lookup: WordLookup? { model.lookup }
  func sharing(_ lookup: WordLookup) -> any FittedColumns { Self(model: model.sharing(lookup)) }

  /// Reads the columns of a model's file.
  init(_ file: SafetensorsFile, _ settings: MarkedWordModel.Configuration, prefix: String) throws(ModelError)
  {
    let scores = try file.finiteValues(prefix + "scores", as: Float.self)
    let threshold = try file.finiteValues(prefix + "threshold", as: Float.self, shape: [])
    model = try MarkedWordModel(
      vocabulary: try file.vocabulary(prefix: prefix), scores: scores, threshold: threshold[0])
  }

  var columnCount: Int { MarkedWordModel.poolNames.count }
  func term(at column: Int) -> String { "marked words, " + MarkedWordModel.poolNames[column] }

  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>) {
    for (column, value) in model.pooled(tokens).enumerated() { values[column] = Float(value) }
  }

  private static func row(_ values: [Double]) -> SparseVector {
    SparseVector(
      indices: values.indices.map { Int32($0) }, values: values.map { Float($0) }, dimension: values.count)
  }

  /// Every column stands where the found words stand.
  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] {
    let found = model.findings(in: input.text)
    return (0..<columnCount).flatMap { column in found.map { (column, $0.range) } }
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(prefix + "scores", model.scores)
    try writer.add(prefix + "threshold", [model.threshold], shape: [])
    try writer.add(model.vocabulary, prefix: prefix)
  }
}

extension TextClassifier {
  /// What the classifier learnt of marked words; nil where it has no such block.
  public var markedWords: MarkedWordModel? {
    for block in features.blocks {
      if case .columns(let columns) = block.source, let marked = columns as? MarkedWordColumns {
        return marked.model
      }
    }
    return nil
  }
}
