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
  /// A hash of 64 bits: eight bytes a step, each multiplied and folded.
  func hash(_ range: Range<Int>) -> UInt64 {
    self[range].withUnsafeBytes { bytes in
      var hash = UInt64(truncatingIfNeeded: bytes.count) ^ 0x9E37_79B9_7F4A_7C15
      func add(_ eight: UInt64) {
        let product = (hash ^ eight).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        hash = product.high ^ product.low
      }
      var offset = 0
      while offset &+ 8 <= bytes.count {
        add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset &+= 8
      }
      var rest: UInt64 = 0
      for byte in bytes[offset...] { rest = rest &<< 8 | UInt64(byte) }
      add(rest)
      return hash
    }
  }
}
