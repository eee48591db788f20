/// The second copy of a paragraph, or of the whole line within itself.
enum DuplicateRule {
  /// Lines of at least so many bytes are compared; a short answer may well be given twice.
  static let minimumBytes = 40

  static func apply(to draft: inout Draft) {
    var firstWithHash: [UInt64: Int] = [:]
    for index in draft.activeLines {
      let content = draft.lines[index].content
      guard content.count >= minimumBytes else { continue }
      let hash = draft.hash(of: index)
      if let first = firstWithHash[hash] {
        if draft.bytes.matches(draft.lines[first].content, content) { draft.remove(index, .duplicate) }
      } else {
        firstWithHash[hash] = index
      }
    }
  }
}

extension [UInt8] {
  /// FNV-1a over 64 bits.
  func hash(_ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in self[range] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
