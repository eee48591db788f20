/// Finds the word boundaries of UAX #29 one after another.
struct WordBoundaryScanner {
  let text: ByteText
  private let table = BreakTable.word

  init(_ text: ByteText) { self.text = text }

  /// The class and length of the scalar at an offset.
  @inline(__always)
  func scalar(at index: Int) -> (kind: WordBreak, length: Int) {
    let (value, length) = text.scalar(at: index)
    return (WordBreak(rawValue: table[value]) ?? .other, length)
  }

  /// The first boundary after an offset that is a boundary itself and lies before the end.
  ///
  /// The rules' numbers are those of UAX #29. A boundary resets all state they look back on, so that the
  /// segment's own characters suffice.
  func boundary(after start: Int) -> Int {
    var (kind, length) = scalar(at: start)
    var i = start + length
    if kind.isLineBreak {  // WB3, WB3a
      return kind == .cr && text[i] == 0x0A ? i + 1 : i
    }
    var before = WordBreak.other
    var raw = kind
    var indicators = kind == .regionalIndicator ? 1 : 0
    while i < text.count {
      let (next, nextLength) = scalar(at: i)
      if next.isLineBreak { return i }  // WB3b
      if next.isIgnored {  // WB4
        raw = next
        i += nextLength
        continue
      }
      if raw == .zwj, next.isPictographic {  // WB3c
      } else if raw == .wSegSpace, next == .wSegSpace {  // WB3d
      } else if !joins(before, kind, next, after: i + nextLength, indicators) {
        return i
      }
      if next == .regionalIndicator { indicators += 1 }
      before = kind
      kind = next
      raw = next
      length = nextLength
      i += nextLength
    }
    return i
  }

  /// WB5 to WB16: whether no boundary stands between `kind` and `next`.
  @inline(__always)
  private func joins(
    _ before: WordBreak, _ kind: WordBreak, _ next: WordBreak, after end: Int, _ indicators: Int
  ) -> Bool {
    if kind.isLetter {
      if next.isLetter || next == .numeric || next == .extendNumLet { return true }  // WB5, WB9, WB13a
      if next.joinsLetters, following(end).isLetter { return true }  // WB6
      if kind == .hebrewLetter {
        if next == .singleQuote { return true }  // WB7a
        if next == .doubleQuote, following(end) == .hebrewLetter { return true }  // WB7b
      }
      return false
    }
    switch kind {
    case .numeric:
      if next == .numeric || next.isLetter || next == .extendNumLet { return true }  // WB8, WB10, WB13a
      return next.joinsNumbers && following(end) == .numeric  // WB12
    case .midLetter, .midNumLet, .singleQuote, .midNum, .doubleQuote:
      if next.isLetter, before.isLetter, kind.joinsLetters { return true }  // WB7
      if next == .hebrewLetter, before == .hebrewLetter, kind == .doubleQuote { return true }  // WB7c
      return next == .numeric && before == .numeric && kind.joinsNumbers  // WB11
    case .katakana:
      return next == .katakana || next == .extendNumLet  // WB13, WB13a
    case .extendNumLet:
      return next.isLetter || next == .numeric || next == .katakana || next == .extendNumLet  // WB13a, WB13b
    case .regionalIndicator:
      return next == .regionalIndicator && indicators % 2 == 1  // WB15, WB16
    default: return false
    }
  }

  /// The class of the next character that WB4 does not ignore.
  private func following(_ offset: Int) -> WordBreak {
    var i = offset
    while i < text.count {
      let (kind, length) = scalar(at: i)
      if !kind.isIgnored { return kind }
      i += length
    }
    return .other
  }
}
