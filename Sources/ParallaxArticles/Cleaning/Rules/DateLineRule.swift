/// A line with nothing but the date of publication: "25 Jan, 2017 18:49", "Updated: January 25, 2017".
enum DateLineRule {
  private static let labels: Phrases = [
    "published", "updated", "posted", "modified", "last", "first", "date", "created", "time", "on", "at",
    "am",
    "pm", "a", "p", "m", "gmt", "utc", "bst", "est", "edt", "et", "ct", "pt", "cst", "pst", "pdt", "ist",
    "cet",
    "msk", "z", "t", "h", "hrs", "of", "the", "st", "nd", "rd", "th", "local", "edited",
  ]
  private static let evidence: Phrases = [
    "published", "updated", "posted", "modified", "edited", "date", "created",
  ]

  /// Goes where a label or a clock stands beside the date, or before the first paragraph; elsewhere a day
  /// alone on a line may head an entry of a chronicle.
  static func apply(to draft: inout Draft) {
    var isHead = true
    for index in draft.activeLines {
      let line = draft.lines[index]
      if line.wordCount > 14 || line.folded.isEmpty {
        isHead = isHead && !line.isProse
        continue
      }
      if let date = date(in: line.folded, isHead: isHead) {
        draft.foundDate = draft.foundDate ?? date.description
        draft.remove(index, .date)
      } else if line.isProse {
        isHead = false
      }
    }
  }

  private static func date(in text: [UInt8], isHead: Bool) -> CalendarDate? {
    let tokens = DateToken.tokens(of: text)
    guard let (date, range) = CalendarDate.find(in: tokens) else { return nil }
    var hasEvidence = isHead
    for (index, token) in tokens.enumerated() where !range.contains(index) {
      switch token {
      case .mark(let mark): if mark == 0x3A { hasEvidence = true }
      case .number(let value, _): if value > 59 { return nil }
      case .word(let word):
        if evidence.contains(word) { hasEvidence = true }
        if !labels.contains(word), !CalendarDate.isDay(word) { return nil }
      }
    }
    return hasEvidence ? date : nil
  }
}
