extension NewsSentenceScanner {
  /// A run of stops, with the marks that close after it.
  struct StopRun {
    /// Where the run begins and where it ends, without closing marks.
    var begin: Int
    var end: Int
    var dots = 0
    var marks = 0
    var isSpaced = false
    var hasCloser = false
  }

  /// Decides what a stop ends, and gives where to read on.
  mutating func readStop(at i: Int) -> Int {
    let afterMarker = text[i + 1] == 0x29 ? i + 2 : i + 1
    if let begin = expectedMarker(endingAt: afterMarker) { return endSentence(at: begin) }
    var run = stopRun(at: i)
    // An ellipsis that opens a sentence ends none.
    if run.begin == start, run.dots > 1, run.marks == 0, text.skippingSpaces(from: run.end) < text.count {
      return run.end
    }
    if run.isSpaced, let cut = spacedEllipsisCut(&run) { return endSentence(at: cut) }
    var end = closers(from: run.end)
    end = spacedClosers(from: end)
    run.hasCloser = end > run.end
    for k in run.end..<end where text[k] == 0x22 { isInsideQuote.toggle() }
    if end >= text.count {
      close(at: end)
      return end
    }
    guard text.spaceLength(at: end) > 0 else {
      return isMissingSpace(run, at: end) ? endSentence(at: end) : max(end, i + 1)
    }
    let next = text.skippingSpaces(from: end)
    if next >= text.count { return endSentence(at: end) }
    let face = faceEnd(at: next)
    if face > next, text.skippingBlanks(from: end) == next { return endSentence(at: face) }
    if ends(run, closersEnd: end, next: next) { return endSentence(at: end) }
    return end
  }

  /// Collects the stops at an offset; an ellipsis with spaces in it is one run.
  private func stopRun(at begin: Int) -> StopRun {
    var run = StopRun(begin: begin, end: begin)
    while true {
      let b = text[run.end]
      if b == 0x2E {
        run.dots += 1
        run.end += 1
      } else if b == 0x21 || b == 0x3F {
        run.marks += 1
        run.end += 1
      } else if b == 0xE2, text[run.end + 1] == 0x80, text[run.end + 2] == 0xA6 {
        run.dots += 3
        run.end += 3
      } else {
        break
      }
    }
    if run.dots == 1, run.marks == 0 {
      var end = run.end
      while text.spaceLength(at: end) == 1, text[end] == 0x20, text[end + 1] == 0x2E, text[end + 2] != 0x2E {
        end += 2
        run.dots += 1
      }
      if run.dots >= 3 {
        run.isSpaced = true
        run.end = end
      } else {
        run.dots = 1
      }
    }
    return run
  }

  /// Where a sentence ends around a spaced ellipsis; the run is cut or kept whole.
  ///
  /// "compounds. . . . The" is a stop and then an ellipsis that opens the next sentence; "period . . . . Next"
  /// is an ellipsis and then a stop.
  private func spacedEllipsisCut(_ run: inout StopRun) -> Int? {
    let next = text.skippingSpaces(from: run.end)
    guard run.dots >= 4, text.letterCase(at: next) == .upper, next > run.end else { return nil }
    let isAttached = run.begin > start && text.spaceLength(before: run.begin) == 0
    return isAttached ? run.begin + 1 : run.end
  }

  /// The offset after the quotes and brackets that close after a stop, and after a bracketed note number.
  func closers(from offset: Int) -> Int {
    var i = offset
    while true {
      switch text[i] {
      case 0x29, 0x5D, 0x7D: i += 1
      case 0x22:
        // A straight quote closes where one is open, or where no letter follows it.
        if text.letterCase(at: i + 1) != .none, !isInsideQuote { return i }
        i += 1
      case 0x27:
        if text.letterCase(at: i + 1) != .none { return i }
        i += 1
      case 0xC2 where text[i + 1] == 0xBB: i += 2
      case 0xE2 where text[i + 1] == 0x80 && (text[i + 2] == 0x99 || text[i + 2] == 0x9D): i += 3
      case 0x5B:
        var k = i + 1
        while text.isDigit(k) { k += 1 }
        guard k > i + 1, k - i < 5, text[k] == 0x5D else { return i }
        i = k + 1
      default: return i
      }
    }
  }

  /// Whether two sentences meet at a stop without a space ("end.Next").
  private func isMissingSpace(_ run: StopRun, at end: Int) -> Bool {
    var next = end
    let opening = text.scalar(at: next)
    if [0x22, 0x201C, 0x28].contains(opening.value) { next += opening.length }
    if run.dots == 0, text[run.end - 1] == 0x3F, !run.hasCloser, text.isASCIILetter(next) {
      return text.isWordByte(before: run.begin) > 0 && !isInsideAddress(end)
    }
    guard text.letterCase(at: next) == .upper else { return false }
    // A capital alone may be part of a name or an acronym; a word, "I" and "A" are not.
    let second = text.scalar(at: next).length + next
    let isWord =
      text.letterCase(at: second) == .lower
      || (text[second] == 0x20 && (text[next] == 0x49 || text[next] == 0x41))
      || (text[second] == 0x27 && text[next] == 0x49)
    guard isWord else { return false }
    guard !isInsideAddress(end) else { return false }
    if run.hasCloser || run.marks > 0 || run.dots > 1 { return true }
    var word = run.begin
    var letters = 0
    while case let length = text.isWordByte(before: word), length > 0, word > start {
      word -= length
      letters += 1
    }
    guard letters >= 2, text[word - 1] != 0x2E else { return false }
    if SentenceLexicon.titles.contains(text.packedWord(word..<run.begin)) { return false }
    return text.letterCase(at: lastScalar(before: run.begin)) != .upper
  }

  /// Whether the unspaced stretch around an offset looks like an address or a file name.
  private func isInsideAddress(_ offset: Int) -> Bool {
    var i = offset
    while i < text.count, i - offset < 200, text[i] > 0x20 {
      if text[i] == 0x40 || text[i] == 0x2F || text[i] == 0x3D { return true }
      i += 1
    }
    i = offset - 1
    while i >= start, offset - i < 200, text[i] > 0x20 {
      if text[i] == 0x40 || text[i] == 0x2F || text[i] == 0x3D { return true }
      i -= 1
    }
    return false
  }

  /// The offset after marks that close although white space stands before them, as in text kept as tokens.
  private func spacedClosers(from offset: Int) -> Int {
    var i = offset
    while text[i] == 0x20 {
      let (value, length) = text.scalar(at: i + 1)
      let after = i + 1 + length
      guard after >= text.count || text.spaceLength(at: after) > 0 else { return i }
      switch value {
      case 0x29, 0x5D, 0x7D, 0x2019, 0x201D, 0xBB: break
      case 0x22: guard isInsideQuote else { return i }
      case 0x27: guard i == offset else { return i }
      default: return i
      }
      i = after
    }
    return i
  }

  func lastScalar(before offset: Int) -> Int { offset - text.scalar(before: offset).length }
}
