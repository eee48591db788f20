/// The headline and its copies, on lines of their own or run together on one ("TitleTitle").
enum TitleRule {
  /// How many lines at the head of the text are searched for a headline.
  static let headLines = 12
  static let maximumWords = 30
  /// The length up to which a line that stands there once may be the headline.
  static let maximumSingleWords = 20

  static func apply(to draft: inout Draft) {
    let head = Array(draft.activeLines.prefix(headLines))
    if let given = draft.givenTitle {
      removeCopies(of: given, from: &draft)
      if draft.pass > 0 { return }
    }
    if let title = doubled(head, draft) ?? repeated(head, draft) {
      take(title, .title, from: &draft)
    } else if let title = single(head, draft) {
      // What stands below a headline and looks like one is a heading of the article's, not its name.
      take(title, draft.foundTitle == nil ? .title : .subheading, from: &draft)
    }
  }

  private static func take(_ title: Range<Int>, _ rule: RemovedSpan.Rule, from draft: inout Draft) {
    guard !draft.configuration.disabledRules.contains(rule) else { return }
    guard let matcher = TitleMatcher(Array(draft.bytes[title])) else { return }
    draft.foundTitle = draft.foundTitle ?? draft.bytes.string(title)
    removeCopies(of: matcher, from: &draft, rule)
  }

  /// A line of the head that repeats itself without a space, or with one.
  private static func doubled(_ head: [Int], _ draft: Draft) -> Range<Int>? {
    for index in head {
      let line = draft.lines[index]
      if let repetition = Repetition(in: draft.bytes, line.content) {
        guard repetition.gap <= 1, line.ending != .stop else { return nil }
        return isTitleLength(repetition.unit, draft) ? repetition.unit : nil
      }
      if line.isActive && line.isProse { return nil }
    }
    return nil
  }

  /// The first line of the text, where another line of the head says the same.
  private static func repeated(_ head: [Int], _ draft: Draft) -> Range<Int>? {
    guard let first = head.first(where: { draft.lines[$0].isActive }) else { return nil }
    let line = draft.lines[first]
    guard line.ending != .stop, line.ending != .pause, isTitleLength(line.content, draft) else { return nil }
    guard let matcher = TitleMatcher(Array(draft.bytes[line.content])) else { return nil }
    let hasCopy = head.contains { index in
      guard index != first, draft.lines[index].isActive else { return false }
      let content = draft.lines[index].content
      let (count, end) = matcher.copies(in: draft.bytes, content)
      return count > 0 && TitleMatcher.isBare(draft.bytes, end..<content.upperBound)
    }
    return hasCopy ? line.content : nil
  }

  /// The first line of the text, where it does not end like a sentence and a paragraph follows.
  private static func single(_ head: [Int], _ draft: Draft) -> Range<Int>? {
    if draft.givenTitle != nil { return nil }
    let active = draft.activeLines
    guard active.count > 1, let first = active.first else { return nil }
    let line = draft.lines[first]
    guard line.ending == .open, (2...maximumSingleWords).contains(line.wordCount), !line.folded.isEmpty,
      SubheadingRule.beginsLikeHeading(line, draft), !holdsSentence(line), !CaptionRule.isCaption(line, draft)
    else { return nil }
    guard active[1...].prefix(3).contains(where: { draft.lines[$0].isProse }) else { return nil }
    guard draft.hasBlank(between: first, and: active[1]) || draft.hasParagraphLines(active) else {
      return nil
    }
    return line.content
  }

  /// Whether a sentence ends within a line: on a full stop behind a word too long to be an abbreviation.
  private static func holdsSentence(_ line: Line) -> Bool {
    line.folded.foldedWords.dropLast().contains {
      $0.last == 0x2E && $0.count > 5 && !$0.dropLast().contains(0x2E)
    }
  }

  private static func isTitleLength(_ range: Range<Int>, _ draft: Draft) -> Bool {
    (2...maximumWords).contains(draft.bytes.wordCount(range))
  }

  private static func removeCopies(
    of title: TitleMatcher, from draft: inout Draft, _ rule: RemovedSpan.Rule = .title
  ) {
    for index in draft.activeLines {
      let content = draft.lines[index].content
      let (count, end) = title.copies(in: draft.bytes, content)
      guard count > 0 else { continue }
      if TitleMatcher.isBare(draft.bytes, end..<content.upperBound) {
        draft.remove(index, rule)
      } else if count > 1 {
        draft.cutHead(of: index, to: end, rule)
      } else if isSiteName(end..<content.upperBound, draft) {
        draft.remove(index, rule)
      }
    }
  }

  /// " - The Daily News", " | Site".
  private static func isSiteName(_ range: Range<Int>, _ draft: Draft) -> Bool {
    let rest = Fold.folded(Array(draft.bytes[draft.bytes.trimmed(range)]))
    guard let mark = rest.first, mark == 0x2D || mark == 0x7C, rest.count > 1, rest[1] == 0x20 else {
      return false
    }
    return rest.foldedWords.count <= 5 && rest.last?.isWordByte == true
  }
}
