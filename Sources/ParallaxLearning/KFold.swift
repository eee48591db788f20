internal import ParallaxMath

/// Division of rows into k folds, each held out once, the same for a seed in every run.
public struct KFold: Codable, Sendable, Hashable {
  /// The number of folds, at least 2.
  public let foldCount: Int
  /// The seed of the shuffling.
  public let seed: UInt64

  /// Creates a division into `foldCount` folds.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` for fewer than 2 folds.
  public init(foldCount: Int = 5, seed: UInt64 = 0) throws(TrainingError) {
    guard foldCount >= 2 else {
      throw TrainingError(.configuration, "\(foldCount) folds; expected at least 2")
    }
    self.foldCount = foldCount
    self.seed = seed
  }

  /// Folds of shuffled rows, whose sizes differ by one at most.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where there are fewer rows than folds.
  public func folds(rowCount: Int) throws(TrainingError) -> [Fold] {
    try stratifiedFolds(labels: [Int](repeating: 0, count: max(0, rowCount)))
  }

  /// Folds that hold the same share of each class: the counts of a class differ by one at most, and so do
  /// the sizes.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where there are fewer rows than folds.
  public func stratifiedFolds(labels: [Int]) throws(TrainingError) -> [Fold] {
    try check(labels.count, "rows")
    var generator = SeededGenerator(seed: seed)
    var order: [Int] = []
    for label in Set(labels).sorted() {
      var rows = labels.indices.filter { labels[$0] == label }
      rows.shuffle(with: &generator)
      order += rows
    }
    // Class after class, one row a fold in turn: each class and the whole are dealt out evenly.
    var held = [[Int]](repeating: [], count: foldCount)
    for (place, row) in order.enumerated() { held[place % foldCount].append(row) }
    return held.map { Fold(validation: $0, rowCount: labels.count) }
  }

  /// Folds that keep the rows of a group together: a group is never trained on and measured on.
  ///
  /// The largest groups are placed first, each where it does most for equal sizes or, with labels, for
  /// equal shares of each class. Group by outlet or event, or a classifier is praised for knowing them.
  ///
  /// - Parameters:
  ///   - groups: The group of each row.
  ///   - labels: The class of each row, where shares of classes are to be kept alike as well.
  /// - Throws: ``TrainingError`` of code `configuration` where there are fewer groups than folds, `shape`
  ///   where there are not as many labels as rows.
  /// - Complexity: O(rows + groups · folds · classes).
  public func groupedFolds(
    groups: [some Hashable], labels: [Int]? = nil
  ) throws(TrainingError) -> [Fold] {
    guard labels.map({ $0.count == groups.count }) ?? true else {
      throw TrainingError(.shape, "\(labels?.count ?? 0) labels for \(groups.count) rows; expected one each")
    }
    var members = RowGroups(groups).rows
    try check(members.count, "groups")
    var generator = SeededGenerator(seed: seed)
    members.shuffle(with: &generator)
    let order = members.indices.sorted {
      (members[$1].count, $0) < (members[$0].count, $1)
    }
    var placement = FoldPlacement(foldCount: foldCount, labels: labels, rowCount: groups.count)
    for (place, group) in order.enumerated() {
      // The last groups go to folds that are still empty, where there are only just enough.
      placement.place(members[group], remaining: order.count - place)
    }
    return placement.held.map { Fold(validation: $0, rowCount: groups.count) }
  }

  /// The same division with other seeds, to be made one after the other: repeated cross-validation.
  ///
  /// The first is this one; the seeds that follow depend on this one's alone.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` for fewer than one repetition.
  public func repeated(_ times: Int) throws(TrainingError) -> [KFold] {
    guard times >= 1 else {
      throw TrainingError(.configuration, "\(times) repetitions; expected at least 1")
    }
    var generator = SeededGenerator(seed: seed)
    var divisions = [self]
    while divisions.count < times {
      divisions.append(try KFold(foldCount: foldCount, seed: generator.next()))
    }
    return divisions
  }

  private func check(_ count: Int, _ units: String) throws(TrainingError) {
    guard count >= foldCount else {
      throw TrainingError(
        .configuration, "\(count) \(units) do not make \(foldCount) folds; take fewer folds")
    }
  }
}
