/// What is blanked in a text before a classifier reads it: the marks by which an outlet is known.
///
/// A model trained on a few outlets learns to tell the outlets. Their names, the place and agency that open
/// an article and the credits of agencies are replaced by spaces, byte for byte, so that offsets stay.
public struct TextMask: Codable, Sendable, Hashable {
  /// Whether training adds the names of its outlets to ``names``.
  public var outlets: Bool
  /// Whether datelines are blanked: `PORT HALDEN, March 3 (Agency) -` at the start of a line.
  public var datelines: Bool
  /// Whether credits of news agencies are blanked.
  public var agencies: Bool
  /// Further names to blank, whatever their case.
  public var names: [String]

  /// Creates a mask; one of nothing unless told otherwise.
  public init(outlets: Bool = false, datelines: Bool = false, agencies: Bool = false, names: [String] = []) {
    self.outlets = outlets
    self.datelines = datelines
    self.agencies = agencies
    self.names = names
  }

  /// Reads a mask; what is absent is not blanked.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      outlets: try keys.decodeIfPresent(Bool.self, forKey: .outlets) ?? false,
      datelines: try keys.decodeIfPresent(Bool.self, forKey: .datelines) ?? false,
      agencies: try keys.decodeIfPresent(Bool.self, forKey: .agencies) ?? false,
      names: try keys.decodeIfPresent([String].self, forKey: .names) ?? [])
  }

  /// Whether nothing is blanked.
  public var isEmpty: Bool { !datelines && !agencies && names.isEmpty }

  func validate() throws(ModelError) {
    guard names.allSatisfy({ $0.utf8.count >= 2 }) else {
      throw ModelError(.invalid, "the mask's names must have at least two letters; found \(names)")
    }
  }

  /// The mask with the names of outlets: each as it is and, of a web address, the part before its ending.
  func adding(outlets found: some Sequence<String>) -> TextMask {
    guard outlets else { return self }
    var mask = self
    var known = Set(names)
    for outlet in found.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      for name in [outlet, Self.siteName(of: outlet)]
      where name.utf8.count >= 2 && known.insert(name).inserted {
        mask.names.append(name)
      }
    }
    return mask
  }

  /// `www.quay-news.co.uk` is `quay-news`.
  static func siteName(of outlet: String) -> String {
    let parts = outlet.split(separator: ".").map(String.init)
    guard parts.count > 1, !outlet.contains(" ") else { return outlet }
    let host = parts[0] == "www" ? parts[1] : parts[0]
    return host
  }

  /// An input whose text is blanked; the claim stays.
  func masked(_ input: ClassifierInput) -> ClassifierInput {
    guard !isEmpty else { return input }
    var input = input
    input.text = masked(input.text)
    return input
  }

  /// A text of as many bytes with spaces in the place of what is masked.
  public func masked(_ text: String) -> String {
    guard !isEmpty else { return text }
    var bytes = Array(text.utf8)
    var spans: [Range<Int>] = datelines ? Self.datelines(in: bytes) : []
    let folded = bytes.map(Self.lowercased)
    let names = Self.byFirstByte(names.map { $0.utf8.map(Self.lowercased) })
    let credits = Self.byFirstByte(agencies ? Self.agencyNames.map { Array($0.utf8) } : [])
    for start in bytes.indices where Self.isWordStart(start, bytes) {
      for (table, source) in [(names, folded), (credits, bytes)] {
        for name in table[Int(source[start])] where Self.stands(name, at: start, in: source) {
          spans.append(start..<start + name.count)
        }
      }
    }
    for span in spans {
      for index in span where bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let agencyNames = [
    "Associated Press", "AP", "Reuters", "Agence France-Presse", "AFP", "United Press International", "UPI",
    "Xinhua", "TASS", "Interfax", "Anadolu Agency", "Deutsche Presse-Agentur", "DPA", "Press Association",
    "Bloomberg News", "Tribune News Service", "EFE", "ANSA",
  ]

  private static func byFirstByte(_ names: [[UInt8]]) -> [[[UInt8]]] {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for name in names { table[Int(name[0])].append(name) }
    return table
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Bytes of a word: ASCII letters and digits, and every byte of a letter beyond ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    let letter = lowercased(byte)
    return byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWordStart(_ index: Int, _ bytes: [UInt8]) -> Bool {
    isWord(bytes[index]) && (index == 0 || !isWord(bytes[index - 1]))
  }

  private static func stands(_ name: [UInt8], at start: Int, in bytes: [UInt8]) -> Bool {
    let end = start + name.count
    guard end <= bytes.count, end == bytes.count || !isWord(bytes[end]) else { return false }
    return bytes[start..<end].elementsEqual(name)
  }

  /// The datelines of the first lines of a text, up to and with their dash.
  ///
  /// One is no longer than 100 bytes, begins with a word in capitals or ends with a bracket before its dash.
  private static func datelines(in bytes: [UInt8]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var start = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).prefix(4) {
      start = line.startIndex
      guard let dash = dash(in: line.prefix(100)) else { continue }
      let head = line[start..<dash.lowerBound]
      let word = head.prefix { isWord($0) }
      let isCapitals =
        word.count >= 2 && word.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      let isCredited = head.last { $0 != UInt8(ascii: " ") } == UInt8(ascii: ")")
      if isCapitals || isCredited { spans.append(start..<dash.upperBound) }
    }
    return spans
  }

  /// The first dash between spaces, or long dash, of a line.
  private static func dash(in line: ArraySlice<UInt8>) -> Range<Int>? {
    for index in line.indices {
      let rest = line[index...]
      if rest.starts(with: Array(" - ".utf8)) || rest.starts(with: Array(" -- ".utf8)) {
        return index..<index + (rest.starts(with: Array(" -- ".utf8)) ? 4 : 3)
      }
      // An en dash or an em dash.
      if rest.starts(with: [0xE2, 0x80, 0x93]) || rest.starts(with: [0xE2, 0x80, 0x94]) {
        return index..<index + 3
      }
    }
    return nil
  }
}
