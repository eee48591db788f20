/// A set of words too frequent to tell texts apart.
///
/// Words are compared byte by byte, so they must be folded to lower case first. A list is saved as its name and
/// version where it comes with the library, and word by word where it does not.
public struct StopWords: Sendable, Hashable {
  /// The list's name, unless it is the caller's own.
  public let name: String?
  /// The list's version, unless it is the caller's own; it rises with any change to the words.
  public let version: Int?
  /// The words, in code point order, each once.
  public let words: [String]

  /// Creates a list of the words given.
  public init(_ words: some Sequence<String>) {
    self.init(name: nil, version: nil, words: words)
  }

  private init(name: String?, version: Int?, words: some Sequence<String>) {
    self.name = name
    self.version = version
    var unique: [String] = []
    for word in words.sorted(by: Self.precedes) where !word.isEmpty && word != unique.last {
      unique.append(word)
    }
    self.words = unique
  }

  /// The number of words.
  public var count: Int { words.count }

  /// Whether the list holds a word.
  ///
  /// - Complexity: O(log n) comparisons.
  public func contains(_ word: String) -> Bool {
    word.withByteText { contains($0, 0..<$0.count) }
  }

  /// Whether the list holds the word that these bytes spell in UTF-8.
  ///
  /// - Complexity: O(log n) comparisons.
  public func contains(utf8 word: UnsafeBufferPointer<UInt8>) -> Bool {
    contains(ByteText(word), 0..<word.count)
  }

  func contains(_ text: ByteText, _ range: Range<Int>) -> Bool {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      switch Self.order(words[middle], text, range) {
      case ..<0: low = middle + 1
      case 0: return true
      default: high = middle
      }
    }
    return false
  }

  /// Below zero where a word comes before the bytes in a range, zero where it is they.
  private static func order(_ word: String, _ text: ByteText, _ range: Range<Int>) -> Int {
    var i = range.lowerBound
    for b in word.utf8 {
      if i == range.upperBound { return 1 }
      if b != text[i] { return b < text[i] ? -1 : 1 }
      i += 1
    }
    return i == range.upperBound ? 0 : -1
  }

  /// Code point order, which is the order of the bytes in UTF-8 too.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}

extension StopWords {
  /// The library's list for English.
  ///
  /// It holds function words alone, and keeps what turns or weighs a statement out of the list, so that it stays in
  /// the text: negation (not, no, nor, never, without), opposition (against, but, however, although, despite),
  /// degree (only, very, too, more, most), modality (may, might, must, should) and number (all, some, few).
  public static let english = StopWords(
    name: "english", version: 1,
    words: Self.englishWords.split(separator: " ").map(String.init))

  /// The list of the library with a name and version; nil where there is none.
  public static func named(_ name: String, version: Int) -> StopWords? {
    name == english.name && version == english.version ? english : nil
  }

  private static let englishWords =
    "a about above after again ago along already also am among an and any anybody anyone anything "
    + "are around as at be became because become becomes been before being below beside besides "
    + "between both by can did do does doing done down during each either else et etc for from "
    + "further had has have having he hence her here hers herself him himself his how i if in into "
    + "is it its itself ll me mine my myself now of off on once one onto or other others our ours "
    + "ourselves out over own per re same self shall she since so someone something such than that "
    + "the their theirs them themselves then there thereby therefore therein these they this those "
    + "through thus till to together toward towards under until up upon us use used using ve via "
    + "was way we well were what whatever when where whether which whichever while who whoever whom "
    + "whomever whose why will with within would you your yours yourself yourselves"
}

extension StopWords: Codable {
  private enum CodingKeys: String, CodingKey { case name, version, words }

  /// Reads a list saved by name and version, or word by word.
  ///
  /// - Throws: `DecodingError.dataCorrupted` where the library has no list of that name and version.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard let name = try container.decodeIfPresent(String.self, forKey: .name) else {
      self.init(try container.decode([String].self, forKey: .words))
      return
    }
    let version = try container.decode(Int.self, forKey: .version)
    guard let known = Self.named(name, version: version) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container,
        debugDescription: """
          found the stop word list "\(name)", version \(version); expected "english", version \
          \(Self.english.version ?? 0); save the list word by word or use a library that has it
          """)
    }
    self = known
  }

  /// Writes the name and version where the list has them, else its words.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if let name, let version {
      try container.encode(name, forKey: .name)
      try container.encode(version, forKey: .version)
    } else {
      try container.encode(words, forKey: .words)
    }
  }
}
