extension Array where Element: Comparable {
  /// How many elements two arrays share, both of which ascend and hold each element once.
  func countShared(with other: [Element]) -> Int {
    var (i, j, shared) = (0, 0, 0)
    while i < count, j < other.count {
      let (x, y) = (self[i], other[j])
      if x == y { shared += 1 }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return shared
  }
}
