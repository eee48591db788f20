public import ParallaxMath

/// A trained classifier of sparse rows: scores, probabilities, reasons, and its parts for a file.
public protocol ClassificationModel: Sendable, Hashable {
  /// What a model is apart from its numbers; read and written as JSON by the layer that does files.
  associatedtype Settings: Codable, Sendable, Hashable

  /// The number of classes or labels.
  var classCount: Int { get }
  /// The number of features.
  var featureCount: Int { get }
  /// How scores become probabilities.
  var link: ScoreLink { get }

  /// The scores of every row, row after row: `values[row * classCount + class]`.
  ///
  /// The same numbers for any number of threads and any selection of rows.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  func decisionValues(of rows: SparseMatrix, threads: Int) -> [Double]

  /// The score of each class for one row; the numbers that the row gets in a matrix.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  func decisionValues(of row: SparseVector) -> [Double]

  /// What each entry of a row adds to the score of a class, in the order of the entries.
  ///
  /// - Precondition: the vector is of dimension `featureCount`, and the class is one of the model's.
  func attribution(of row: SparseVector, toClass target: Int) -> FeatureAttribution

  /// What the model is apart from its numbers.
  var settings: Settings { get }
  /// The model's numbers; the names do not depend on the values.
  var tensors: [NamedTensor] { get }
  /// Creates a model from its parts; those of `settings` and `tensors` give the same model to the bit.
  ///
  /// - Throws: ``TrainingError`` of code `shape` where parts are missing, superfluous or do not fit,
  ///   `not_finite` where a number is NaN or infinite.
  init(settings: Settings, tensors: [NamedTensor]) throws(TrainingError)
}

extension ClassificationModel {
  /// The probability of each class.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  public func probabilities(of row: SparseVector) -> [Double] {
    var values = decisionValues(of: row)
    values.withUnsafeMutableBufferPointer { link.apply($0) }
    return values
  }

  /// The probabilities of every row, row after row: `values[row * classCount + class]`.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  public func probabilities(of rows: SparseMatrix, threads: Int = 1) -> [Double] {
    var values = decisionValues(of: rows, threads: threads)
    values.withUnsafeMutableBufferPointer { values in
      for row in 0..<rows.rowCount {
        link.apply(.init(rebasing: values[row * classCount..<(row + 1) * classCount]))
      }
    }
    return values
  }

  /// The class of the highest score; the lowest index of those that tie.
  public func predictedClass(of row: SparseVector) -> Int { firstMaximum(decisionValues(of: row)) }

  /// The class of the highest score of every row; the lowest index of those that tie.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  public func predictedClasses(of rows: SparseMatrix, threads: Int = 1) -> [Int] {
    let values = decisionValues(of: rows, threads: threads)
    return (0..<rows.rowCount).map { row in
      firstMaximum(values[row * classCount..<(row + 1) * classCount])
    }
  }

  /// The labels of a row whose probability reaches a threshold, ascending: for a model of independent labels.
  public func predictedLabels(of row: SparseVector, threshold: Double = 0.5) -> [Int] {
    let probabilities = probabilities(of: row)
    return probabilities.indices.filter { probabilities[$0] >= threshold }
  }
}
