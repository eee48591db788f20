import ParallaxLearning
import ParallaxMath

/// TF-IDF of the four-sentence corpus of scikit-learn's documentation, as scikit-learn 1.9.1 makes it; the
/// terms are and, document, first, is, one, second, the, third, this.
let fourDocuments: [[Float]] = [
  [0, 0.46979138558, 0.580285823684, 0.384085240915, 0, 0, 0.384085240915, 0, 0.384085240915],
  [0, 0.687623597984, 0, 0.281088674034, 0, 0.538647620886, 0.281088674034, 0, 0.281088674034],
  [0.511848512707, 0, 0, 0.267103787642, 0.511848512707, 0, 0.267103787642, 0.511848512707, 0.267103787642],
  [0, 0.46979138558, 0.580285823684, 0.384085240915, 0, 0, 0.384085240915, 0, 0.384085240915],
]

/// A sparse matrix of dense rows.
func sparse(_ rows: [[Float]], columnCount: Int? = nil) -> SparseMatrix {
  let columns = columnCount ?? rows.first?.count ?? 0
  return SparseMatrix(
    rows: rows.map { row in
      let stored = row.indices.filter { row[$0] != 0 }
      return SparseVector(
        indices: stored.map { Int32($0) }, values: stored.map { row[$0] }, dimension: columns)
    }, columnCount: columns)
}

/// A learnable problem with noise: each class has a feature of its own that most of its rows carry.
func noisyDataset(
  rows: Int, features: Int, classes: Int, seed: UInt64 = 1, emptyRows: Bool = false
) throws -> LabeledDataset {
  var generator = SeededGenerator(seed: seed)
  func uniform() -> Float { Float(generator.next() >> 40) / Float(1 << 24) }
  var matrix: [[Float]] = []
  var labels: [Int] = []
  for row in 0..<rows {
    let label = row % classes
    var values = [Float](repeating: 0, count: features)
    if !emptyRows || row % 7 != 3 {
      for column in 0..<features where uniform() < 0.4 { values[column] = uniform() }
      if uniform() < 0.7 { values[label % features] += 1 }
    }
    matrix.append(values)
    labels.append(label)
  }
  return try LabeledDataset(
    features: sparse(matrix, columnCount: features), labels: labels, classCount: classes)
}

/// The largest difference between two models' weights and intercepts.
func distance(_ a: LinearModel, _ b: LinearModel) -> Float {
  zip(a.weights + a.intercepts, b.weights + b.intercepts).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Rows that carry each label by chance, each label with a feature of its own.
func multiLabelDataset(
  rows: Int, features: Int, labels: Int, seed: UInt64 = 2
) throws -> MultiLabelDataset {
  var generator = SeededGenerator(seed: seed)
  func uniform() -> Float { Float(generator.next() >> 40) / Float(1 << 24) }
  var matrix: [[Float]] = []
  var sets: [[Int]] = []
  for _ in 0..<rows {
    var values = (0..<features).map { _ in uniform() < 0.4 ? uniform() / 2 : 0 }
    let own = (0..<labels).filter { _ in uniform() < 0.4 }
    for label in own where uniform() < 0.9 { values[label % features] += 1 }
    matrix.append(values)
    sets.append(own)
  }
  return try MultiLabelDataset(
    features: sparse(matrix, columnCount: features), labels: sets, labelCount: labels)
}
