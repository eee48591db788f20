extension SentenceRanking {
  /// The most sentences picked one by one, which bounds the time of a long document.
  private static let longestPicking = 256

  /// Ranks sentences by the order in which they are picked, always the one of highest value, the earlier
  /// one where values tie; `pick` changes the values of those left.
  static func picking(_ count: Int, value: (Int) -> Double, pick: (Int) -> Void) -> SentenceRanking {
    var left = Array(0..<count)
    var order: [Int] = []
    while !left.isEmpty, order.count < longestPicking {
      var best = 0
      var highest = -Double.infinity
      for (place, sentence) in left.enumerated() {
        let found = value(sentence)
        if found > highest { (best, highest) = (place, found) }
      }
      let sentence = left.remove(at: best)
      order.append(sentence)
      pick(sentence)
    }
    let values = left.map { (value($0), $0) }
    order += values.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 > $1.0 }.map(\.1)
    var scores = [Double](repeating: 0, count: count)
    for (rank, sentence) in order.enumerated() { scores[sentence] = Double(count - rank) / Double(count) }
    return SentenceRanking(scores: scores)
  }
}
