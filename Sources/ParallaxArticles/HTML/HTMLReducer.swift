/// A page's source reduced to what extraction reads: no scripts, styles, comments, and of the attributes only
/// those that are asked for.
///
/// Most of a news page is scripts. One linear pass takes them out before the parser builds elements, and holds
/// the parser's input to limits under which its work is linear: a tag of more than ``maximumAttributes``
/// attributes or ``maximumTagBytes`` bytes is dropped, its content stays.
struct HTMLReducer {
  static let maximumAttributes = 400
  static let maximumTagBytes = 64 << 10

  /// The reduced source, in the encoding of the input (UTF-8).
  private(set) var output: [UInt8] = []
  /// The contents of scripts of type `application/ld+json`, as ranges of the input.
  private(set) var linkedData: [Range<Int>] = []
  /// How many tags were beyond the limits.
  private(set) var droppedTags = 0
  /// Elements whose end was looked for in vain: it is not looked for again, which keeps the pass linear.
  private var unclosed: Set<HTMLTag> = []

  init(_ source: UnsafeBufferPointer<UInt8>) {
    output.reserveCapacity(source.count / 3 + 64)
    var offset = 0
    while offset < source.count {
      let mark = source.firstOffset(of: 0x3C, from: offset) ?? source.count
      output.append(contentsOf: source[offset..<mark])
      guard mark < source.count else { break }
      offset = markup(source, at: mark)
    }
  }

  /// Handles what begins with "<" at an offset; the offset of what follows it.
  private mutating func markup(_ source: UnsafeBufferPointer<UInt8>, at mark: Int) -> Int {
    let next = mark + 1
    guard next < source.count else { return source.count }
    switch source[next] {
    case 0x21: return Self.endOfDeclaration(source, at: mark)
    case 0x3F: return Self.end(of: 0x3E, source, from: next)
    case 0x2F where next + 1 < source.count && source[next + 1].isASCIILetter: return endTag(source, at: mark)
    case 0x2F: return Self.end(of: 0x3E, source, from: next)
    case let byte where byte.isASCIILetter: return startTag(source, at: mark)
    default:
      output.append(contentsOf: "&lt;".utf8)
      return next
    }
  }

  /// The offset after a comment or a document type.
  private static func endOfDeclaration(_ source: UnsafeBufferPointer<UInt8>, at mark: Int) -> Int {
    guard mark + 3 < source.count, source[mark + 2] == 0x2D, source[mark + 3] == 0x2D else {
      return end(of: 0x3E, source, from: mark)
    }
    var offset = mark + 4
    // "<!-->" and "<!--->" are whole comments.
    for dashes in [0, 1] where offset + dashes < source.count && source[offset + dashes] == 0x3E {
      if dashes == 0 || source[offset] == 0x2D { return offset + dashes + 1 }
    }
    while let close = source.firstOffset(of: 0x3E, from: offset) {
      let isDashed = close - 2 >= mark + 4 && source[close - 1] == 0x2D && source[close - 2] == 0x2D
      let isBanged =
        close - 3 >= mark + 4 && source[close - 1] == 0x21 && source[close - 2] == 0x2D
        && source[close - 3] == 0x2D
      if isDashed || isBanged { return close + 1 }
      offset = close + 1
    }
    return source.count
  }

  private static func end(of byte: UInt8, _ source: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
    source.firstOffset(of: byte, from: offset).map { $0 + 1 } ?? source.count
  }

  private mutating func endTag(_ source: UnsafeBufferPointer<UInt8>, at mark: Int) -> Int {
    var end = mark + 2
    while end < source.count, !source[end].endsTagName { end += 1 }
    if end - mark <= 32 {
      output.append(contentsOf: source[mark..<end])
      output.append(0x3E)
    }
    return Self.end(of: 0x3E, source, from: end)
  }

  private mutating func startTag(_ source: UnsafeBufferPointer<UInt8>, at mark: Int) -> Int {
    var nameEnd = mark + 1
    while nameEnd < source.count, !source[nameEnd].endsTagName { nameEnd += 1 }
    let name = mark + 1..<nameEnd
    let element = HTMLTag(nameHash: NameHash.of(source[name]))
    let begin = output.count
    output.append(contentsOf: source[mark..<min(nameEnd, mark + 32)])
    var tag = TagAttributes(source: source, offset: nameEnd)
    var isLinkedData = false
    while let attribute = tag.next() {
      if tag.count > Self.maximumAttributes || tag.offset - mark > Self.maximumTagBytes { continue }
      if Self.isWanted(attribute.name, of: element, in: source) { append(attribute, of: source) }
      if element == .script, source.matches(attribute.name, "type"),
        source.contains("ld+json", in: attribute.value)
      {
        isLinkedData = true
      }
    }
    let isBeyondLimits = tag.count > Self.maximumAttributes || tag.offset - mark > Self.maximumTagBytes
    if tag.isUnfinished || isBeyondLimits {
      output.removeSubrange(begin...)
      droppedTags += isBeyondLimits ? 1 : 0
    } else {
      output.append(0x3E)
    }
    return content(of: element, in: source, from: tag.offset, begin: begin, isLinkedData: isLinkedData)
  }

  /// Skips the content of elements that hold no text of the page; the content of a title is text.
  private mutating func content(
    of element: HTMLTag, in source: UnsafeBufferPointer<UInt8>, from offset: Int, begin: Int,
    isLinkedData: Bool
  ) -> Int {
    if element == .title {
      let end = source.firstEndTag("title", from: offset) ?? offset
      for byte in source[offset..<end] {
        if byte == 0x3C { output.append(contentsOf: "&lt;".utf8) } else { output.append(byte) }
      }
      return end
    }
    guard element.isRaw else { return offset }
    output.removeSubrange(min(begin, output.count)...)
    guard !unclosed.contains(element) else { return offset }
    guard let end = source.firstEndTag(String(describing: element), from: offset) else {
      unclosed.insert(element)
      // Without its end a script or style takes the rest of the page, as browsers have it.
      return element == .script || element == .style ? source.count : offset
    }
    if isLinkedData { linkedData.append(offset..<end) }
    return Self.end(of: 0x3E, source, from: end)
  }

  private mutating func append(_ attribute: TagAttributes.Attribute, of source: UnsafeBufferPointer<UInt8>) {
    output.append(0x20)
    for byte in source[attribute.name] { output.append(byte | (byte.isUpper ? 0x20 : 0)) }
    output.append(contentsOf: "=\"".utf8)
    for byte in source[attribute.value] {
      switch byte {
      case 0x22: output.append(contentsOf: "&quot;".utf8)
      case 0x3C: output.append(contentsOf: "&lt;".utf8)
      default: output.append(byte)
      }
    }
    output.append(0x22)
  }
}

extension HTMLReducer {
  /// Whether an attribute of an element is asked for.
  private static func isWanted(
    _ name: Range<Int>, of element: HTMLTag, in source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch name.count {
    case 2: source.matches(name, "id")
    case 3: element == .link && source.matches(name, "rel")
    case 4:
      source.matches(name, "role") || element == .meta && source.matches(name, "name")
        || element == .html && source.matches(name, "lang")
        || element == .link && source.matches(name, "href")
    case 5: source.matches(name, "class") || source.matches(name, "style")
    case 6: source.matches(name, "hidden")
    case 7: element == .meta && source.matches(name, "content")
    case 8:
      source.matches(name, "itemprop") || element == .meta && source.matches(name, "property")
        || element == .time && source.matches(name, "datetime")
    case 11: source.matches(name, "aria-hidden")
    default: false
    }
  }
}

/// The attributes of a start tag, one after another, as HTML's tokenizer reads them.
private struct TagAttributes {
  struct Attribute {
    let name: Range<Int>
    let value: Range<Int>
  }

  let source: UnsafeBufferPointer<UInt8>
  /// Where reading goes on; after the last attribute, what follows the tag.
  var offset: Int
  var count = 0
  /// Whether the source ended within the tag.
  var isUnfinished = false

  mutating func next() -> Attribute? {
    while offset < source.count, source[offset].isHTMLSpace || source[offset] == 0x2F { offset += 1 }
    guard offset < source.count else {
      isUnfinished = true
      return nil
    }
    if source[offset] == 0x3E {
      offset += 1
      return nil
    }
    let start = offset
    offset += 1
    while offset < source.count, !source[offset].endsTagName, source[offset] != 0x3D { offset += 1 }
    let name = start..<offset
    count += 1
    skipSpaces()
    guard offset < source.count, source[offset] == 0x3D else {
      return Attribute(name: name, value: name.upperBound..<name.upperBound)
    }
    offset += 1
    skipSpaces()
    return Attribute(name: name, value: value())
  }

  private mutating func skipSpaces() {
    while offset < source.count, source[offset].isHTMLSpace { offset += 1 }
  }

  private mutating func value() -> Range<Int> {
    guard offset < source.count else { return offset..<offset }
    let quote = source[offset]
    let start: Int
    if quote == 0x22 || quote == 0x27 {
      start = offset + 1
      guard let end = source.firstOffset(of: quote, from: start) else {
        offset = source.count
        return start..<source.count
      }
      offset = end + 1
      return start..<end
    }
    start = offset
    while offset < source.count, !source[offset].isHTMLSpace, source[offset] != 0x3E { offset += 1 }
    return start..<offset
  }
}
