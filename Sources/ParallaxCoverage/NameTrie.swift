/// A trie over the bytes of names, with case folded away: a letter's two cases lead to the same node, so
/// that one walk over the text finds the names written in any case.
///
/// Edges: an ASCII letter is labelled by its lower case, any run of white space by a space, any apostrophe
/// by `'`, any hyphen by `-`, every other scalar by the bytes of both its cases.
struct NameTrie: Sendable {
  /// The names that end at a node, as positions in the list the trie was built from.
  private(set) var terminals: [[Int32]] = [[]]
  /// The node each first byte leads to from the root; 0 where there is none.
  private(set) var roots = [Int32](repeating: 0, count: 256)
  /// Where each node's edges begin in `labels` and `targets`; one entry more than nodes.
  private(set) var edgeStarts: [Int32] = []
  /// The labels of all edges, ascending within a node.
  private(set) var labels: [UInt8] = []
  /// The node each edge leads to.
  private(set) var targets: [Int32] = []

  private var children: [[(label: UInt8, target: Int32)]] = [[]]

  /// Builds the trie; `names` are normalized, and their positions are what `terminals` holds.
  init(_ names: [[UInt8]]) {
    for (index, name) in names.enumerated() {
      var node: Int32 = 0
      for scalar in String(decoding: name, as: UTF8.self).unicodeScalars { node = step(from: node, over: scalar) }
      terminals[Int(node)].append(Int32(index))
    }
    flatten()
  }

  private mutating func step(from node: Int32, over scalar: Unicode.Scalar) -> Int32 {
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
  private mutating func path(from start: Int32, along bytes: [UInt8], to end: Int32?) -> Int32 {
    var node = start
    for (position, byte) in bytes.enumerated() {
      if let edge = children[Int(node)].first(where: { $0.label == byte }) {
        node = edge.target
        continue
      }
      let target: Int32
      if position == bytes.count - 1, let end {
        target = end
      } else {
        target = Int32(children.count)
        children.append([])
        terminals.append([])
      }
      children[Int(node)].append((byte, target))
      node = target
    }
    return node
  }

  private mutating func flatten() {
    for edges in children {
      edgeStarts.append(Int32(labels.count))
      for edge in edges.sorted(by: { $0.label < $1.label }) {
        labels.append(edge.label)
        targets.append(edge.target)
      }
    }
    edgeStarts.append(Int32(labels.count))
    for edge in children[0] {
      roots[Int(edge.label)] = edge.target
      if (0x61...0x7A).contains(edge.label) { roots[Int(edge.label) - 32] = edge.target }
    }
    children = []
  }

  private static func single(_ string: String) -> Unicode.Scalar? {
    string.unicodeScalars.count == 1 ? string.unicodeScalars.first : nil
  }
}
