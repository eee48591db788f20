/// A limit on the number of documents a term occurs in: a count, or a share of all documents.
public enum DocumentFrequencyLimit: Sendable, Hashable {
  /// A number of documents.
  case count(Int)
  /// A share of the documents, 0...1, compared unrounded as scikit-learn does.
  case share(Double)

  /// The limit as a number of documents out of `documentCount`.
  public func value(documentCount: Int) -> Double {
    switch self {
    case .count(let count): Double(count)
    case .share(let share): share * Double(documentCount)
    }
  }

  /// Whether the limit lies in its range: a count of at least 0, a share within 0...1.
  var isValid: Bool {
    switch self {
    case .count(let count): count >= 0
    case .share(let share): (0...1).contains(share)
    }
  }
}

extension DocumentFrequencyLimit: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// A count.
  public init(integerLiteral value: Int) { self = .count(value) }
  /// A share.
  public init(floatLiteral value: Double) { self = .share(value) }
}

extension DocumentFrequencyLimit: Codable {
  /// Reads a whole number as a count, any other number as a share, and "40%" as a share.
  ///
  /// JSON does not tell 1.0 from 1, so a share of one is written "100%".
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      guard text.last == "%", let percent = Double(text.dropLast()) else {
        throw DecodingError.dataCorruptedError(
          in: container,
          debugDescription: "document frequency \"\(text)\": expected a count, a share or a percentage")
      }
      self = .share(percent / 100)
    } else {
      let number = try container.decode(Double.self)
      if let count = Int(exactly: number) { self = .count(count) } else { self = .share(number) }
    }
  }

  /// Writes a count as an integer, a share as a fraction, and the shares 0 and 1 as percentages.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .count(let count): try container.encode(count)
    case .share(let share) where Int(exactly: share) != nil: try container.encode("\(Int(share) * 100)%")
    case .share(let share): try container.encode(share)
    }
  }
}
