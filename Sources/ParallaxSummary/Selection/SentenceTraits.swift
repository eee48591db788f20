/// What the bytes of a sentence tell about whether it can stand alone in a summary.
struct SentenceTraits: Sendable, Hashable {
  /// Runs of bytes between white space.
  var words = 0
  /// Unicode scalars.
  var characters = 0
  /// Whether it cannot stand alone: it opens with a word that points back, cuts a quotation, or is all
  /// quotation, so that only its neighbours say whose words it tells.
  var needsNeighbour = false
  /// Whether it is very short, or a heading: short and without a mark at its end.
  var isFragment = false
  /// Whether no sentence stands before it in its article.
  var isFirst = false
  /// The share of its bytes that stand in quotation marks, 0 to 1.
  var quotedShare = 0.0

  /// The fewest words of a sentence that says something by itself.
  static let shortest = 6
  /// The most words of a heading.
  static let longestHeading = 15

  /// Reads the sentences of a text, each in the light of the quotation it may stand in.
  ///
  /// A mark that its paragraph never closes opens nothing but its own sentence.
  static func all(_ sentences: [Range<Int>], in text: UnsafeRawBufferPointer) -> [SentenceTraits] {
    var state = QuotationState()
    var traits: [SentenceTraits] = []
    traits.reserveCapacity(sentences.count)
    // The sentences inside the quotation that is open: they need their neighbours if it is ever closed.
    var inside: [Int] = []
    var end = 0
    for sentence in sentences {
      if sentence.lowerBound < end || text[end..<sentence.lowerBound].contains(10) {
        state = QuotationState()
        inside.removeAll(keepingCapacity: true)
      }
      end = max(end, sentence.upperBound)
      if state.isOpen { inside.append(traits.count) }
      traits.append(SentenceTraits(UnsafeRawBufferPointer(rebasing: text[sentence]), &state))
      if !state.isOpen {
        for index in inside { traits[index].needsNeighbour = true }
        inside.removeAll(keepingCapacity: true)
      }
    }
    if !traits.isEmpty { traits[0].isFirst = true }
    return traits
  }

  /// Reads a sentence that stands in no quotation.
  init(_ bytes: UnsafeRawBufferPointer) {
    var state = QuotationState()
    self.init(bytes, &state)
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ state: inout QuotationState) {
    let counts = ByteCounts(bytes)
    words = counts.words
    characters = bytes.count - counts.continuations
    let wasOpen = state.isOpen
    if counts.straightQuotes > 0 || counts.continuations > 0 {
      state.read(bytes)
    } else {
      state.skip(bytes.count)
    }
    quotedShare = state.share(of: bytes.count)
    // One that another quotation closes or opens is cut; one in the middle is judged by its paragraph.
    needsNeighbour = wasOpen != state.isOpen || state.isCut || state.isAllQuoted || Self.pointsBack(bytes)
    isFragment = words < Self.shortest || (words <= Self.longestHeading && !Self.hasEnd(bytes))
  }

  /// Whether the last mark, closing quotation marks and brackets aside, ends a sentence; a colon does not.
  private static func hasEnd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var end = bytes.count
    while end > 0 {
      switch bytes[end - 1] {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): end -= 1
      case 0x80...0xBF:
        guard end >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80 else { return false }
        if bytes[end - 1] == 0xA6 { return true }
        // ’ and ” may follow the stop.
        guard bytes[end - 1] == 0x99 || bytes[end - 1] == 0x9D else { return false }
        end -= 3
      default: return false
      }
    }
    return false
  }

  /// Whether the first word, quotation marks before it aside, refers to what came before.
  private static func pointsBack(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while start < bytes.count, !isLetter(bytes[start]), !(48...57).contains(bytes[start]) {
      // A letter beyond ASCII opens no word of the list; quotation marks begin with these two bytes.
      if bytes[start] >= 0xC3, bytes[start] != 0xE2 { return false }
      start += 1
    }
    var word: UInt64 = 0
    var length = 0
    while start + length < bytes.count, isLetter(bytes[start + length]) {
      length += 1
      if length > longestOpener { return false }
    }
    guard length >= 2, !continues(bytes, start + length) else { return false }
    for offset in 0..<min(8, length) { word = word << 8 | UInt64(bytes[start + offset] | 0x20) }
    return openers.contains { opener in
      opener.packed == word && opener.bytes.count == length
        && zip(opener.bytes, bytes[start..<(start + length)]).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  /// Whether a letter beyond ASCII stands at an offset; quotation marks and dashes begin with 0xE2.
  private static func continues(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] >= 0xC3 && bytes[offset] != 0xE2
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

  private struct Opener: Sendable {
    let bytes: [UInt8]
    let packed: UInt64
    init(_ word: Substring) {
      bytes = Array(word.utf8)
      packed = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  private static let longestOpener = 12

  private static let openers: [Opener] = """
    he she it they him her them his its their theirs hers this that these those such
    but however and or nor so yet also then thus hence therefore moreover furthermore meanwhile
    nevertheless nonetheless instead still besides otherwise consequently accordingly additionally
    similarly likewise conversely afterwards
    """.split { $0 == " " || $0 == "\n" }.map(Opener.init)
}
