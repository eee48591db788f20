/// The frequent n-grams of a sequence of words, level by level.
struct TermLevels {
  /// The frequent n-grams of one length.
  struct Level {
    /// The n-gram that begins at each place of the sequence, -1 where none does or it is rare.
    var starts: [Int32]
    /// The n-gram of one word less, and the word behind it; for words the word alone.
    var parts: [(prefix: Int32, word: Int32)]
    /// How often each occurs.
    var counts: [Int32]
  }

  /// The words, with gaps.
  let ids: [Int32]
  let minimumCount: Int
  private(set) var levels: [Level]

  var count: Int { levels.count }

  init(ids: [Int32], wordCount: Int, minimumCount: Int) {
    self.ids = ids
    self.minimumCount = minimumCount
    var counts = [Int32](repeating: 0, count: wordCount)
    for id in ids where id >= 0 { counts[Int(id)] += 1 }
    var level = Level(starts: ids, parts: (0..<Int32(wordCount)).map { (-1, $0) }, counts: counts)
    TermLevels.prune(&level, minimumCount)
    levels = [level]
  }

  /// Adds the n-grams of one word more; false where there are none.
  mutating func extend() -> Bool {
    let n = levels.count + 1
    let before = levels[n - 2].starts
    guard ids.count >= n else { return false }
    var table = GramTable()
    var counts: [Int32] = []
    var starts = [Int32](repeating: -1, count: ids.count)
    for place in 0...(ids.count - n) {
      // Both shorter n-grams are frequent only where no gap is between.
      guard before[place] >= 0, before[place + 1] >= 0 else { continue }
      let number = Int(~table.insert(prefix: before[place], word: ids[place + n - 1]))
      if number == counts.count { counts.append(0) }
      counts[number] += 1
      starts[place] = Int32(truncatingIfNeeded: number)
    }
    if counts.isEmpty { return false }
    var level = Level(starts: starts, parts: table.parts, counts: counts)
    TermLevels.prune(&level, minimumCount)
    if level.counts.isEmpty { return false }
    levels.append(level)
    return true
  }

  /// Leaves the frequent n-grams, numbered anew in the order of their first places.
  private static func prune(_ level: inout Level, _ minimumCount: Int) {
    var numbers = [Int32](repeating: -1, count: level.counts.count)
    var (parts, counts) = ([(prefix: Int32, word: Int32)](), [Int32]())
    for old in level.counts.indices where Int(level.counts[old]) >= minimumCount {
      numbers[old] = Int32(truncatingIfNeeded: counts.count)
      parts.append(level.parts[old])
      counts.append(level.counts[old])
    }
    for place in level.starts.indices where level.starts[place] >= 0 {
      level.starts[place] = numbers[Int(level.starts[place])]
    }
    (level.parts, level.counts) = (parts, counts)
  }
}
