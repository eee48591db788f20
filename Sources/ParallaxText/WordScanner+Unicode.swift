extension WordScanner {
  /// Splits a run of ASCII word characters and non-ASCII bytes into words, scalar by scalar.
  ///
  /// A scalar is lowercased first and its lowercase form classified, as matching the pattern on a
  /// lowercased text does: U+0130 becomes `i` and a combining dot, and the dot ends the word.
  @usableFromInline @inline(never) func decodeRun<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ end: Int, into sink: inout Sink
  ) {
    var position = start
    while position < end {
      var next = position
      while next < end, base[next] < 0x80 { next &+= 1 }
      if next == end {
        emitASCII(base, position, end, into: &sink)
        return
      }
      let (scalar, width) = WordScanner.decode(base + next, limit: count - next)
      // Most non-ASCII in news is punctuation: quotes, dashes, ellipses, non-breaking spaces. The words between are
      // words like any others.
      if let scalar, characters.contains(scalar) {
        position = decodeWord(base, count, position, end, into: &sink)
      } else {
        emitASCII(base, position, next, into: &sink)
        position = next + width
      }
    }
  }

  /// Hands on the word that begins at an offset, and returns where the next may begin.
  private func decodeWord<Sink: WordSink & ~Copyable>(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ end: Int, into sink: inout Sink
  ) -> Int {
    var word = FoldedWord(start: start, shortest: shortest)
    var position = start
    while position < end {
      let byte = base[position]
      if byte < 0x80 {
        word.append(byte)
        position += 1
        word.end = position
        continue
      }
      let (scalar, width) = WordScanner.decode(base + position, limit: count - position)
      position += width
      guard let scalar, characters.contains(scalar) else { break }
      append(scalar, at: position - width, next: position, base, count, to: &word, into: &sink)
    }
    word.flush(into: &sink, next: position)
    return position
  }

  private func append<Sink: WordSink & ~Copyable>(
    _ scalar: Unicode.Scalar, at position: Int, next: Int, _ base: UnsafePointer<UInt8>, _ count: Int,
    to word: inout FoldedWord, into sink: inout Sink
  ) {
    if !lowercases || !scalar.properties.changesWhenLowercased {
      word.append(scalar)
      word.end = next
    } else if scalar == "\u{3A3}" {
      let isFinal = WordScanner.isFinalSigma(base, count, at: position, next: next)
      word.append(isFinal ? "\u{3C2}" : "\u{3C3}")
      word.end = next
    } else {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars {
        if characters.contains(lower) {
          word.append(lower)
          word.end = next
        } else {
          word.flush(into: &sink, next: next)
        }
      }
    }
  }

  /// Whether a capital sigma stands at the end of a word: after a cased letter and not before one, where
  /// case-ignorable scalars (apostrophes, combining marks) do not count (Unicode, SpecialCasing).
  static func isFinalSigma(_ base: UnsafePointer<UInt8>, _ count: Int, at position: Int, next: Int)
    -> Bool
  {
    var before = position
    var followsCased = false
    while before > 0 {
      var first = before - 1
      while first > 0, base[first] & 0xC0 == 0x80 { first -= 1 }
      guard let scalar = decode(base + first, limit: count - first).scalar else { break }
      before = first
      if scalar.properties.isCaseIgnorable { continue }
      followsCased = scalar.properties.isCased
      break
    }
    guard followsCased else { return false }
    var after = next
    while after < count {
      let (scalar, width) = decode(base + after, limit: count - after)
      guard let scalar else { return true }
      after += width
      if scalar.properties.isCaseIgnorable { continue }
      return !scalar.properties.isCased
    }
    return true
  }

  /// The scalar at a pointer and the bytes it takes; nil and 1 where the bytes are not UTF-8.
  package static func decode(_ p: UnsafePointer<UInt8>, limit: Int) -> (scalar: Unicode.Scalar?, width: Int) {
    let first = UInt32(p[0])
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    func tail(_ i: Int) -> UInt32? { i < limit && p[i] & 0xC0 == 0x80 ? UInt32(p[i] & 0x3F) : nil }
    if first & 0xE0 == 0xC0, let a = tail(1) {
      let value = (first & 0x1F) << 6 | a
      return value >= 0x80 ? (Unicode.Scalar(value), 2) : (nil, 1)
    }
    if first & 0xF0 == 0xE0, let a = tail(1), let b = tail(2) {
      let value = (first & 0x0F) << 12 | a << 6 | b
      guard value >= 0x800, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
      return (scalar, 3)
    }
    if first & 0xF8 == 0xF0, let a = tail(1), let b = tail(2), let c = tail(3) {
      let value = (first & 0x07) << 18 | a << 12 | b << 6 | c
      guard value >= 0x1_0000, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
      return (scalar, 4)
    }
    return (nil, 1)
  }
}

/// A word in the making: its folded bytes, how many scalars they are, and where it stands in the text.
struct FoldedWord {
  private var bytes: [UInt8] = []
  private var scalars = 0
  private var start: Int
  /// The offset after the last scalar taken.
  var end: Int
  private let shortest: Int

  init(start: Int, shortest: Int) {
    self.start = start
    self.shortest = shortest
    end = start
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
    scalars += 1
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    scalars += 1
  }

  /// Hands the word on where it has scalars enough, and begins the next one.
  mutating func flush<Sink: WordSink & ~Copyable>(into sink: inout Sink, next: Int) {
    defer {
      bytes.removeAll(keepingCapacity: true)
      scalars = 0
      start = next
      end = next
    }
    guard scalars >= shortest else { return }
    let length = bytes.count
    if length > 16 {
      bytes.withUnsafeBufferPointer { buffer in
        if let first = buffer.baseAddress { sink.longWord(first, length: length, start: start, end: end) }
      }
      return
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for (i, byte) in bytes.enumerated() {
      if i < 8 { low |= UInt64(byte) << UInt64(8 * i) } else { high |= UInt64(byte) << UInt64(8 * (i - 8)) }
    }
    sink.word(low, high, length: length, start: start, end: end)
  }
}
