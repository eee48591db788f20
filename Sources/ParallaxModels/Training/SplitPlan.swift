import ParallaxLearning

/// How examples are divided into folds for cross-validation.
public struct SplitPlan: Codable, Sendable, Hashable {
  /// What is kept together.
  public var grouping: SplitGrouping
  /// The number of folds.
  public var foldCount: Int
  /// How often the whole is repeated with another seed.
  public var repeats: Int
  /// The seed of the shuffling.
  public var seed: UInt64

  enum CodingKeys: String, CodingKey {
    case grouping
    case foldCount = "folds"
    case repeats, seed
  }

  /// Creates a plan.
  public init(grouping: SplitGrouping, foldCount: Int = 5, repeats: Int = 1, seed: UInt64 = 0) {
    self.grouping = grouping
    self.foldCount = foldCount
    self.repeats = repeats
    self.seed = seed
  }

  /// The strictest plan that the examples allow: what their fields tell is kept together, and every fold
  /// leaves each label an example to train on.
  ///
  /// Where folds of outlets cannot be freed of the events they measure, outlets alone are kept together. With
  /// fewer groups than folds there are as many folds as groups.
  ///
  /// The parameters:
  ///   - examples: The examples to divide.
  ///   - grouping: What to keep together; nil is the strictest.
  ///   - foldCount: The number of folds.
  ///   - repeats: How often the whole is repeated.
  ///   - seed: The seed of the shuffling.
  public static func standard(
    for examples: [LabeledExample], grouping: SplitGrouping? = nil, foldCount: Int = 5, repeats: Int = 1,
    seed: UInt64 = 0
  ) -> SplitPlan {
    func plan(_ grouping: SplitGrouping) -> SplitPlan {
      let groups =
        switch grouping {
        case .random: examples.count
        case .outlet, .both: GroupNumbers(examples.map(\.outlet)).count
        case .event: GroupNumbers(examples.map(\.event)).count
        }
      return SplitPlan(
        grouping: grouping, foldCount: min(foldCount, groups), repeats: repeats, seed: seed)
    }
    let first = plan(grouping ?? .standard(for: examples))
    guard grouping == nil, first.grouping == .both, !first.leavesEveryLabel(examples) else { return first }
    return plan(.outlet)
  }

  /// Whether every fold has an example of each label to train on.
  private func leavesEveryLabel(_ examples: [LabeledExample]) -> Bool {
    let names = Set(examples.flatMap(\.labels))
    let numbers = Dictionary(uniqueKeysWithValues: zip(names.sorted(), 0...))
    let labels = examples.map { numbers[$0.label] ?? 0 }
    guard let folds = try? folds(of: examples, labels: labels) else { return false }
    return folds.allSatisfy { round in
      round.allSatisfy { Set($0.training.flatMap { examples[$0].labels }) == names }
    }
  }

  /// The plan in words.
  public var summary: String {
    let groups =
      switch grouping {
      case .random: "random, classes alike in each"
      case .outlet: "outlets kept together"
      case .event: "events kept together"
      case .both: "outlets kept together, events of the held-out part removed from training"
      }
    return "\(foldCount) folds, \(groups)" + (repeats > 1 ? ", \(repeats) times" : "")
  }

  /// The folds of each repetition; classes as even as groups allow.
  ///
  /// The parameters:
  ///   - examples: The examples to divide.
  ///   - labels: The class of each, for even shares; of several labels the first will do.
  /// - Throws: `TrainingError` of code `configuration` where there are fewer rows or groups than folds.
  public func folds(
    of examples: [LabeledExample], labels: [Int]
  ) throws(TrainingError) -> [[Fold]] {
    var result: [[Fold]] = []
    for division in try KFold(foldCount: foldCount, seed: seed).repeated(repeats) {
      result.append(try folds(division, examples, labels))
    }
    return result
  }

  private func folds(
    _ division: KFold, _ examples: [LabeledExample], _ labels: [Int]
  ) throws(TrainingError) -> [Fold] {
    switch grouping {
    case .random: return try division.stratifiedFolds(labels: labels)
    case .outlet:
      return try division.groupedFolds(groups: GroupNumbers(examples.map(\.outlet)).ofRow, labels: labels)
    case .event:
      return try division.groupedFolds(groups: GroupNumbers(examples.map(\.event)).ofRow, labels: labels)
    case .both:
      let events = GroupNumbers(examples.map(\.event)).ofRow
      return try division.groupedFolds(groups: GroupNumbers(examples.map(\.outlet)).ofRow, labels: labels)
        .map { $0.purged(of: events) }
    }
  }
}
