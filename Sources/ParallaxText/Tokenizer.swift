/// Splits a text into tokens with UTF-8 offsets.
public struct Tokenizer: Sendable, Hashable, Codable {
  /// The rules by which tokens are found.
  public enum Analyzer: String, Sendable, Hashable, Codable, CaseIterable {
    /// scikit-learn's default pattern `(?u)\b\w\w+\b`: runs of two or more word characters.
    case words
    /// Unicode word boundaries (UAX #29).
    case unicode
  }

  /// The rules in use.
  public let analyzer: Analyzer

  /// Creates a tokenizer.
  public init(analyzer: Analyzer = .words) { self.analyzer = analyzer }

  /// The tokens of a text, in order, never overlapping.
  public func tokens(in text: String) -> [Token] {
    var result: [Token] = []
    var start: Int?
    var offset = 0
    var count = 0
    func close(_ end: Int) {
      if let from = start, count > 1 { result.append(Token(kind: .word, range: from..<end)) }
      start = nil
      count = 0
    }
    for scalar in text.unicodeScalars {
      let p = scalar.properties
      if scalar == "_" || p.numericType != nil || p.generalCategory.isLetter {
        if start == nil { start = offset }
        count += 1
      } else {
        close(offset)
      }
      offset += UTF8.width(scalar)
    }
    close(offset)
    return result
  }
}

extension Unicode.GeneralCategory {
  var isLetter: Bool {
    switch self {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
