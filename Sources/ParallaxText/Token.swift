/// A token: what it is, and where it stands in the text it came from.
public struct Token: Sendable, Hashable, Codable {
  /// The kinds of token.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Letters, or letters with digits.
    case word
    /// Digits, with their separators.
    case number
    /// A mark that is neither word nor space.
    case punctuation
    /// A web address.
    case url
    /// An electronic mail address.
    case email
    /// A `#tag`.
    case hashtag
    /// An `@name`.
    case mention
  }

  /// What the token is.
  public let kind: Kind
  private let length: UInt32
  private let start: Int

  /// Where it stands: UTF-8 byte offsets into the text.
  public var range: Range<Int> { start..<(start + Int(length)) }

  /// Creates a token.
  ///
  /// - Precondition: the range is shorter than 4 GiB. A token is kept in 16 bytes, because writing them is most of
  ///   what tokenizing costs.
  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    start = range.lowerBound
    length = UInt32(range.count)
  }

  @inline(__always) init(kind: Kind, start: Int, end: Int) {
    self.kind = kind
    self.start = start
    length = UInt32(truncatingIfNeeded: end &- start)
  }

  private enum CodingKeys: String, CodingKey { case kind, range }

  /// Reads a kind and a range.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let range = try values.decode(Range<Int>.self, forKey: .range)
    guard range.count <= Int(UInt32.max) else {
      throw DecodingError.dataCorruptedError(
        forKey: .range, in: values,
        debugDescription: "a token of \(range.count) bytes: expected less than 4 GiB")
    }
    self.init(kind: try values.decode(Kind.self, forKey: .kind), range: range)
  }

  /// Writes the kind and the range.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    try values.encode(range, forKey: .range)
  }
}
