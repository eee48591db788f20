/// How much of a summary each of several sources may have.
struct SelectionQuota {
  /// The source of each sentence, from 0.
  let sources: [Int]
  private let sourceCount: Int
  private var used: [Int]
  private var taken: [Int]
  private var extras = 0

  init(sources: [Int], sourceCount: Int) {
    self.sources = sources
    self.sourceCount = max(1, sourceCount)
    used = [Int](repeating: 0, count: self.sourceCount)
    taken = used
  }

  /// Whether a sentence of a cost still fits the share of its source.
  ///
  /// Of k sentences each of m sources may have k / m whole ones; the rest goes to the first that would have
  /// one more. Of a budget each may spend an m-th; a source that has nothing yet may always have one sentence.
  func admits(_ sentence: Int, cost: Int, limit: Int, isCount: Bool) -> Bool {
    let source = sources[sentence]
    let share = limit / sourceCount
    if isCount { return taken[source] < share || taken[source] == share && extras < limit % sourceCount }
    return taken[source] == 0 || used[source] + cost <= share
  }

  mutating func take(_ sentence: Int, cost: Int, limit: Int) {
    let source = sources[sentence]
    if taken[source] >= limit / sourceCount { extras += 1 }
    taken[source] += 1
    used[source] += cost
  }
}
