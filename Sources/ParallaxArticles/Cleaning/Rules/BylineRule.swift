/// Lines that name the authors: "By Jane Doe and John Roe", "(Reporting by …; Editing by …)".
enum BylineRule {
  private static let connectors: Phrases = [
    "and", "for", "with", "in", "at", "of", "the", "de", "da", "di", "du", "la", "le", "el", "al", "bin",
    "ibn", "van",
    "von", "der", "den", "ter", "to", "&", "|", "-", "special", "staff", "writer", "correspondent",
    "reporter",
    "editor", "on",
  ]
  private static let credits: Phrases = [
    "reporting by", "additional reporting by", "writing by", "editing by", "compiled by", "with reporting by",
    "with additional reporting by", "(reporting by", "(additional reporting", "(writing by", "(editing by",
    "(compiled by", "[reporting by", "written by", "edited by", "posted by", "translated by", "produced by",
    "story by", "text by",
  ]

  static func apply(to draft: inout Draft) {
    let active = draft.activeLines
    let firstProse = active.firstIndex { draft.lines[$0].isProse } ?? active.count
    let lastProse = active.lastIndex { draft.lines[$0].isProse } ?? -1
    for (position, index) in active.enumerated() {
      let line = draft.lines[index]
      let isOutside = position < firstProse || position > lastProse
      if isCredit(line, draft) || isOutside && isByline(line, draft) { draft.remove(index, .byline) }
    }
  }

  /// "By" and names, before the first paragraph or after the last.
  private static func isByline(_ line: Line, _ draft: Draft) -> Bool {
    guard line.folded.starts(with: "by "), (2...14).contains(line.wordCount), !line.endsSentence else {
      return false
    }
    return hasNames(line, after: 1, draft)
  }

  /// Credits of reporters and editors, which news agencies put last, with or without a full stop.
  private static func isCredit(_ line: Line, _ draft: Draft) -> Bool {
    guard line.wordCount <= 45, credits.beginsLine(line.folded) else { return false }
    let isAgency = line.folded.contains("editing by") || line.folded.contains("writing by")
    if isAgency, line.folded.contains(0x3B) || line.folded.first == 0x28 { return true }
    return line.wordCount <= 14 && hasNames(line, after: 2, draft)
  }

  /// Whether all words are names or what stands between names, and one at least is a name.
  private static func hasNames(_ line: Line, after count: Int, _ draft: Draft) -> Bool {
    var names = 0
    let words = draft.bytes[line.content].split(separator: 0x20)
    for word in words.dropFirst(count) {
      if draft.bytes.isCapital(at: word.startIndex, to: word.endIndex) {
        names += 1
      } else if word.contains(where: \.isWordByte), !connectors.contains(Fold.folded(Array(word))) {
        return false
      }
    }
    return names > 0
  }
}
