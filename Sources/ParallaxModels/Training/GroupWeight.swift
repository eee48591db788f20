/// How much the texts of a group (an outlet, an event) count in training.
///
/// A classifier that sees one outlet a thousand times learns that outlet. Weights change within a class
/// only: those of a class sum to the number of its texts, so that classes keep their shares, which
/// `ClassWeight` alone decides. With any of them a temperature is fitted with all groups counting alike.
public enum GroupWeight: String, Codable, Sendable, Hashable {
  /// Every text counts alike.
  case none
  /// A text counts by n^-½, n the number of texts of its group: a group by the square root of its size.
  case squareRoot = "sqrt"
  /// A text counts by 1/n: every group counts alike, whatever its size.
  case balanced
}

extension GroupWeight {
  /// The weight of each text; nil where all count alike.
  ///
  /// - Parameters:
  ///   - groups: The group of each text.
  ///   - labels: The class of each text.
  ///   - classCount: The number of classes.
  func weights(groups: GroupNumbers, labels: [Int], classCount: Int) -> [Float]? {
    guard self != .none else { return nil }
    let share = groups.sizes.map { 1 / (self == .balanced ? Double($0) : Double($0).squareRoot()) }
    var sums = [Double](repeating: 0, count: classCount)
    var sizes = [Double](repeating: 0, count: classCount)
    for (group, label) in zip(groups.ofRow, labels) {
      sums[label] += share[group]
      sizes[label] += 1
    }
    return zip(groups.ofRow, labels).map { group, label in Float(share[group] * sizes[label] / sums[label]) }
  }
}
