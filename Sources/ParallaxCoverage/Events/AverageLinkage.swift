/// Joins groups by the mean similarity of all pairs across them, the most alike first (average linkage).
///
/// Pairs that are not given have the similarity 0. Of joins equally alike that of the smallest numbers comes first.
struct AverageLinkage {
  private struct Neighbor {
    let group: Int32
    /// The sum of the similarities of all pairs across.
    var sum: Double
  }

  /// A join that was possible when both groups were of these versions.
  private struct Join {
    let mean: Double
    let first: Int32
    let second: Int32
    let versions: (Int32, Int32)

    func isBefore(_ other: Join) -> Bool {
      (-mean, first, second) < (-other.mean, other.first, other.second)
    }
  }

  /// The neighbours of each group, in order; a group has the number of its first article.
  private var neighbors: [[Neighbor]]
  private var members: [[Int32]]
  /// How often each group was joined to another; -1 where it has gone into one.
  private var versions: [Int32]
  /// The sum of the similarities of the pairs within each group.
  private var sums: [Double]
  private var heap: [Join] = []

  /// Every article in a group of its own.
  init(count: Int, pairs: [EventSimilarities.Pair]) {
    neighbors = Array(repeating: [], count: count)
    members = (0..<Int32(count)).map { [$0] }
    versions = Array(repeating: 0, count: count)
    sums = Array(repeating: 0, count: count)
    for pair in pairs {
      neighbors[Int(pair.first)].append(Neighbor(group: pair.second, sum: Double(pair.similarity)))
      neighbors[Int(pair.second)].append(Neighbor(group: pair.first, sum: Double(pair.similarity)))
    }
    for group in neighbors.indices { neighbors[group].sort { $0.group < $1.group } }
  }

  /// Joins groups as long as the mean similarity across two of them reaches a threshold.
  mutating func join(threshold: Double) {
    for group in neighbors.indices {
      for neighbor in neighbors[group] where neighbor.group > group && neighbor.sum >= threshold {
        push(group, Int(neighbor.group), mean: neighbor.sum)
      }
    }
    while let join = pop() {
      let (first, second) = (Int(join.first), Int(join.second))
      guard versions[first] == join.versions.0, versions[second] == join.versions.1 else { continue }
      unite(first, second)
      for neighbor in neighbors[first] {
        let other = Int(neighbor.group)
        let mean = neighbor.sum / Double(members[first].count * members[other].count)
        if mean >= threshold { push(min(first, other), max(first, other), mean: mean) }
      }
    }
  }

  /// The groups in the order of their first articles, and the mean similarity of the pairs within each.
  func groups() -> [(members: [Int], mean: Double)] {
    members.indices.filter { versions[$0] >= 0 }.map { group in
      let count = members[group].count
      return (members[group].map(Int.init).sorted(), sums[group] / Double(max(1, count * (count - 1) / 2)))
    }
  }

  /// Joins the second group to the first, whose number is the smaller.
  private mutating func unite(_ first: Int, _ second: Int) {
    let across = neighbors[first].first { $0.group == second }?.sum ?? 0
    sums[first] += sums[second] + across
    members[first] += members[second]
    members[second] = []
    versions[first] += 1
    versions[second] = -1
    let (a, b) = (neighbors[first], neighbors[second])
    neighbors[second] = []
    var united: [Neighbor] = []
    united.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i].group < b[j].group {
        if a[i].group != second { united.append(a[i]) }
        i += 1
      } else if i == a.count || b[j].group < a[i].group {
        if b[j].group != first { united.append(b[j]) }
        j += 1
      } else {
        united.append(Neighbor(group: a[i].group, sum: a[i].sum + b[j].sum))
        i += 1
        j += 1
      }
    }
    neighbors[first] = united
    for neighbor in united { replace(second, by: first, sum: neighbor.sum, in: Int(neighbor.group)) }
  }

  /// Sets the sum of a group with another one, and takes out the group that went into it.
  private mutating func replace(_ gone: Int, by group: Int, sum: Double, in other: Int) {
    if let place = place(of: gone, in: other) { neighbors[other].remove(at: place) }
    if let place = place(of: group, in: other) {
      neighbors[other][place].sum = sum
    } else {
      let place = lowerBound(of: group, in: other)
      neighbors[other].insert(Neighbor(group: Int32(group), sum: sum), at: place)
    }
  }

  private func lowerBound(of group: Int, in other: Int) -> Int {
    var (low, high) = (0, neighbors[other].count)
    while low < high {
      let middle = (low + high) / 2
      if neighbors[other][middle].group < group { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func place(of group: Int, in other: Int) -> Int? {
    let place = lowerBound(of: group, in: other)
    return place < neighbors[other].count && neighbors[other][place].group == group ? place : nil
  }

  private mutating func push(_ first: Int, _ second: Int, mean: Double) {
    heap.append(
      Join(
        mean: mean, first: Int32(first), second: Int32(second), versions: (versions[first], versions[second]))
    )
    var place = heap.count - 1
    while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func pop() -> Join? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var next = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child].isBefore(heap[next])
      {
        next = child
      }
      if next == place { return first }
      heap.swapAt(place, next)
      place = next
    }
  }
}
