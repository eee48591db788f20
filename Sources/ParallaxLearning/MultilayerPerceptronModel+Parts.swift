internal import ParallaxMath

extension MultilayerPerceptronModel {
  /// What a perceptron is apart from its numbers.
  public struct Settings: Codable, Sendable, Hashable {
    /// The number of features, of the units of each hidden layer, and of classes.
    public let layerSizes: [Int]
    /// How scores become probabilities.
    public let link: ScoreLink

    enum CodingKeys: String, CodingKey {
      case link
      case layerSizes = "layer_sizes"
    }
  }

  /// The sizes of the layers, and the link.
  public var settings: Settings {
    Settings(layerSizes: [featureCount] + layers.map(\.biases.count), link: link)
  }

  /// `layer0.weights`, inputs x outputs, `layer0.biases`, and so on.
  public var tensors: [NamedTensor] {
    layers.enumerated().flatMap { index, layer in
      [
        NamedTensor(
          unchecked: "layer\(index).weights", shape: [layer.weights.rowCount, layer.weights.columnCount],
          values: layer.weights.values),
        NamedTensor(unchecked: "layer\(index).biases", shape: [layer.biases.count], values: layer.biases),
      ]
    }
  }

  /// Creates a model from the parts of another.
  ///
  /// - Throws: ``TrainingError`` of code `shape` or `not_finite`.
  public init(settings: Settings, tensors: [NamedTensor]) throws(TrainingError) {
    let sizes = settings.layerSizes
    let fewest = settings.link == .independent ? 1 : 2
    guard sizes.count >= 2, sizes.dropFirst().allSatisfy({ $0 > 0 }), sizes[0] >= 0,
      sizes[sizes.count - 1] >= fewest
    else {
      throw TrainingError(.shape, "layer_sizes \(sizes); expected features, hidden units and classes")
    }
    let indices = 0..<(sizes.count - 1)
    try tensors.checkNoOthers(than: indices.flatMap { ["layer\($0).weights", "layer\($0).biases"] })
    var layers: [Layer] = []
    for index in indices {
      let values = try tensors.values("layer\(index).weights", shape: [sizes[index], sizes[index + 1]])
      var weights = Matrix(rowCount: sizes[index], columnCount: sizes[index + 1])
      weights.values = values
      layers.append(
        Layer(
          weights: weights, biases: try tensors.values("layer\(index).biases", shape: [sizes[index + 1]])))
    }
    try self.init(layers: layers, link: settings.link)
  }
}
