/// Tells words that are parts of names from words that say something: "Sham" in "Fateh al-Sham" is no loaded word.
enum NameParts {
  /// From this many letters on a word in capitals is shouted rather than an acronym.
  private static let shouted = 6

  /// Whether a word of a text is part of a name.
  ///
  /// It is where it has a capital inside of a sentence; at the head of one only where another capitalised word
  /// follows directly. Long words all in capitals are emphasis.
  ///
  /// - Parameters:
  ///   - range: where the word stands: UTF-8 offsets.
  ///   - text: the text.
  ///   - sentences: the sentences of the text, ascending.
  static func isPart(_ range: Range<Int>, of text: String, _ sentences: [Range<Int>]) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard range.upperBound <= bytes.count, isCapital(bytes, range.lowerBound) else { return false }
      if range.count >= shouted, range.allSatisfy({ isCapital(bytes, $0) }) { return false }
      if !opensSentence(bytes, range.lowerBound, sentences) { return true }
      let next = range.upperBound + 1
      return next < bytes.count && (bytes[next - 1] == 0x20 || bytes[next - 1] == 0x2D)
        && isCapital(bytes, next)
    }
  }

  /// Whether a letter with a capital begins at an offset.
  private static func isCapital(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    let byte = bytes[offset]
    if byte < 0x80 { return byte &- 0x41 < 26 }
    guard byte >= 0xC2 else { return false }
    let rest = UnsafeBufferPointer(rebasing: bytes[offset..<min(offset + 4, bytes.count)])
    return String(decoding: rest, as: UTF8.self).unicodeScalars.first?.properties.isUppercase ?? false
  }

  /// Whether nothing but marks and spaces stands between a word and the head of its sentence or quotation.
  private static func opensSentence(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ sentences: [Range<Int>]
  ) -> Bool {
    var place = offset
    while place > 0, bytes[place - 1] == 0x20 { place -= 1 }
    // A quotation, a bracket or a colon lets a sentence begin inside of another.
    let marks: [UInt8] = [0x22, 0x27, 0x28, 0x3A, 0x5B]
    if place == 0 || marks.contains(bytes[place - 1]) { return true }
    if place >= 3, bytes[place - 3] == 0xE2, bytes[place - 2] == 0x80,
      [0x9C, 0x98].contains(bytes[place - 1])
    {
      return true
    }
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 && place <= sentences[low - 1].lowerBound
  }
}
