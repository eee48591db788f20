/// Reduces words to their stems by the Snowball algorithm of a language, as the machine's libstemmer has it.
///
/// The algorithms are by Martin Porter and others and are described at snowballstem.org.
/// The algorithms expect lower case, and see an upper-case letter as none of theirs. Stems are no words:
/// they only tell which words belong together.
public struct Stemmer: Sendable, Hashable {
  /// The language, by libstemmer's name for its algorithm: `english`, `german`, `porter` and so on.
  public let language: String

  /// Creates a stemmer; nil where libstemmer has no algorithm of that name.
  public init?(language: String) {
    guard Stemmer.languages.contains(language) else { return nil }
    self.language = language
  }

  /// The names of all algorithms there are, in the order of their letters.
  public static var languages: [String] { Snowball.languages }

  /// The stem of a word; a word longer than 256 bytes is its own.
  public func stem(_ word: String) -> String { stems([word])[0] }

  /// The stem of each word.
  ///
  /// - Complexity: O(bytes), some 150 ns a word: stem different words, not every token.
  public func stems(_ words: [String]) -> [String] {
    guard var snowball = Snowball(language: language) else { return words }
    return words.map { word in
      var word = word
      return word.withUTF8 { snowball.withStem(of: $0) { String(decoding: $0, as: UTF8.self) } }
    }
  }
}

extension Stemmer: Codable {
  /// Reads the name of the language.
  ///
  /// - Throws: `DecodingError.dataCorrupted` where libstemmer has no such algorithm, naming those it has.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let language = try container.decode(String.self)
    guard let stemmer = Stemmer(language: language) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "stemmer \"\(language)\": expected null or one of "
          + Stemmer.languages.joined(separator: ", "))
    }
    self = stemmer
  }

  /// Writes the name of the language.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(language)
  }
}
