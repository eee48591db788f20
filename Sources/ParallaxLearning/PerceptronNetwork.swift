internal import ParallaxMath

/// The weights of a perceptron in training, their gradients and Adam's moments.
///
/// Rows are taken in blocks of 64 and parameters in pieces, whatever the number of threads, and the blocks'
/// sums are added up in order.
struct PerceptronNetwork {
  private(set) var layers: [MultilayerPerceptronModel.Layer]
  private let configuration: MultilayerPerceptron.Configuration
  private var optimizer: Adam
  private static let blockSize = 64

  init(layers: [MultilayerPerceptronModel.Layer], configuration: MultilayerPerceptron.Configuration) {
    self.layers = layers
    self.configuration = configuration
    optimizer = Adam(layers.flatMap { [$0.weights.values.count, $0.biases.count] }, configuration)
  }

  /// Weights uniform in ±√(6 / (inputs + outputs)), biases of zero.
  static func initialLayers(
    _ sizes: [Int], _ generator: inout SeededGenerator
  ) -> [MultilayerPerceptronModel.Layer] {
    zip(sizes, sizes.dropFirst()).map { inputs, outputs in
      var weights = Matrix(rowCount: inputs, columnCount: outputs)
      let bound = (6 / Float(inputs + outputs)).squareRoot()
      for index in weights.values.indices {
        weights.values[index] = bound * (Float(generator.next() >> 40) * 0x1p-23 - 1)
      }
      return .init(weights: weights, biases: [Float](repeating: 0, count: outputs))
    }
  }

  /// α/2 Σ ‖W‖².
  var penalty: Double {
    layers.reduce(0) { sum, layer in
      sum + configuration.alpha / 2 * layer.weights.values.reduce(0) { $0 + Double($1) * Double($1) }
    }
  }

  func model(link: ScoreLink) throws(TrainingError) -> MultilayerPerceptronModel {
    try MultilayerPerceptronModel(layers: layers, link: link)
  }

  /// Takes one step by some rows; returns their loss before it and their weight.
  mutating func step(
    _ data: PerceptronData, _ rows: [Int], seed: UInt64, threads: Int
  ) -> (loss: Double, weight: Double) {
    let weight = rows.reduce(0) { $0 + data.weights[$1] }
    let (loss, gradients) = gradients(data, rows, seed: seed, threads: threads)
    optimizer.step(&layers, gradients, threads: threads)
    return (loss, weight)
  }

  /// The loss of some rows, and the gradients of their mean loss and of the penalty: of the weights and of
  /// the biases of each layer in turn.
  func gradients(
    _ data: PerceptronData, _ rows: [Int], seed: UInt64, threads: Int
  ) -> (loss: Double, gradients: [[Float]]) {
    let weight = rows.reduce(0) { $0 + data.weights[$1] }
    let blocks = (rows.count + Self.blockSize - 1) / Self.blockSize
    var passes = [PerceptronPass?](repeating: nil, count: blocks)
    passes.withUnsafeMutableBufferPointer { passes in
      nonisolated(unsafe) let passes = passes
      parallelFor(blocks: blocks, threads: threads) { block in
        let own = rows[block * Self.blockSize..<min((block + 1) * Self.blockSize, rows.count)]
        let dropout = Dropout(share: configuration.dropout, seed: seed &+ UInt64(block) << 32)
        passes[block] = PerceptronPass(layers, data, own, scale: 1 / weight, dropout)
      }
    }
    var loss = 0.0
    var gradients = layers.flatMap { layer in
      [layer.weights.values.map { Float(configuration.alpha) * $0 }, layer.biases.map { _ in Float(0) }]
    }
    for pass in passes.compactMap({ $0 }) {
      loss += pass.loss
      for (index, own) in pass.gradients.enumerated() where !own.isEmpty {
        gradients[index].withUnsafeMutableBufferPointer { sum in
          own.withUnsafeBufferPointer { BLAS.axpy(1, $0, into: sum) }
        }
      }
    }
    addInputGradient(
      data.features.selectingRows(rows), passes.flatMap { $0?.inputSlopes.values ?? [] }, to: &gradients[0],
      threads: threads)
    return (loss, gradients)
  }

  /// Adds Xᵀ Δ to the gradient of the first layer's weights, feature by feature.
  private func addInputGradient(
    _ batch: SparseMatrix, _ slopes: [Float], to gradient: inout [Float], threads: Int
  ) {
    let columns = batch.transposed()
    let width = layers[0].biases.count
    let piece = 1024
    gradient.withUnsafeMutableBufferPointer { gradient in
      slopes.withUnsafeBufferPointer { slopes in
        nonisolated(unsafe) let (gradient, slopes) = (gradient, slopes)
        parallelFor(blocks: (columns.rowCount + piece - 1) / piece, threads: threads) { part in
          columns.withPointers { source in
            for feature in part * piece..<min((part + 1) * piece, columns.rowCount) {
              for entry in source.entries(ofRow: feature) {
                let (from, to) = (Int(source.columns[entry]) &* width, feature &* width)
                let value = source.values[entry]
                for unit in 0..<width { gradient[to &+ unit] += value * slopes[from &+ unit] }
              }
            }
          }
        }
      }
    }
  }
}
