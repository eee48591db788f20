/// Converts UTF-8 byte offsets, which the library uses throughout, to Unicode scalar offsets, which every
/// JSON that leaves it uses (they are indices into a Python string).
///
/// Making it costs O(text), an offset no more than a step of 64 bytes after that, in whatever order they are asked for.
public struct TextOffsets {
  private let bytes: [UInt8]
  /// The bytes that go on with a scalar before every 64th byte.
  private let marks: [Int]

  /// Creates a converter for a text.
  public init(_ text: String) {
    bytes = Array(text.utf8)
    marks = bytes.withUnsafeBytes { bytes in
      var (marks, going): ([Int], Int) = ([], 0)
      marks.reserveCapacity(bytes.count / 64 + 1)
      for start in stride(from: 0, through: bytes.count, by: 64) {
        marks.append(going)
        going += Self.goingOn(bytes, start, min(start + 64, bytes.count))
      }
      return marks
    }
  }

  /// The number of Unicode scalars before a UTF-8 offset; offsets past the end count as the end.
  public func scalarOffset(ofUTF8 offset: Int) -> Int {
    let end = max(0, min(offset, bytes.count))
    let before = marks[end / 64]
    // Without a scalar of several bytes, which is most of any text, nothing is to be counted.
    if end / 64 + 1 < marks.count, marks[end / 64 + 1] == marks[end / 64] { return end - before }
    return end - before - bytes.withUnsafeBytes { Self.goingOn($0, end / 64 * 64, end) }
  }

  /// How many bytes of a range go on with a scalar.
  private static func goingOn(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int {
    var (place, count) = (start, 0)
    // Eight bytes at a time: those that go on with a scalar have their highest bit and not the next.
    while place &+ 8 <= end {
      let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      count &+= (eight & (~eight &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      place &+= 8
    }
    while place < end {
      if bytes[place] & 0xC0 == 0x80 { count &+= 1 }
      place &+= 1
    }
    return count
  }

  /// The scalar range of a UTF-8 range.
  public func scalarRange(ofUTF8 range: Range<Int>) -> Range<Int> {
    let lower = scalarOffset(ofUTF8: range.lowerBound)
    return lower..<scalarOffset(ofUTF8: range.upperBound)
  }
}

extension String {
  /// The part of the string between two UTF-8 offsets; bytes cut inside a scalar are repaired to U+FFFD,
  /// and offsets beyond the end are clamped.
  public func slice(utf8 range: Range<Int>) -> String {
    let view = utf8
    let lower =
      view.index(view.startIndex, offsetBy: range.lowerBound, limitedBy: view.endIndex) ?? view.endIndex
    let upper = view.index(lower, offsetBy: range.count, limitedBy: view.endIndex) ?? view.endIndex
    return String(decoding: view[lower..<upper], as: UTF8.self)
  }
}
