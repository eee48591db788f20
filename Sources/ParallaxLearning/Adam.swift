internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// Adam (Kingma & Ba 2015) over the parameters of a perceptron.
struct Adam {
  private let configuration: MultilayerPerceptron.Configuration
  private var means: [[Float]]
  private var squares: [[Float]]
  private var steps = 0

  init(_ counts: [Int], _ configuration: MultilayerPerceptron.Configuration) {
    self.configuration = configuration
    means = counts.map { [Float](repeating: 0, count: $0) }
    squares = means
  }

  /// Moves weights and biases against their gradients, cut to the norm where one is set.
  mutating func step(
    _ layers: inout [MultilayerPerceptronModel.Layer], _ gradients: [[Float]], threads: Int
  ) {
    steps += 1
    let (beta1, beta2) = (configuration.beta1, configuration.beta2)
    let correction = (1 - pow(beta2, Double(steps))).squareRoot() / (1 - pow(beta1, Double(steps)))
    let rule = Rule(
      rate: Float(configuration.learningRate * correction), beta1: Float(beta1), beta2: Float(beta2),
      // The published form adds ε to the root of the corrected mean.
      epsilon: Float(configuration.epsilon * (1 - pow(beta2, Double(steps))).squareRoot()),
      scale: cut(gradients))
    for index in layers.indices {
      rule.apply(
        to: &layers[index].weights.values, gradients[2 * index], &means[2 * index], &squares[2 * index],
        threads: threads)
      rule.apply(
        to: &layers[index].biases, gradients[2 * index + 1], &means[2 * index + 1],
        &squares[2 * index + 1], threads: threads)
    }
  }

  /// What gradients are multiplied by so that their common norm is at most the one set.
  private func cut(_ gradients: [[Float]]) -> Float {
    guard let limit = configuration.clipNorm else { return 1 }
    let norm = gradients.reduce(0.0) { $1.reduce($0) { $0 + Double($1) * Double($1) } }.squareRoot()
    return norm > limit ? Float(limit / norm) : 1
  }

  private struct Rule: Sendable {
    let rate: Float
    let beta1: Float
    let beta2: Float
    let epsilon: Float
    let scale: Float

    func apply(
      to values: inout [Float], _ gradient: [Float], _ means: inout [Float], _ squares: inout [Float],
      threads: Int
    ) {
      let count = values.count
      let piece = 1 << 14
      values.withUnsafeMutableBufferPointer { values in
        means.withUnsafeMutableBufferPointer { means in
          squares.withUnsafeMutableBufferPointer { squares in
            gradient.withUnsafeBufferPointer { gradient in
              nonisolated(unsafe) let (values, means, squares, gradient) = (values, means, squares, gradient)
              parallelFor(blocks: (count + piece - 1) / piece, threads: threads) { part in
                for index in part * piece..<min((part + 1) * piece, count) {
                  let slope = gradient[index] * scale
                  means[index] = beta1 * means[index] + (1 - beta1) * slope
                  squares[index] = beta2 * squares[index] + (1 - beta2) * slope * slope
                  values[index] -= rate * means[index] / (squares[index].squareRoot() + epsilon)
                }
              }
            }
          }
        }
      }
    }
  }
}
