/// The labels of examples as numbers.
struct LabelIndices: Sendable {
  /// The labels of each example, ascending.
  let ofRow: [[Int]]
  /// Whether an example may have several, or none.
  let isMultiLabel: Bool

  /// The first label of each example, 0 where it has none: what classes are kept even by.
  var first: [Int] { ofRow.map { $0.first ?? 0 } }

  /// Looks labels up.
  ///
  /// - Throws: ``ModelError`` of code `invalid`, naming the record: an unknown label, or more or fewer than one
  ///   where labels exclude each other.
  init(of examples: [LabeledExample], labels: [String], isMultiLabel: Bool) throws(ModelError) {
    let numbers = Dictionary(zip(labels, labels.indices)) { first, _ in first }
    var rows: [[Int]] = []
    rows.reserveCapacity(examples.count)
    for (row, example) in examples.enumerated() {
      guard isMultiLabel || example.labels.count == 1 else {
        throw ModelError(
          .invalid,
          "record \(row + 1) has \(example.labels.count) labels; expected one, or multi_label in the "
            + "configuration")
      }
      var own: Set<Int> = []
      for label in example.labels {
        guard let number = numbers[label] else {
          throw ModelError(
            .invalid, "record \(row + 1) has the label \"\(label)\"; known here are \(labels)")
        }
        own.insert(number)
      }
      rows.append(own.sorted())
    }
    ofRow = rows
    self.isMultiLabel = isMultiLabel
  }

  /// For each label, whether each row has it.
  func members(labelCount: Int, rows: [Int]) -> [[Bool]] {
    var members = [[Bool]](repeating: [Bool](repeating: false, count: rows.count), count: labelCount)
    for (place, row) in rows.enumerated() {
      for label in ofRow[row] { members[label][place] = true }
    }
    return members
  }
}
