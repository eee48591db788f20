/// An article on its way through the rules: its lines, what was cut so far, and the metadata found.
struct Draft {
  let bytes: [UInt8]
  let configuration: ArticleCleaner.Configuration
  /// The headline as given, for comparison; nil where it is to be looked for.
  let givenTitle: TitleMatcher?
  private(set) var lines: [Line] = []
  private(set) var cutCount = 0
  var pass = 0
  var foundTitle: String?
  var foundDate: String?
  var foundDateline: String?
  var foundSourceLine: String?
  /// The number of blank lines before each line.
  private var blanksBefore: [Int] = []

  /// - Parameter removed: what was cut out of the text before: lines in it are removed from the start.
  init(
    _ text: String, title: String?, removed: [RemovedSpan] = [], configuration: ArticleCleaner.Configuration,
    maximumLines: Int = Draft.maximumLines
  ) {
    bytes = Array(text.utf8)
    self.configuration = configuration
    givenTitle = title.flatMap { TitleMatcher(Array($0.utf8)) }
    splitLines(atMost: maximumLines)
    remove(linesIn: removed)
  }

  private mutating func remove(linesIn spans: [RemovedSpan]) {
    var next = spans[...]
    for index in lines.indices where !lines[index].isBlank {
      let start = lines[index].content.lowerBound
      while let span = next.first, span.range.upperBound <= start { next.removeFirst() }
      if let span = next.first, span.range.contains(start) { remove(index, span.rule, score: span.score) }
    }
  }

  /// The most lines that are told apart; what follows them is left as it is, which bounds the memory that
  /// a file of nothing but line breaks can take.
  static let maximumLines = 100_000

  /// Splits at LF, CR LF and lone CR.
  private mutating func splitLines(atMost limit: Int) {
    var start = 0
    var blanks = 0
    while start < bytes.count {
      var breakStart = lines.count < limit ? start : bytes.count
      while breakStart < bytes.count, bytes[breakStart] != 0x0A, bytes[breakStart] != 0x0D { breakStart += 1 }
      var end = breakStart
      if end < bytes.count {
        end += bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1
      }
      let line = Line(full: start..<end, breakStart: breakStart, in: bytes)
      blanksBefore.append(blanks)
      if line.isBlank { blanks += 1 }
      lines.append(line)
      start = end
    }
  }

  /// The lines that still have text, in order.
  var activeLines: [Int] { lines.indices.filter { lines[$0].isActive } }

  /// Whether a blank line stands between two lines.
  func hasBlank(between first: Int, and second: Int) -> Bool { blanksBefore[second] > blanksBefore[first] }

  /// Removes a line.
  mutating func remove(_ index: Int, _ rule: RemovedSpan.Rule, score: Double? = nil) {
    lines[index].rule = rule
    lines[index].score = score
    cutCount += 1
  }

  /// Notes what the rules for single lines made of a line.
  mutating func judge(_ index: Int, _ rule: RemovedSpan.Rule?) {
    lines[index].isJudged = true
    if let rule { remove(index, rule) }
  }

  /// The hash of a line's content, computed once.
  mutating func hash(of index: Int) -> UInt64 {
    if let hash = lines[index].hash { return hash }
    let hash = bytes.hash(lines[index].content)
    lines[index].hash = hash
    return hash
  }

  /// Cuts the head of a line off, up to an offset within its content, and the white space after it.
  mutating func cutHead(of index: Int, to offset: Int, _ rule: RemovedSpan.Rule) {
    let old = lines[index].content
    let content = bytes.trimmed(offset..<old.upperBound)
    keep(content, of: index, cutting: old.lowerBound..<content.lowerBound, rule)
  }

  /// Cuts the tail of a line off, from an offset within its content, and the white space before it.
  mutating func cutTail(of index: Int, from offset: Int, _ rule: RemovedSpan.Rule) {
    let old = lines[index].content
    let content = bytes.trimmed(old.lowerBound..<offset)
    keep(content, of: index, cutting: content.upperBound..<old.upperBound, rule)
  }

  private mutating func keep(
    _ content: Range<Int>, of index: Int, cutting range: Range<Int>, _ rule: RemovedSpan.Rule
  ) {
    guard !content.isEmpty else { return remove(index, rule) }
    lines[index].content = content
    lines[index].cuts.append(RemovedSpan(range: range, rule: rule))
    lines[index].measure(in: bytes)
    cutCount += 1
  }

  /// Whether the text has one paragraph a line, rather than paragraphs wrapped over several lines: most
  /// long lines end a sentence.
  ///
  /// Where lines are wrapped, a short line without a full stop may be the end of any sentence.
  func hasParagraphLines(_ active: [Int]) -> Bool {
    var long = 0
    var ended = 0
    for index in active where lines[index].wordCount > 10 {
      long += 1
      if lines[index].endsSentence || lines[index].ending == .quote { ended += 1 }
    }
    return long > 0 && ended * 10 >= long * 6
  }
}

extension Draft {
  /// The clean text and the record of what is missing from it.
  ///
  /// Between two lines that stay, one line break stays, and a second where a blank line stood between them.
  func finished(trimming: Bool) -> (text: String, removed: [RemovedSpan]) {
    var spans = SpanList()
    let active = activeLines
    let last = active.last ?? -1
    var kept = -1
    var hasKeptBlank = false
    for (index, line) in lines.enumerated() {
      if let rule = line.rule {
        spans.append(line.full, rule, score: line.score)
      } else if line.isBlank {
        guard trimming else { continue }
        let stays = kept >= 0 && index < last && !hasKeptBlank
        hasKeptBlank = hasKeptBlank || stays
        spans.append(line.full.lowerBound..<(stays ? keptBreak(line) : line.full.upperBound), .whitespace)
      } else {
        let end = index == last ? line.full.upperBound : keptBreak(line)
        append(line.full.lowerBound..<line.content.lowerBound, of: line, trimming: trimming, to: &spans)
        append(line.content.upperBound..<end, of: line, trimming: trimming, to: &spans)
        kept = index
        hasKeptBlank = false
      }
    }
    return (UTF8Text.repaired(bytes[...]).cutting(spans.spans), spans.spans)
  }

  /// Where the part of a line break that stays begins: CR LF becomes LF.
  private func keptBreak(_ line: Line) -> Int {
    line.full.upperBound - line.breakStart == 2 ? line.breakStart + 1 : line.breakStart
  }

  /// Records what was cut off one end of a line, with the white space around it.
  private func append(_ end: Range<Int>, of line: Line, trimming: Bool, to spans: inout SpanList) {
    var offset = end.lowerBound
    let cuts = line.cuts.filter { end.contains($0.range.lowerBound) }
    for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if trimming { spans.append(offset..<cut.range.lowerBound, .whitespace) }
      spans.append(cut.range, cut.rule)
      offset = cut.range.upperBound
    }
    if trimming { spans.append(offset..<end.upperBound, .whitespace) }
  }
}

/// Removed spans in order; neighbours of one rule become one.
private struct SpanList {
  private(set) var spans: [RemovedSpan] = []

  mutating func append(_ range: Range<Int>, _ rule: RemovedSpan.Rule, score: Double? = nil) {
    if range.isEmpty { return }
    if let last = spans.last, last.rule == rule, last.score == score,
      last.range.upperBound == range.lowerBound
    {
      spans[spans.count - 1] = RemovedSpan(
        range: last.range.lowerBound..<range.upperBound, rule: rule, score: score)
    } else {
      spans.append(RemovedSpan(range: range, rule: rule, score: score))
    }
  }
}
