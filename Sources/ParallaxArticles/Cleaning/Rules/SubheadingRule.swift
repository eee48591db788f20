/// Headings between paragraphs.
enum SubheadingRule {
  /// More short lines in a row than this are a list or a poem, and stay.
  static let maximumRun = 2

  /// A line goes where a paragraph follows it, a paragraph or the start of the text stands before it, and
  /// blank lines or the make-up of the whole text show that it is not a piece of a wrapped paragraph.
  static func apply(to draft: inout Draft) {
    let active = draft.activeLines
    let hasParagraphLines = draft.hasParagraphLines(active)
    var position = 0
    while position < active.count {
      var end = position
      while end < active.count, isHeading(draft.lines[active[end]], draft) { end += 1 }
      let run = position..<end
      position = max(end, position + 1)
      guard !run.isEmpty, run.count <= maximumRun, end < active.count, draft.lines[active[end]].isProse else {
        continue
      }
      let startsClean = run.lowerBound == 0 || draft.lines[active[run.lowerBound - 1]].isProse
      guard startsClean, hasParagraphLines || isSeparated(run, active, draft) else { continue }
      remove(active[run], from: &draft)
    }
  }

  /// Of two headings in a row one belongs to something embedded; the longer one reads like its title.
  private static func remove(_ run: ArraySlice<Int>, from draft: inout Draft) {
    let longest = run.max { draft.lines[$0].content.count < draft.lines[$1].content.count }
    for index in run {
      let isEmbedded = run.count > 1 && index == longest
      draft.remove(index, isEmbedded && allows(.crossPromotion, draft) ? .crossPromotion : .subheading)
    }
  }

  private static func allows(_ rule: RemovedSpan.Rule, _ draft: Draft) -> Bool {
    !draft.configuration.disabledRules.contains(rule)
  }

  private static func isSeparated(_ run: Range<Int>, _ active: [Int], _ draft: Draft) -> Bool {
    for position in run {
      guard draft.hasBlank(between: active[position], and: active[position + 1]) else { return false }
      if position > 0, !draft.hasBlank(between: active[position - 1], and: active[position]) { return false }
    }
    return true
  }

  /// A few words that begin like a name or a sentence and do not end like one; a quotation with its speaker
  /// is not a heading.
  static func isHeading(_ line: Line, _ draft: Draft) -> Bool {
    guard line.wordCount > 0, line.wordCount <= draft.configuration.maximumSubheadingWords,
      !line.folded.isEmpty,
      line.content.count <= 120, beginsLikeHeading(line, draft), !line.folded.contains(",\"")
    else { return false }
    switch line.ending {
    case .open: return true
    // A question may be an interviewer's: only one set in from the margin is a heading.
    case .question, .stop: return line.indent >= 2 && line.wordCount <= 8 && line.ending == .question
    case .quote: return line.wordCount <= 4
    case .ellipsis, .pause: return false
    }
  }

  /// Whether a line begins with a capital, a figure or a quotation mark, rather than with a bullet or in
  /// the middle of a sentence.
  static func beginsLikeHeading(_ line: Line, _ draft: Draft) -> Bool {
    let start = line.content.lowerBound
    let bytes = draft.bytes
    guard bytes[line.content].contains(where: { $0 >= 0x80 || $0 >= 0x41 && $0 != 0x5B }) else {
      return false
    }
    let byte = bytes[start]
    if bytes.isCapital(at: start, to: line.content.upperBound) || byte.isASCIIDigit { return true }
    if byte == 0x22 || byte == 0x27 || byte == 0x60 || byte == 0x28 { return true }
    // A curly quotation mark, but no bullet (U+2022) and no dash.
    guard byte == 0xE2, start + 2 < line.content.upperBound, bytes[start + 1] == 0x80 else { return false }
    return (0x98...0x9F).contains(bytes[start + 2])
  }
}
