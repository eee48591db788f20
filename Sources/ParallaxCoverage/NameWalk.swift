/// Walks a `NameTrie` along a text.
struct NameWalk {
  /// The nodes of the trie.
  let cells: UnsafeBufferPointer<UInt64>

  /// The names that end at a node.
  func names(at node: Int) -> Slice<UnsafeBufferPointer<UInt64>> {
    let start = node + 1 + Int(cells[node] & 0xFFFF_FFFF)
    return cells[start..<(start + Int(cells[node] >> 32))]
  }

  /// Follows the edge for the scalar (or run of white space) at a position; returns where the next begins.
  @inline(__always)
  func advance(_ node: inout Int, at position: Int, _ scanner: NameScanner) -> Int? {
    guard position < scanner.bytes.count else { return nil }
    let byte = scanner.bytes[position]
    if byte < 128, byte != 32, byte > 13 || byte < 9 {
      return follow(&node, byte &- 0x41 < 26 ? byte | 0x20 : byte) ? position + 1 : nil
    }
    return advanceOverMark(&node, at: position, scanner)
  }

  private func advanceOverMark(_ node: inout Int, at position: Int, _ scanner: NameScanner) -> Int? {
    let (scalar, length) = scanner.scalar(at: position)
    if WordScalars.isSpace(scalar) {
      return follow(&node, 0x20) ? scanner.endOfSpace(from: position) : nil
    }
    if WordScalars.isApostrophe(scalar) { return follow(&node, 0x27) ? position + length : nil }
    if WordScalars.isHyphen(scalar) { return follow(&node, 0x2D) ? position + length : nil }
    for offset in 0..<length where !follow(&node, scanner.bytes[position + offset]) { return nil }
    return position + length
  }

  @inline(__always)
  private func follow(_ node: inout Int, _ label: UInt8) -> Bool {
    let first = node + 1
    let edges = first..<(first + Int(cells[node] & 0xFFFF_FFFF))
    for edge in edges where UInt8(truncatingIfNeeded: cells[edge] >> 56) == label {
      node = Int(cells[edge] & 0x00FF_FFFF_FFFF_FFFF)
      return true
    }
    return false
  }
}
