internal import ParallaxMath

/// One division of rows into training and validation that keeps the rows of a group together.
public struct GroupedSplit: Codable, Sendable, Hashable {
  /// The share of the rows to hold out.
  public let validationShare: Double
  /// The seed of the shuffling.
  public let seed: UInt64

  /// Creates a split.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` for a share that is not between 0 and 1.
  public init(validationShare: Double = 0.2, seed: UInt64 = 0) throws(TrainingError) {
    guard validationShare > 0, validationShare < 1 else {
      throw TrainingError(
        .configuration, "a validation share of \(validationShare); expected more than 0 and less than 1")
    }
    self.validationShare = validationShare
    self.seed = seed
  }

  /// Divides rows by their groups.
  ///
  /// Groups are taken in random order, each held out where that brings the number of rows held out nearer
  /// to its goal; at least one group stays on either side.
  ///
  /// - Throws: ``TrainingError`` of code `configuration` where there are fewer than 2 groups.
  public func fold(groups: [some Hashable]) throws(TrainingError) -> Fold {
    var members = RowGroups(groups).rows
    guard members.count >= 2 else {
      throw TrainingError(.configuration, "\(members.count) groups; expected at least 2 to split")
    }
    var generator = SeededGenerator(seed: seed)
    members.shuffle(with: &generator)
    let goal = validationShare * Double(groups.count)
    var held: [Int] = []
    var heldGroups = 0
    for rows in members where heldGroups < members.count - 1 {
      let missing = goal - Double(held.count)
      guard abs(missing - Double(rows.count)) < abs(missing) else { continue }
      held += rows
      heldGroups += 1
    }
    if heldGroups == 0, let smallest = members.min(by: { $0.count < $1.count }) { held = smallest }
    return Fold(validation: held, rowCount: groups.count)
  }
}
