/// A page as extraction sees it: its elements in document order, and its text as blocks.
///
/// The flattened text is every block in document order, white space within a block collapsed to single
/// spaces, one line break between two blocks, and a second one where the later one begins a new element of
/// block level.
struct HTMLTree {
  /// An element.
  struct Element {
    let tag: HTMLTag
    /// Words of its class and id that tell what it is for.
    let hints: HTMLHints
    /// The hints and tags of the element and of all around it.
    let around: HTMLHints
    let parent: Int32
    /// The closest element of block level: itself, where it is one.
    let block: Int32
    let depth: Int32
    let isHidden: Bool
    /// Whether it or one around it is declared the body of an article (`itemprop="articleBody"`).
    let isDeclaredBody: Bool
    /// The same for elements of the same tag, class and id, in elements of the same tag, class and id.
    let signature: UInt64
    let ownSignature: UInt64
  }

  /// A stretch of text between two breaks of the line.
  struct Block {
    let element: Int32
    /// UTF-8 offsets into the flattened text, without the line break.
    let range: Range<Int>
    /// How much of it is the text of links.
    let linkBytes: Int
  }

  /// Elements beyond these take part in the text only.
  static let maximumElements = 1 << 18

  fileprivate(set) var elements: [Element] = []
  fileprivate(set) var blocks: [Block] = []
  /// The flattened text.
  fileprivate(set) var text: [UInt8] = []
  /// The content of the head: names of `meta` and their values, in order.
  fileprivate(set) var metadata: [(name: String, value: String)] = []
  /// The text of `title`.
  fileprivate(set) var title: [UInt8] = []
  fileprivate(set) var language: String?
  fileprivate(set) var canonicalURL: String?
  /// The first machine-readable time in the body.
  fileprivate(set) var time: String?
}

/// Takes the parser's events in and builds a tree.
struct HTMLTreeBuilder {
  private(set) var tree = HTMLTree()
  /// Open elements as indices into the tree's; -1 for those beyond the limit.
  private var open: [Int32] = []
  private var silent = 0
  private var links = 0
  private var isInTitle = false
  private var isInHead = false
  private var blockStart = 0
  private var blockLinkBytes = 0
  private var isSpacePending = false
  /// The element whose text the current block is.
  private var blockElement: Int32 = -1
  /// Whether an element of block level began since the last block.
  private var isNewParagraph = false

  mutating func start(_ name: UnsafePointer<UInt8>, _ attributes: HTMLAttributes) {
    let tag = HTMLTag(nameHash: NameHash.of(CString(name)))
    switch tag {
    case .html: tree.language = tree.language ?? attributes["lang"]
    case .head: isInHead = true
    case .body: isInHead = false
    case .meta: noteMeta(attributes)
    case .title: isInTitle = isInHead || tree.blocks.isEmpty
    case .link where attributes["rel"] == "canonical":
      tree.canonicalURL = tree.canonicalURL ?? attributes["href"]
    case .time: tree.time = tree.time ?? attributes["datetime"]
    default: break
    }
    if tag.isBlock {
      flush()
      if tag != .br { isNewParagraph = true }
    }
    if tag.isSilent { silent += 1 }
    if tag == .a { links += 1 }
    push(tag, attributes)
  }

  mutating func end(_ name: UnsafePointer<UInt8>) {
    let tag = HTMLTag(nameHash: NameHash.of(CString(name)))
    if tag.isBlock {
      flush()
      if tag != .br { isNewParagraph = true }
    }
    if tag.isSilent { silent = max(0, silent - 1) }
    if tag == .a { links = max(0, links - 1) }
    if tag == .title { isInTitle = false }
    if tag == .head { isInHead = false }
    _ = open.popLast()
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInTitle {
      if tree.title.count < 4096 { tree.title.append(contentsOf: bytes) }
      return
    }
    if silent > 0 || isInHead { return }
    let before = tree.text.count
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let isNoBreakSpace = byte == 0xC2 && offset + 1 < bytes.count && bytes[offset + 1] == 0xA0
      if byte <= 0x20 || isNoBreakSpace {
        isSpacePending = true
        offset += isNoBreakSpace ? 2 : 1
        continue
      }
      beginWord()
      let start = offset
      offset += 1
      while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != 0xC2 { offset += 1 }
      tree.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
    }
    if links > 0 { blockLinkBytes += tree.text.count - before }
  }

  /// The tree, once all events are in.
  mutating func finish() -> HTMLTree {
    flush()
    return tree
  }

  private mutating func beginWord() {
    if blockElement < 0 {
      if !tree.text.isEmpty { tree.text.append(0x0A) }
      if !tree.text.isEmpty, isNewParagraph { tree.text.append(0x0A) }
      blockStart = tree.text.count
      blockElement = currentBlock
      isNewParagraph = false
    } else if isSpacePending {
      tree.text.append(0x20)
    }
    isSpacePending = false
  }

  private var currentBlock: Int32 {
    guard let top = open.last(where: { $0 >= 0 }), top < tree.elements.count else { return 0 }
    return tree.elements[Int(top)].block
  }

  private mutating func flush() {
    isSpacePending = false
    defer {
      blockElement = -1
      blockLinkBytes = 0
    }
    guard blockElement >= 0 else { return }
    if tree.elements.isEmpty { return }
    let range = blockStart..<tree.text.count
    tree.blocks.append(
      HTMLTree.Block(element: blockElement, range: range, linkBytes: min(blockLinkBytes, range.count)))
  }

  private mutating func push(_ tag: HTMLTag, _ attributes: HTMLAttributes) {
    guard tree.elements.count < HTMLTree.maximumElements else {
      open.append(open.last ?? -1)
      return
    }
    let index = Int32(tree.elements.count)
    let parent = open.last ?? -1
    let outer: HTMLTree.Element? = parent >= 0 ? tree.elements[Int(parent)] : nil
    let isRoot = tag == .html || tag == .body
    let isBody = attributes.isDeclaredBody
    let hints = (isRoot ? [] : attributes.hints).union(HTMLHints(tag)).union(isBody ? .likely : [])
    var signature = NameHash()
    signature.add(tag.rawValue)
    attributes.hashNames(into: &signature)
    let own = signature.value
    tree.elements.append(
      HTMLTree.Element(
        tag: tag, hints: hints, around: hints.union(outer?.around ?? []), parent: parent,
        block: tag.isBlock && tag != .br ? index : outer?.block ?? index, depth: (outer?.depth ?? -1) + 1,
        isHidden: attributes.isHidden || outer?.isHidden ?? false,
        isDeclaredBody: isBody || outer?.isDeclaredBody ?? false,
        signature: own ^ (outer?.ownSignature ?? 0) &* 0x9E37_79B9_7F4A_7C15, ownSignature: own))
    open.append(index)
  }

  private mutating func noteMeta(_ attributes: HTMLAttributes) {
    guard tree.metadata.count < 256, let value = attributes["content"], value.utf8.count <= 4096,
      let name = attributes["property"] ?? attributes["name"] ?? attributes["itemprop"]
    else { return }
    tree.metadata.append((name.lowercased(), value))
  }
}
