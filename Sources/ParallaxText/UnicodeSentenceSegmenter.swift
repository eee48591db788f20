/// Splits a text at the sentence boundaries of UAX #29, revision 41 (Unicode 15.0), without tailoring.
///
/// Every byte lies in exactly one segment, the white space after a sentence with it. A byte that belongs to no
/// well-formed UTF-8 sequence counts as a character of its own without properties.
///
/// - Complexity: O(bytes).
public struct UnicodeSentenceSegmenter: Sendable, Hashable {
  /// Creates a segmenter.
  public init() {}

  /// The segments between two sentence boundaries, in order; together they are the whole text.
  public func segments(in text: String) -> [Range<Int>] {
    text.withByteText { Self.segments(in: $0) }
  }

  /// The segments of a text given as bytes, which need not be well-formed UTF-8.
  public func segments(inUTF8 bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { Self.segments(in: ByteText($0)) }
  }

  static func segments(in text: ByteText) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var scanner = SentenceBoundaryScanner(text)
    var start = 0
    while start < text.count {
      let end = scanner.boundary(after: start)
      result.append(start..<end)
      start = end
    }
    return result
  }
}

/// Finds the sentence boundaries of UAX #29 one after another.
private struct SentenceBoundaryScanner {
  /// How far the characters before an offset match "SATerm Close* Sp* ParaSep?".
  private enum Tail { case none, terminator, close, space }

  private let text: ByteText
  private let table = BreakTable.sentence
  /// What the last search for a lower-case letter found, so that no stretch is searched twice.
  private var searched = (upTo: 0, found: false)

  init(_ text: ByteText) { self.text = text }

  private func scalar(at index: Int) -> (kind: SentenceBreak, length: Int) {
    let (value, length) = text.scalar(at: index)
    return (SentenceBreak(rawValue: table[value]) ?? .other, length)
  }

  /// The first boundary after an offset that is a boundary itself and lies before the end.
  mutating func boundary(after start: Int) -> Int {
    var tail = Tail.none
    var isATerm = false
    var beforeTerm = SentenceBreak.other
    var last = SentenceBreak.other
    var i = start
    while i < text.count {
      let (kind, length) = scalar(at: i)
      if kind.isIgnored {  // SB5
        i += length
        continue
      }
      if tail != .none, ends(tail, isATerm, beforeTerm, before: kind, at: i) { return i }
      i += length
      if kind.isParagraphSeparator {  // SB3, SB4
        return kind == .cr && text[i] == 0x0A ? i + 1 : i
      }
      switch (kind, tail) {
      case (.aTerm, _), (.sTerm, _):
        isATerm = kind == .aTerm
        beforeTerm = last
        tail = .terminator
      case (.close, .terminator), (.close, .close): tail = .close
      case (.sp, .terminator), (.sp, .close), (.sp, .space): tail = .space
      default: tail = .none
      }
      last = kind
    }
    return i
  }

  /// SB6 to SB11: whether a sentence that ended at a terminator ends before the next character.
  private mutating func ends(
    _ tail: Tail, _ isATerm: Bool, _ beforeTerm: SentenceBreak, before kind: SentenceBreak, at i: Int
  ) -> Bool {
    if kind == .sp || kind.isParagraphSeparator { return false }  // SB9, SB10
    if kind == .close, tail != .space { return false }  // SB9
    if kind == .sContinue || kind.isTerminator { return false }  // SB8a
    if isATerm {
      if tail == .terminator {
        if kind == .numeric { return false }  // SB6
        if kind == .upper, beforeTerm == .upper || beforeTerm == .lower { return false }  // SB7
      }
      if isLowerAhead(i) { return false }  // SB8
    }
    return true  // SB11
  }

  /// Whether a lower-case letter comes before any other letter, terminator or paragraph separator.
  private mutating func isLowerAhead(_ offset: Int) -> Bool {
    if offset < searched.upTo { return searched.found }
    var i = offset
    while i < text.count {
      let (kind, length) = scalar(at: i)
      if kind == .lower || kind == .oLetter || kind == .upper || kind.isParagraphSeparator
        || kind.isTerminator
      {
        searched = (i, kind == .lower)
        return kind == .lower
      }
      i += length
    }
    searched = (i, false)
    return false
  }
}
