import ParallaxLearning

/// How the weights of two linear models differ, feature by feature, for one label that both have.
public struct ModelDifference: Sendable, Hashable, Encodable {
  /// One feature's weights; 0 in a model that does not have it.
  public struct Feature: Sendable, Hashable, Encodable {
    /// The feature's name.
    public let term: String
    /// Its weight in the first model.
    public let first: Double
    /// Its weight in the second model.
    public let second: Double
    /// The second weight less the first.
    public var difference: Double { second - first }

    enum CodingKeys: String, CodingKey { case term, first, second, difference }

    /// Writes the feature with its difference.
    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(term, forKey: .term)
      try keys.encode(first, forKey: .first)
      try keys.encode(second, forKey: .second)
      try keys.encode(difference, forKey: .difference)
    }
  }

  /// The label.
  public let label: String
  /// The features that changed most, the largest change first; ties in the order of names.
  public let features: [Feature]
  /// The number of features that only the first model has.
  public let onlyInFirst: Int
  /// The number of features that only the second model has.
  public let onlyInSecond: Int
  /// The cosine of the two vectors of weights: 1 where they point the same way; 0 where one is all zeros.
  public let cosine: Double

  enum CodingKeys: String, CodingKey {
    case label, features, cosine
    case onlyInFirst = "only_in_first"
    case onlyInSecond = "only_in_second"
  }

  /// Compares two models, label by label.
  ///
  /// `top` is The number of features to list at most for each label.
  /// - Throws: ``ModelError`` of code `incompatible` where a model has no weights by feature, or no label is
  ///   shared.
  public static func between(
    _ first: TextClassifier, _ second: TextClassifier, top: Int
  ) throws(ModelError) -> [ModelDifference] {
    let (a, b) = (try Weights(first), try Weights(second))
    let shared = first.labels.filter { second.labels.contains($0) }
    guard !shared.isEmpty else {
      throw ModelError(
        .incompatible, "the models share no label: \(first.labels) and \(second.labels)")
    }
    return shared.map { label in
      difference(
        label, a, first.labels.firstIndex(of: label) ?? 0, b, second.labels.firstIndex(of: label) ?? 0, top)
    }
  }

  private struct Weights {
    let model: LinearModel
    let columns: [String: Int]

    init(_ classifier: TextClassifier) throws(ModelError) {
      guard case .linear(let linear) = classifier.model else {
        throw ModelError(
          .incompatible,
          "the model \(classifier.name) is not linear: its features have no weights of their own")
      }
      model = linear
      columns = Dictionary(
        (0..<linear.featureCount).map { (classifier.features.featureName(at: $0), $0) }
      ) { first, _ in first }
    }

    func weight(_ column: Int?, _ label: Int) -> Double {
      column.map { Double(model.weights[$0 * model.classCount + label]) } ?? 0
    }
  }

  private static func difference(
    _ label: String, _ a: Weights, _ labelA: Int, _ b: Weights, _ labelB: Int, _ top: Int
  ) -> ModelDifference {
    var (dot, squareA, squareB) = (0.0, 0.0, 0.0)
    var features: [Feature] = []
    // In the order of names: sums must not depend on that of a dictionary.
    for name in Set(a.columns.keys).union(b.columns.keys).sorted() {
      let (x, y) = (a.weight(a.columns[name], labelA), b.weight(b.columns[name], labelB))
      dot += x * y
      squareA += x * x
      squareB += y * y
      if x != y { features.append(Feature(term: name, first: x, second: y)) }
    }
    features.sort {
      abs($0.difference) == abs($1.difference)
        ? $0.term < $1.term : abs($0.difference) > abs($1.difference)
    }
    let norm = (squareA * squareB).squareRoot()
    return ModelDifference(
      label: label, features: Array(features.prefix(max(0, top))),
      onlyInFirst: a.columns.keys.count { b.columns[$0] == nil },
      onlyInSecond: b.columns.keys.count { a.columns[$0] == nil }, cosine: norm > 0 ? dot / norm : 0)
  }
}
