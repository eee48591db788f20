/// Splits a text into sentences; offsets are UTF-8 bytes into the text, never changed by anything.
public struct SentenceSplitter: Sendable, Hashable {
  /// Creates a splitter.
  public init() {}

  /// The sentences of a text, in order, without surrounding white space; they never overlap and never
  /// cross a paragraph.
  public func sentences(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var result: [Range<Int>] = []
    var start = 0
    func close(at end: Int) {
      var low = start
      var high = end
      while low < high, bytes[low] <= 32 { low += 1 }
      while high > low, bytes[high - 1] <= 32 { high -= 1 }
      if low < high { result.append(low..<high) }
      start = end
    }
    var i = 0
    while i < bytes.count {
      if bytes[i] == 10 {
        close(at: i)
      } else if bytes[i] == 46 || bytes[i] == 33 || bytes[i] == 63, i + 1 < bytes.count, bytes[i + 1] <= 32 {
        close(at: i + 1)
      }
      i += 1
    }
    close(at: bytes.count)
    return result
  }
}
