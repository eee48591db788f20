internal import ParallaxMath

/// One block of rows forward and back through the layers of a perceptron.
struct PerceptronPass {
  let loss: Double
  /// Those of the weights and of the biases of each layer in turn; empty for the first layer's weights,
  /// whose rows are sparse.
  let gradients: [[Float]]
  /// The gradient of the first layer's sums, a row each.
  let inputSlopes: Matrix

  /// - Parameter scale: What the loss is multiplied by in the gradients.
  init(
    _ layers: [MultilayerPerceptronModel.Layer], _ data: PerceptronData, _ rows: ArraySlice<Int>,
    scale: Double, _ dropout: Dropout
  ) {
    var dropout = dropout
    var outputs = [Self.firstSums(layers[0], data.features, rows)]
    for layer in layers.dropFirst() {
      Self.rectify(&outputs[outputs.count - 1], &dropout)
      var sums = BLAS.gemm(outputs[outputs.count - 1], layer.weights)
      Self.add(layer.biases, to: &sums)
      outputs.append(sums)
    }
    var slopes = outputs[outputs.count - 1]
    var total = 0.0
    slopes.values.withUnsafeMutableBufferPointer { values in
      for (place, row) in rows.enumerated() {
        let own = values[place * data.classCount..<(place + 1) * data.classCount]
        total += data.setSlopes(.init(rebasing: own), row: row)
      }
      for index in values.indices { values[index] *= Float(scale) }
    }
    loss = total
    var gradients: [[Float]] = []
    for index in layers.indices.dropFirst().reversed() {
      let inputs = outputs[index - 1]
      gradients.insert(Self.columnSums(slopes), at: 0)
      gradients.insert(BLAS.gemm(inputs, transposed: true, slopes).values, at: 0)
      slopes = BLAS.gemm(slopes, transposed: false, layers[index].weights, transposed: true)
      // What a unit puts out is its sum, times the dropout's scale, where it is on; else it is 0.
      for place in slopes.values.indices {
        slopes.values[place] = inputs.values[place] > 0 ? slopes.values[place] * dropout.scale : 0
      }
    }
    gradients.insert(Self.columnSums(slopes), at: 0)
    gradients.insert([], at: 0)
    self.gradients = gradients
    inputSlopes = slopes
  }

  /// X W + b for sparse rows.
  private static func firstSums(
    _ layer: MultilayerPerceptronModel.Layer, _ features: SparseMatrix, _ rows: ArraySlice<Int>
  ) -> Matrix {
    let width = layer.biases.count
    var sums = Matrix(rowCount: rows.count, columnCount: width)
    sums.values.withUnsafeMutableBufferPointer { sums in
      layer.weights.values.withUnsafeBufferPointer { weights in
        features.withPointers { source in
          for (place, row) in rows.enumerated() {
            let to = place &* width
            for unit in 0..<width { sums[to &+ unit] = layer.biases[unit] }
            for entry in source.entries(ofRow: row) {
              let from = Int(source.columns[entry]) &* width
              let value = source.values[entry]
              for unit in 0..<width { sums[to &+ unit] += value * weights[from &+ unit] }
            }
          }
        }
      }
    }
    return sums
  }

  private static func rectify(_ sums: inout Matrix, _ dropout: inout Dropout) {
    for index in sums.values.indices { sums.values[index] = max(0, sums.values[index]) }
    dropout.apply(to: &sums.values)
  }

  private static func add(_ biases: [Float], to sums: inout Matrix) {
    let width = biases.count
    for index in sums.values.indices { sums.values[index] += biases[index % width] }
  }

  private static func columnSums(_ matrix: Matrix) -> [Float] {
    var sums = [Float](repeating: 0, count: matrix.columnCount)
    for (index, value) in matrix.values.enumerated() { sums[index % matrix.columnCount] += value }
    return sums
  }
}

/// Leaves units out at random, and makes up for it by what the others put out.
///
/// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014.
struct Dropout {
  private let share: Double
  private var generator: SeededGenerator
  /// What the outputs of the units that stay are multiplied by.
  let scale: Float

  init(share: Double, seed: UInt64) {
    self.share = share
    generator = SeededGenerator(seed: seed)
    scale = Float(1 / (1 - share))
  }

  mutating func apply(to outputs: inout [Float]) {
    guard share > 0 else { return }
    let limit = UInt32(share * 0x1p32)
    for index in outputs.indices {
      outputs[index] = UInt32(generator.next() >> 32) < limit ? 0 : outputs[index] * scale
    }
  }
}
