/// How long a summary may be.
///
/// A document with a sentence always gets one of at least one sentence, whatever the length.
public enum SummaryLength: Sendable, Hashable {
  /// So many sentences.
  case sentences(Int)
  /// At most so many words, as white space divides them.
  case words(Int)
  /// At most so many Unicode scalars, one space between sentences included.
  case characters(Int)
  /// A share of the document's sentences, 0 to 1, rounded to the nearest whole number.
  case share(Double)
}

extension SummaryLength: CustomStringConvertible {
  /// Reads "3" (sentences), "20%" (share of the sentences), "100w" (words) or "500c" (characters).
  ///
  /// - Throws: ``SummaryError`` of code `length` for anything else, a number below 1 or a share outside
  ///   0 to 100 %.
  public init(parsing text: String) throws(SummaryError) {
    let error = SummaryError(
      .length,
      "the length \"\(text.prefix(40))\" is none of 3 (sentences), 20% (of them), 100w (words), "
        + "500c (characters); give a positive number in one of these forms")
    if text.utf8.last == UInt8(ascii: "%") {
      guard let percent = Self.decimal(text.dropLast()), percent > 0, percent <= 100 else { throw error }
      self = .share(percent / 100)
      return
    }
    let unit = text.utf8.last.flatMap { [UInt8(ascii: "w"), UInt8(ascii: "c")].contains($0) ? $0 : nil }
    let digits = unit == nil ? Substring(text) : text.dropLast()
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits), count >= 1 else {
      throw error
    }
    switch unit {
    case UInt8(ascii: "w"): self = .words(count)
    case UInt8(ascii: "c"): self = .characters(count)
    default: self = .sentences(count)
    }
  }

  /// The most sentences of a summary of a document of so many, at least 1; nil for a budget of words or
  /// characters.
  public func sentenceLimit(of count: Int) -> Int? {
    switch self {
    case .sentences(let limit): max(1, limit)
    case .share(let share):
      share.isFinite && share > 0 ? max(1, Int((min(share, 1) * Double(count)).rounded())) : 1
    case .words, .characters: nil
    }
  }

  /// The form that `init(parsing:)` reads.
  public var description: String {
    switch self {
    case .sentences(let count): return "\(count)"
    case .words(let count): return "\(count)w"
    case .characters(let count): return "\(count)c"
    case .share(let share):
      let percent = share * 100
      return percent == percent.rounded() && abs(percent) < 1e9 ? "\(Int(percent))%" : "\(percent)%"
    }
  }

  /// Digits with at most one point among them; `Double.init` alone would take "nan" and "1e3" as well.
  private static func decimal(_ text: Substring) -> Double? {
    let points = text.utf8.filter { $0 == UInt8(ascii: ".") }.count
    guard points <= 1, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(text)
  }
}
