/// A line that says one thing two to four times.
struct Repetition {
  /// The first copy.
  let unit: Range<Int>
  let copies: Int
  /// The bytes of white space between two copies.
  let gap: Int

  static let maximumGap = 8
  /// Shorter units are words that a sentence may double.
  static let minimumUnitBytes = 12
  static let maximumBytes = 2_000

  /// Finds the repetition that fills a range, with as many copies as there are.
  init?(in bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.maximumBytes else { return nil }
    for copies in [4, 3, 2] {
      for gap in 0...Self.maximumGap {
        let total = range.count - (copies - 1) * gap
        guard total >= copies * Self.minimumUnitBytes, total % copies == 0 else { continue }
        let unit = range.lowerBound..<range.lowerBound + total / copies
        if Self.isRepeated(unit, copies: copies, gap: gap, in: bytes) {
          (self.unit, self.copies, self.gap) = (unit, copies, gap)
          return
        }
      }
    }
    return nil
  }

  private static func isRepeated(_ unit: Range<Int>, copies: Int, gap: Int, in bytes: [UInt8]) -> Bool {
    for copy in 1..<copies {
      let start = unit.lowerBound + copy * (unit.count + gap)
      guard bytes[start] == bytes[unit.lowerBound] else { return false }
      guard gap == 0 || bytes.isSpace(start - gap..<start) else { return false }
      guard bytes.matches(unit, start..<start + unit.count) else { return false }
    }
    return bytes.trimmed(unit) == unit && bytes[unit].contains(0x20)
  }
}
