/// Sentences waiting to be taken, the one of highest value first, the earlier one where values tie.
struct SentenceHeap {
  private var items: [(value: Double, index: Int)] = []

  /// The best sentence and its value when it was put in.
  var first: (value: Double, index: Int)? { items.first }

  /// Puts a sentence in.
  ///
  /// - Complexity: O(log n).
  mutating func insert(_ index: Int, value: Double) {
    items.append((value, index))
    var child = items.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the best sentence out.
  ///
  /// - Complexity: O(log n).
  mutating func removeFirst() {
    guard let last = items.popLast(), !items.isEmpty else { return }
    items[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && precedes(child, best) {
        best = child
      }
      if best == parent { return }
      items.swapAt(parent, best)
      parent = best
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    items[a].value == items[b].value ? items[a].index < items[b].index : items[a].value > items[b].value
  }
}
