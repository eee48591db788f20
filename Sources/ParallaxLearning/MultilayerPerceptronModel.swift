public import ParallaxMath

/// A trained multilayer perceptron: layers of weights with a rectifier between them.
///
/// a_0 = x, a_l = max(0, a_(l−1) W_l + b_l); the scores are the last layer's, without the rectifier.
public struct MultilayerPerceptronModel: ClassificationModel {
  /// One layer: weights of inputs x outputs, and a bias for each output.
  struct Layer: Sendable, Hashable {
    var weights: Matrix
    var biases: [Float]
  }

  /// The layers, from the input's to that of the scores; at least one.
  let layers: [Layer]
  /// How scores become probabilities.
  public let link: ScoreLink

  /// The number of features.
  public var featureCount: Int { layers[0].weights.rowCount }
  /// The number of classes.
  public var classCount: Int { layers[layers.count - 1].biases.count }
  /// The number of units of each hidden layer.
  public var hiddenLayerSizes: [Int] { layers.dropLast().map(\.biases.count) }

  /// Creates a model from layers that fit, checking that every number is finite.
  init(layers: [Layer], link: ScoreLink) throws(TrainingError) {
    precondition(!layers.isEmpty, "a perceptron without layers")
    for (index, layer) in layers.enumerated()
    where !areFinite(layer.weights.values) || !areFinite(layer.biases) {
      throw TrainingError(.notFinite, "layer \(index) of the perceptron holds a number that is not finite")
    }
    self.layers = layers
    self.link = link
  }

  /// The score of each class for one row.
  ///
  /// - Precondition: the vector is of dimension `featureCount`.
  /// - Complexity: O(entries · first layer's units + the other layers' weights).
  public func decisionValues(of row: SparseVector) -> [Double] {
    activations(of: row).last?.map(Double.init) ?? []
  }

  /// The scores of every row, row after row: `values[row * classCount + class]`.
  ///
  /// - Precondition: the matrix has `featureCount` columns.
  public func decisionValues(of rows: SparseMatrix, threads: Int = 1) -> [Double] {
    precondition(
      rows.columnCount == featureCount, "a matrix of \(rows.columnCount) columns, not \(featureCount)")
    let blockSize = 64
    let blocks = (rows.rowCount + blockSize - 1) / blockSize
    let classCount = classCount
    return [Double](unsafeUninitializedCapacity: rows.rowCount * classCount) { buffer, count in
      count = rows.rowCount * classCount
      nonisolated(unsafe) let scores = buffer
      parallelFor(blocks: blocks, threads: threads) { block in
        for row in block * blockSize..<min((block + 1) * blockSize, rows.rowCount) {
          for (k, score) in decisionValues(of: rows.row(row)).enumerated() {
            scores[row * classCount + k] = score
          }
        }
      }
    }
  }

  /// What each entry of a row adds to the score of a class near this row: x_i ∂z/∂x_i.
  ///
  /// While no unit switches on or off the scores are linear in x, so that the values and the baseline sum
  /// up to the decision value.
  ///
  /// - Precondition: the vector is of dimension `featureCount`, and the class is one of the model's.
  public func attribution(of row: SparseVector, toClass target: Int) -> FeatureAttribution {
    precondition(target >= 0 && target < classCount, "class \(target) of \(classCount)")
    let active = activations(of: row)
    // ∂z/∂a of each layer's input in turn, from the scores back; a unit that is off passes nothing on.
    var slope = [Double](repeating: 0, count: classCount)
    slope[target] = 1
    for index in layers.indices.dropFirst().reversed() {
      let weights = layers[index].weights
      slope = (0..<weights.rowCount).map { unit in
        guard active[index - 1][unit] > 0 else { return 0 }
        return zip(weights.row(unit), slope).reduce(0) { $0 + Double($1.0) * $1.1 }
      }
    }
    let values = zip(row.indices, row.values).map { column, value in
      Double(value)
        * zip(layers[0].weights.row(Int(column)), slope).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    let score = active.last.map { Double($0[target]) } ?? 0
    return FeatureAttribution(
      indices: row.indices, values: values, baseline: score - values.reduce(0, +), scope: .local)
  }

  /// The outputs of every layer, those of the last without a rectifier.
  ///
  /// One row at a time and in the order of the inputs: the bits depend on this row alone.
  private func activations(of row: SparseVector) -> [[Float]] {
    precondition(
      row.dimension == featureCount, "a vector of dimension \(row.dimension), not \(featureCount)")
    var result: [[Float]] = []
    for (index, layer) in layers.enumerated() {
      var sums = layer.biases
      sums.withUnsafeMutableBufferPointer { sums in
        if index == 0 {
          for (column, value) in zip(row.indices, row.values) {
            layer.weights.addRow(Int(column), times: value, to: sums)
          }
        } else {
          for (unit, value) in result[index - 1].enumerated() where value != 0 {
            layer.weights.addRow(unit, times: value, to: sums)
          }
        }
        if index < layers.count - 1 { for unit in sums.indices { sums[unit] = max(0, sums[unit]) } }
      }
      result.append(sums)
    }
    return result
  }
}

extension Matrix {
  /// y += value · (a row of the matrix).
  @inline(__always)
  fileprivate func addRow(_ row: Int, times value: Float, to y: UnsafeMutableBufferPointer<Float>) {
    values.withUnsafeBufferPointer { weights in
      let start = row &* columnCount
      for column in 0..<columnCount { y[column] += value * weights[start &+ column] }
    }
  }
}
