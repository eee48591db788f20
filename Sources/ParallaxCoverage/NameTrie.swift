/// A trie over the bytes of names, with case folded away: a letter's two cases lead to the same node, so
/// that one walk over the text finds the names written in any case.
///
/// Edges: an ASCII letter is labelled by its lower case, any run of white space by a space, any apostrophe
/// by `'`, any hyphen by `-`, every other scalar by the bytes of both its cases.
///
/// The nodes lie in one flat array. A node is a header (the number of its edges in the low half, of the
/// names that end at it in the high half), then its edges (the label in the high byte, the target's position
/// below), then the positions of those names in the list the trie was built from.
struct NameTrie: Sendable {
  /// The nodes; the root, at position 0, has its edges in `roots` too.
  let cells: [UInt64]
  /// The position of the node that each first byte leads to; 0 where there is none.
  let roots: [Int]

  /// Builds the trie of normalized names.
  init(_ names: [[UInt8]]) {
    var builder = NameTrieBuilder()
    for (index, name) in names.enumerated() { builder.insert(name, index: index) }
    (cells, roots) = builder.flattened()
  }
}

/// Collects names node by node.
private struct NameTrieBuilder {
  private var children: [[(label: UInt8, target: Int)]] = [[]]
  private var terminals: [[Int]] = [[]]

  mutating func insert(_ name: [UInt8], index: Int) {
    var node = 0
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      node = step(from: node, over: scalar)
    }
    terminals[node].append(index)
  }

  private mutating func step(from node: Int, over scalar: Unicode.Scalar) -> Int {
    let lower = Self.single(scalar.properties.lowercaseMapping) ?? scalar
    let target = path(from: node, along: Array(Character(lower).utf8), to: nil)
    // The pairing must hold both ways, or two names could claim one path.
    if lower.value >= 128, let upper = Self.single(lower.properties.uppercaseMapping), upper != lower,
      Self.single(upper.properties.lowercaseMapping) == lower
    {
      _ = path(from: node, along: Array(Character(upper).utf8), to: target)
    }
    return target
  }

  /// Follows bytes from a node, adding what is missing; the last edge leads to `end` where that is given.
  private mutating func path(from start: Int, along bytes: [UInt8], to end: Int?) -> Int {
    var node = start
    for (position, byte) in bytes.enumerated() {
      if let edge = children[node].first(where: { $0.label == byte }) {
        node = edge.target
        continue
      }
      let target: Int
      if position == bytes.count - 1, let end {
        target = end
      } else {
        target = children.count
        children.append([])
        terminals.append([])
      }
      children[node].append((byte, target))
      node = target
    }
    return node
  }

  func flattened() -> (cells: [UInt64], roots: [Int]) {
    var positions: [Int] = []
    var size = 0
    for node in children.indices {
      positions.append(size)
      size += 1 + children[node].count + terminals[node].count
    }
    var cells: [UInt64] = []
    cells.reserveCapacity(size)
    for node in children.indices {
      cells.append(UInt64(terminals[node].count) << 32 | UInt64(children[node].count))
      for edge in children[node].sorted(by: { $0.label < $1.label }) {
        cells.append(UInt64(edge.label) << 56 | UInt64(positions[edge.target]))
      }
      cells += terminals[node].map(UInt64.init)
    }
    var roots = [Int](repeating: 0, count: 256)
    for edge in children[0] {
      roots[Int(edge.label)] = positions[edge.target]
      if (0x61...0x7A).contains(edge.label) { roots[Int(edge.label) - 32] = positions[edge.target] }
    }
    return (cells, roots)
  }

  private static func single(_ string: String) -> Unicode.Scalar? {
    string.unicodeScalars.count == 1 ? string.unicodeScalars.first : nil
  }
}
