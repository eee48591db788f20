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
