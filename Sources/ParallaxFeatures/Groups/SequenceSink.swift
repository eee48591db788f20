import ParallaxText

/// Writes the words of a corpus as one sequence of numbers, with a break wherever two words do not follow one
/// another directly.
struct SequenceSink: WordSink, ~Copyable {
  /// What stands between two words that no n-gram joins.
  static let gap: Int32 = -1

  private(set) var table = TermTable()
  private(set) var ids: [Int32] = []
  /// Where each word of `ids` stands in its document; empty where places are not kept.
  private(set) var places: [Range<Int>] = []
  private let keepsPlaces: Bool
  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var names: ArraySlice<NamedSpan> = []
  /// Where what was written last ends in the document at hand; -1 at its beginning.
  private var end = -1

  init(keepsPlaces: Bool) { self.keepsPlaces = keepsPlaces }

  /// Begins a document, whose bytes stay where they are until it ends.
  mutating func begin(_ text: UnsafeBufferPointer<UInt8>, names: [NamedSpan]) {
    self.text = text
    self.names = names[...]
    end = -1
  }

  /// Ends the document.
  mutating func finish() {
    takeNames(before: .max)
    append(SequenceSink.gap, 0..<0)
    text = UnsafeBufferPointer(start: nil, count: 0)
  }

  @inline(__always) mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    guard isFree(start) else { return }
    if let number = number(around: start, end) {
      writeNumber(number)
      return
    }
    let id = table.insert(low, high, hash: TermTable.hash(low, high), length: length)
    write(id, start..<end)
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    guard isFree(start) else { return }
    write(table.insertLong(bytes, length), start..<end)
  }

  /// Whether a word that begins at an offset is part of no name; names before it are written.
  @inline(__always) private mutating func isFree(_ start: Int) -> Bool {
    if let name = names.first, name.range.lowerBound <= start { takeNames(before: start + 1) }
    return start >= end
  }

  private mutating func takeNames(before offset: Int) {
    while let name = names.first, name.range.lowerBound < offset {
      names.removeFirst()
      guard name.range.lowerBound >= end, !name.form.isEmpty else { continue }
      var form = name.form
      let id = form.withUTF8 { table.insert($0) }
      write(id, name.range)
    }
  }

  @inline(__always) private mutating func write(_ id: Int32, _ range: Range<Int>) {
    if end >= 0, !joins(end, range.lowerBound) { append(SequenceSink.gap, 0..<0) }
    append(id, range)
    end = range.upperBound
  }

  @inline(__always) private mutating func append(_ id: Int32, _ range: Range<Int>) {
    ids.append(id)
    if keepsPlaces { places.append(range) }
  }

  /// The number with commas between its thousands of which a word is a part, "14,000" of "14"; nil for other words.
  @inline(__always) private func number(around start: Int, _ last: Int) -> Range<Int>? {
    guard isDigit(start), isDigit(last - 1),
      isThousandsComma(last) || (start > 0 && isThousandsComma(start - 1))
    else { return nil }
    var (from, to) = (start, last)
    while from > 0, isDigit(from - 1) || isThousandsComma(from - 1) { from -= 1 }
    while isDigit(to) || isThousandsComma(to) { to += 1 }
    return from..<to
  }

  @inline(__always) private func isDigit(_ offset: Int) -> Bool {
    offset < text.count && text[offset] &- 0x30 < 10
  }

  /// Whether a comma stands at an offset, a digit before it, and three behind it.
  @inline(__always) private func isThousandsComma(_ offset: Int) -> Bool {
    offset > 0 && offset < text.count && text[offset] == 0x2C && isDigit(offset - 1) && isDigit(offset + 1)
      && isDigit(offset + 2) && isDigit(offset + 3)
  }

  private mutating func writeNumber(_ range: Range<Int>) {
    // A name that ends inside of the number keeps its part.
    guard range.lowerBound >= end else { return }
    write(table.insert(UnsafeBufferPointer(rebasing: text[range])), range)
  }

  /// Whether nothing but a space or a hyphen stands between two offsets.
  @inline(__always) private func joins(_ left: Int, _ right: Int) -> Bool {
    switch right - left {
    case 1: text[left] == 0x20 || text[left] == 0x2D
    case 2: text[left] == 0xC2 && text[left + 1] == 0xA0
    default: false
    }
  }
}
