/// Sets of numbers that are joined one with another (union-find, by the least member).
struct DisjointSets {
  private var parents: [Int32]

  /// Every number below `count` in a set of its own.
  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// The least number of the set that holds a number.
  mutating func root(of number: Int) -> Int {
    var place = number
    while Int(parents[place]) != place {
      // Halving the path keeps it short.
      parents[place] = parents[Int(parents[place])]
      place = Int(parents[place])
    }
    return place
  }

  /// Joins the sets of two numbers.
  mutating func join(_ first: Int, _ second: Int) {
    let (a, b) = (root(of: first), root(of: second))
    if a < b { parents[b] = Int32(a) } else { parents[a] = Int32(b) }
  }

  /// Whether two numbers are in one set.
  mutating func areJoined(_ first: Int, _ second: Int) -> Bool { root(of: first) == root(of: second) }

  /// The sets of two numbers or more, by their least number, each ascending.
  mutating func sets() -> [[Int]] {
    var places = [Int32](repeating: -1, count: parents.count)
    var sets: [[Int]] = []
    for number in parents.indices {
      let root = root(of: number)
      guard root != number else { continue }
      if places[root] < 0 {
        places[root] = Int32(sets.count)
        sets.append([root])
      }
      sets[Int(places[root])].append(number)
    }
    return sets.sorted { $0[0] < $1[0] }
  }
}
