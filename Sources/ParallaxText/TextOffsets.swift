/// Converts UTF-8 byte offsets, which the library uses throughout, to Unicode scalar offsets, which every
/// JSON that leaves it uses (they are indices into a Python string).
///
/// Offsets asked for in ascending order cost O(text) in all; going back costs O(text) once and no more than 64 bytes
/// after that.
public struct TextOffsets {
  private let bytes: [UInt8]
  private var byte = 0
  private var scalar = 0
  /// The scalars before every 64th byte; made when an offset is first asked for that lies further back.
  private var marks: [Int] = []

  /// Creates a converter for a text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The number of Unicode scalars before a UTF-8 offset; offsets past the end count as the end.
  public mutating func scalarOffset(ofUTF8 offset: Int) -> Int {
    let end = max(0, min(offset, bytes.count))
    if end < byte {
      if marks.isEmpty { mark() }
      byte = end / 64 * 64
      scalar = marks[end / 64]
    }
    while byte < end {
      if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
      byte += 1
    }
    return scalar
  }

  private mutating func mark() {
    marks.reserveCapacity(bytes.count / 64 + 1)
    var count = 0
    for (place, byte) in bytes.enumerated() {
      if place % 64 == 0 { marks.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    if bytes.count % 64 == 0 { marks.append(count) }
  }

  /// The scalar range of a UTF-8 range.
  public mutating func scalarRange(ofUTF8 range: Range<Int>) -> Range<Int> {
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
