import ParallaxFeatures

/// The two sides of a comparison: a group, and one or more others.
struct ContrastSides {
  /// A term's count on both sides, and how many terms of its length these have.
  typealias Cell = (first: (count: Double, total: Double), second: (count: Double, total: Double))

  private let counts: GroupedTermCounts
  private let group: Int
  private let others: [Int]
  private let totals: [(first: Double, second: Double)]
  /// Whether both sides have more than one article.
  let hasSeveralArticles: Bool

  init(counts: GroupedTermCounts, group: Int, others: [Int]) {
    self.counts = counts
    self.group = group
    self.others = others
    totals = counts.totals.map { totals in
      (Double(totals[group]), Double(others.reduce(0) { $0 + totals[$1] }))
    }
    let first = counts.groups.count { Int($0) == group }
    let second = counts.groups.count { others.contains(Int($0)) }
    hasSeveralArticles = first > 1 && second > 1
  }

  /// The number of words of both sides.
  var words: (first: Double, second: Double) { totals[0] }

  func cell(of term: Int) -> Cell {
    let total = totals[counts.length(of: term) - 1]
    let count = others.reduce(0) { $0 + counts.occurrences(of: term, in: $1) }
    return ((Double(counts.occurrences(of: term, in: group)), total.first), (Double(count), total.second))
  }

  func documents(of term: Int) -> (first: Int, second: Int) {
    (
      counts.documents(of: term, in: group),
      others.reduce(0) { $0 + counts.documents(of: term, in: $1) }
    )
  }

  /// Whether a group is the first side; nil where it is on neither.
  func isFirst(_ group: Int) -> Bool? {
    group == self.group ? true : others.contains(group) ? false : nil
  }
}
