/// Splits a text at the word boundaries of UAX #29, revision 41 (Unicode 15.0), without tailoring.
///
/// Every byte lies in exactly one segment; white space and punctuation are segments too. A byte that belongs to
/// no well-formed UTF-8 sequence counts as a character of its own without properties.
///
/// - Complexity: O(bytes).
public struct UnicodeWordSegmenter: Sendable, Hashable {
  /// Creates a segmenter.
  public init() {}

  /// The segments between two word boundaries, in order; together they are the whole text.
  public func segments(in text: String) -> [Range<Int>] {
    text.withByteText { Self.segments(in: $0) }
  }

  /// The segments of a text given as bytes, which need not be well-formed UTF-8.
  public func segments(inUTF8 bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { Self.segments(in: ByteText($0)) }
  }

  private static func segments(in text: ByteText) -> [Range<Int>] {
    var result: [Range<Int>] = []
    result.reserveCapacity(text.count / 3 + 1)
    let scanner = WordBoundaryScanner(text)
    var start = 0
    while start < text.count {
      let end = scanner.boundary(after: start)
      result.append(start..<end)
      start = end
    }
    return result
  }
}
