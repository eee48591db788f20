import ParallaxLearning

/// How scores grow with the number of training examples, measured on one held-out fold.
public struct LearningCurve: Sendable, Encodable {
  /// One size of training.
  public struct Point: Sendable, Encodable {
    /// The number of examples trained on.
    public let count: Int
    /// Scores on the held-out fold.
    public let metrics: ClassifierMetrics

    enum CodingKeys: String, CodingKey {
      case count = "n"
      case metrics
    }
  }

  /// The points by growing size; sizes too small to have every label are left out.
  public let points: [Point]

  /// Trains on growing shares of the examples outside of the first fold of a plan.
  ///
  /// - Throws: ``ModelError`` or `TrainingError`.
  public init(
    _ recipe: ClassifierRecipe, on examples: [LabeledExample], plan: SplitPlan,
    shares: [Double] = [0.1, 0.2, 0.4, 0.7, 1], in context: TrainingContext = TrainingContext()
  ) throws {
    let recipe = try recipe.resolved(for: examples)
    let labels = recipe.description.labels
    let first = try LabelIndices(of: examples, labels: labels, isMultiLabel: recipe.isMultiLabel).first
    let fold = try plan.folds(of: examples, labels: first)[0][0]
    let held = fold.validation.map { examples[$0] }
    // Every size holds the smaller ones, classes as even as they are in the whole.
    let order = try SplitPlan(grouping: .random, foldCount: 2, seed: plan.seed).order(
      of: fold.training, labels: fold.training.map { first[$0] })
    var points: [Point] = []
    for share in shares {
      let count = Int((share * Double(order.count)).rounded())
      let part = order.prefix(count).map { examples[$0] }
      guard labels.allSatisfy({ label in part.contains { $0.labels.contains(label) } }) else { continue }
      let trained = try recipe.train(on: part, in: context)
      points.append(
        Point(
          count: count, metrics: try trained.classifier.evaluate(on: held, threads: context.threads).metrics))
    }
    self.points = points
  }
}

extension SplitPlan {
  /// Rows in an order whose every beginning has the classes' shares of the whole, within a row each.
  func order(of rows: [Int], labels: [Int]) throws(TrainingError) -> [Int] {
    guard rows.count >= 2 else { return rows }
    let folds = try KFold(foldCount: rows.count, seed: seed).stratifiedFolds(labels: labels)
    // As many folds as rows: class after class. They are interleaved by their place in their class.
    var places = [(place: Double, row: Int)]()
    var sizes: [Int: Int] = [:]
    for label in labels { sizes[label, default: 0] += 1 }
    var seen: [Int: Int] = [:]
    for fold in folds {
      for own in fold.validation {
        let label = labels[own]
        let place = (Double(seen[label, default: 0]) + 0.5) / Double(sizes[label, default: 1])
        seen[label, default: 0] += 1
        places.append((place, own))
      }
    }
    return places.sorted { $0.place == $1.place ? $0.row < $1.row : $0.place < $1.place }.map { rows[$0.row] }
  }
}
