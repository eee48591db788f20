/// Pairs the quotation marks of a text, paragraph by paragraph.
struct QuotationScanner {
  /// A double mark that waits for its closing one.
  private struct Open {
    var offset: Int
    var length: Int
    var mark: UInt32
    var isContinuation: Bool
  }

  let text: ByteText
  private var result: [Quotation] = []
  private var open: [Open] = []
  /// Whether the paragraph before ended inside a quotation; its place in `result` if it is taken.
  private var pending: Open?
  private var pendingEnd = 0
  /// No single mark before this offset opens a quotation: it stands in one, or none closes.
  private var singlesDoneBefore = 0
  /// The single quotation found last, in which double marks open anew.
  private var single = 0..<0

  init(_ text: ByteText) { self.text = text }

  mutating func quotations() -> [Quotation] {
    var i = beginParagraph(at: 0)
    while i < text.count {
      // Small letters and spaces are most of any text, and no marks.
      i = text.skippingCommon(from: i)
      switch text[i] {
      case 0x0A, 0x0D: i = readLineBreak(at: i)
      case 0x22: i = readStraight(at: i, length: 1)
      case 0x27: i = text[i + 1] == 0x27 ? readStraight(at: i, length: 2) : readSingle(at: i, length: 1)
      case 0x60 where text[i + 1] == 0x60: i = push(at: i, length: 2, mark: 0x201C)
      case 0xC2, 0xE2: i = readCurly(at: i)
      default: i += 1
      }
    }
    return levelled()
  }

  private mutating func readCurly(at i: Int) -> Int {
    let (value, length) = text.scalar(at: i)
    switch value {
    // „The German way“.
    case 0x201C where open.last?.mark == 0x201E && !isBoundary(before: i): return close(at: i, length: length)
    case 0x201C, 0xAB, 0x201E: return push(at: i, length: length, mark: value)
    case 0x201D, 0xBB: return close(at: i, length: length)
    case 0x2018: return readSingle(at: i, length: length)
    default: return i + max(1, length)
    }
  }

  private mutating func push(at i: Int, length: Int, mark: UInt32) -> Int {
    // A second opening mark of a kind means that the first was never closed, unless a single one is between.
    if let last = open.last, last.mark == mark, !(last.offset < single.lowerBound && i < single.upperBound) {
      open.removeLast()
    }
    open.append(Open(offset: i, length: length, mark: mark, isContinuation: false))
    return i + length
  }

  private mutating func close(at i: Int, length: Int) -> Int {
    if let last = open.popLast() { append(last, contentEnd: i, end: i + length) }
    return i + length
  }

  private mutating func append(_ opening: Open, contentEnd: Int, end: Int) {
    let begin = opening.offset + opening.length
    guard text.skippingSpaces(from: begin) < contentEnd else { return }
    result.append(
      Quotation(
        range: opening.offset..<end, content: begin..<contentEnd, isContinuation: opening.isContinuation))
  }

  /// A straight double mark opens or closes by what is open and by the space around it.
  private mutating func readStraight(at i: Int, length: Int) -> Int {
    let isOpen = open.last?.mark == 0x22
    let spaceBefore = isBoundary(before: i)
    let spaceAfter = i + length >= text.count || text.spaceLength(at: i + length) > 0
    if isOpen {
      // `"this and "that"`: the first mark was a slip.
      if spaceBefore, !spaceAfter, text.letterCase(at: i + length) != .none {
        return push(at: i, length: length, mark: 0x22)
      }
      return close(at: i, length: length)
    }
    if closesCurly(at: i, length: length, spaceAfter: spaceAfter) { return close(at: i, length: length) }
    // 5'10" and a mark at the end of a word open nothing.
    guard spaceBefore || !spaceAfter, !(i > 0 && text.isDigit(i - 1)) else { return i + length }
    if !spaceBefore, text.isWordByte(before: i) > 0 { return i + length }
    return push(at: i, length: length, mark: 0x22)
  }

  /// Whether a straight mark closes what a curly one opened: it stands behind a word, and no curly one follows that would.
  ///
  /// Typists mix marks, and ``these'' are written for “these”.
  private func closesCurly(at i: Int, length: Int, spaceAfter: Bool) -> Bool {
    guard let last = open.last, last.mark == 0x201C || last.mark == 0x201E, i > last.offset + last.length
    else { return false }
    // Nothing else is written as two accents, and what is has its marks set apart at times.
    if length == 2, last.length == 2 { return true }
    guard text.spaceLength(before: i) == 0, spaceAfter || text.letterCase(at: i + length) == .none else {
      return false
    }
    var k = i + length
    let end = min(text.count, k + Self.reach)
    while true {
      k = text.skippingCommon(from: k)
      guard k < end else { return true }
      let (value, length) = text.scalar(at: k)
      switch value {
      case 0x201D: return false
      case 0x201C: return true
      case 0x0A where endsParagraph(at: k): return true
      default: k += max(1, length)
      }
    }
  }

  /// How far the mark that closes a quotation is looked for, in bytes.
  private static let reach = 1500

  /// Whether white space, a bracket, a dash or another mark stands before an offset, or nothing.
  private func isBoundary(before i: Int) -> Bool {
    guard i > 0 else { return true }
    if text.spaceLength(before: i) > 0 { return true }
    let value = text.scalar(before: i).value
    return [0x22, 0x27, 0x28, 0x2D, 0x2F, 0x5B, 0x3A, 0x2013, 0x2014, 0x2018, 0x201C, 0xAB].contains(value)
  }

  /// A single mark opens a quotation where a closing one follows in the paragraph.
  private mutating func readSingle(at i: Int, length: Int) -> Int {
    let begin = i + length
    guard isBoundary(before: i), begin < text.count, text.spaceLength(at: begin) == 0 else { return begin }
    if text.isDigit(begin) || i < singlesDoneBefore { return begin }
    var word = begin
    while text.isASCIILetter(word) { word += 1 }
    if ReportingLexicon.elisions.contains(text.packedWord(begin..<word)) { return begin }
    let found = singleEnd(from: begin)
    singlesDoneBefore = found.searchedTo
    if let end = found.end {
      let mark = text.scalar(at: end).length
      single = i..<(end + mark)
      append(
        Open(offset: i, length: length, mark: 0x27, isContinuation: false), contentEnd: end, end: end + mark)
    }
    return begin
  }

  /// The mark that closes a single quotation.
  ///
  /// It is the first that is not the apostrophe of a plural's genitive, or the last of those.
  private func singleEnd(from begin: Int) -> (end: Int?, searchedTo: Int) {
    var genitive: Int?
    var doubles = 0
    var i = begin
    while i < text.count, i - begin < Self.reach {
      let (value, length) = text.scalar(at: i)
      switch value {
      case 0x0A where endsParagraph(at: i): return (genitive, i)
      case 0x201C, 0xAB: doubles += 1
      case 0x22 where open.isEmpty: doubles ^= 1
      case 0x22 where isBoundary(before: i) && text.letterCase(at: i + 1) != .none: doubles += 1
      case 0x201D, 0xBB, 0x22:
        doubles -= 1
        if doubles < 0 { return (genitive, i) }
      case 0x2018: return (genitive, genitive ?? i)
      case 0x27, 0x2019:
        // Another one opens: what looked like a genitive did close.
        if let genitive, isBoundary(before: i), text.letterCase(at: i + length) != .none {
          return (genitive, genitive)
        }
        guard doubles == 0, i > begin, text.spaceLength(before: i) == 0 else { break }
        guard text.letterCase(at: i + length) == .none else { break }
        let isPlural = text[i - 1] | 0x20 == 0x73 && text.isASCIILetter(i - 2)
        if !isPlural || text.spaceLength(at: i + length) == 0 { return (i, i) }
        let next = text.skippingSpaces(from: i + length)
        if text.letterCase(at: next) != .lower { return (genitive ?? i, i) }
        genitive = i
      default: break
      }
      i += max(1, length)
    }
    return (genitive, i)
  }

  /// Whether the line break at an offset ends a paragraph.
  ///
  /// It does where a blank line follows, the line is finished, or the next one opens with a mark.
  private func endsParagraph(at i: Int) -> Bool {
    let next = text.skippingSpaces(from: i)
    var breaks = 0
    for k in i..<next where text[k] == 0x0A { breaks += 1 }
    if breaks > 1 || next >= text.count { return true }
    if [0x22, 0x201C, 0x2018].contains(text.scalar(at: next).value) { return true }
    var end = i
    while end > 0, text.spaceLength(before: end) > 0 { end -= text.spaceLength(before: end) }
    switch text.scalar(before: end).value {
    case 0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x201D, 0x2019, 0x2026, 0x29, 0x5D: return true
    default: return false
    }
  }

  private mutating func readLineBreak(at i: Int) -> Int {
    let next = text.skippingSpaces(from: i)
    guard endsParagraph(at: i) else { return next }
    pending = nil
    // What one paragraph leaves open, the next may go on with; only the outermost.
    if let first = open.first { pending = first }
    pendingEnd = i
    open.removeAll(keepingCapacity: true)
    return beginParagraph(at: next)
  }

  /// Takes the mark at the head of a paragraph for the sign that the quotation goes on.
  private mutating func beginParagraph(at i: Int) -> Int {
    let (value, length) = text.scalar(at: i)
    guard let before = pending else { return i }
    pending = nil
    guard value == before.mark, value == 0x22 || value == 0x201C else { return i }
    var end = pendingEnd
    while end > before.offset, text.spaceLength(before: end) > 0 { end -= text.spaceLength(before: end) }
    append(before, contentEnd: end, end: end)
    open.append(Open(offset: i, length: length, mark: value, isContinuation: true))
    return i + length
  }

  /// The quotations by their opening marks, with the number of others that each stands in.
  private func levelled() -> [Quotation] {
    let sorted = result.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    var levelled: [Quotation] = []
    var around: [Range<Int>] = []
    for quotation in sorted {
      while let last = around.last, last.upperBound <= quotation.range.lowerBound { around.removeLast() }
      // Pairs that cross each other are a slip in the marks: the earlier one stands.
      if let last = around.last, last.upperBound < quotation.range.upperBound { continue }
      levelled.append(
        Quotation(
          range: quotation.range, content: quotation.content, level: around.count,
          isContinuation: quotation.isContinuation))
      around.append(quotation.range)
    }
    return levelled
  }
}
