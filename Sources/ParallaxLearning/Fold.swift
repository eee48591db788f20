/// A division of rows into those to train on and those to measure on.
public struct Fold: Codable, Sendable, Hashable {
  /// The rows to train on, ascending.
  public let training: [Int]
  /// The rows to measure on, ascending; none of them is trained on.
  public let validation: [Int]

  init(validation: [Int], rowCount: Int) {
    var isHeldOut = [Bool](repeating: false, count: rowCount)
    for row in validation { isHeldOut[row] = true }
    training = (0..<rowCount).filter { !isHeldOut[$0] }
    self.validation = (0..<rowCount).filter { isHeldOut[$0] }
  }
}

extension Fold {
  /// The fold without the training rows that share a group with a row to measure on.
  ///
  /// Folds grouped by outlet still tell the same events on both sides: purged of events they do not.
  ///
  /// - Precondition: every row of the fold has a group.
  public func purged(of groups: [some Hashable]) -> Fold {
    let held = Set(validation.map { groups[$0] })
    return Fold(training: training.filter { !held.contains(groups[$0]) }, validation: validation)
  }

  /// Creates a fold of given rows.
  init(training: [Int], validation: [Int]) {
    self.training = training
    self.validation = validation
  }
}
