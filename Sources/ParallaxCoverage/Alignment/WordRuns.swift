/// The runs of three words of sentences, for finding copies.
struct WordRuns {
  /// Each sentence's runs, ascending, each once: three numbers of words of 21 bits.
  private let runs: [[UInt64]]

  init(_ sentences: [EventSentence]) {
    var ids: [String: UInt64] = [:]
    runs = sentences.map { sentence in
      let words = sentence.words.map { word in
        let id = ids[word.lower] ?? UInt64(ids.count)
        ids[word.lower] = id
        return id & 0x1F_FFFF
      }
      guard words.count >= 3 else { return [] }
      var own = (0...(words.count - 3)).map { words[$0] << 42 | words[$0 + 1] << 21 | words[$0 + 2] }
      own.sort()
      var last: UInt64?
      own.removeAll { run in
        defer { last = run }
        return run == last
      }
      return own
    }
  }

  /// The share of the shorter sentence's runs that the other has too.
  func share(_ a: Int, _ b: Int) -> Double {
    let (one, two) = (runs[a], runs[b])
    let least = min(one.count, two.count)
    return least > 0 ? Double(one.countShared(with: two)) / Double(least) : 0
  }
}
