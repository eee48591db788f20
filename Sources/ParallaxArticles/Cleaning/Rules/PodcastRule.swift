/// What an embedded player leaves behind: its title and its clock ("Podcasts", "0:00", "13:44").
enum PodcastRule {
  private static let titles: Phrases = [
    "podcast", "podcasts", "listen", "listen now", "listen to this article", "listen to article", "audio",
    "video",
    "videos", "play", "play video", "play audio", "watch", "watch now",
  ]

  /// Clocks go where two or more stand together or a player's title stands before them; a title goes where
  /// a clock follows it or the article ends.
  ///
  /// A single clock is kept: it may be the time of an entry of a live report.
  static func apply(to draft: inout Draft) {
    let active = draft.activeLines
    var position = 0
    while position < active.count {
      let isTitle = titles.isLine(draft.lines[active[position]].folded)
      let first = isTitle ? position + 1 : position
      var end = first
      while end < active.count, isClock(draft.lines[active[end]].folded) { end += 1 }
      let clocks = end - first
      if isTitle ? clocks > 0 || end == active.count : clocks > 1 {
        for index in active[position..<end] { draft.remove(index, .podcast) }
      }
      position = max(end, position + 1)
    }
  }

  /// "0:00", "13:44", "1:02:33", "0:00 / 13:44".
  static func isClock(_ text: [UInt8]) -> Bool {
    guard text.count >= 4, text.count <= 24, text.contains(0x3A) else { return false }
    for part in text.split(whereSeparator: { $0 == 0x20 || $0 == 0x2F || $0 == 0x2D }) {
      let fields = part.split(separator: 0x3A, omittingEmptySubsequences: false)
      guard fields.count == 2 || fields.count == 3, fields.dropFirst().allSatisfy({ $0.count == 2 }) else {
        return false
      }
      guard let first = fields.first, (1...3).contains(first.count) else { return false }
      guard fields.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return false }
    }
    return true
  }
}
