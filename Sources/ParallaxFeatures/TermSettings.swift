import ParallaxText

/// The settings that decide what a term is, as one line of text: counts of parts of a corpus may be added up
/// only where these are the same.
///
/// Limits, maxima and weights are none of them: they come after the counting.
public struct TermSettings: Sendable, Hashable, CustomStringConvertible {
  /// `name=value` parted by spaces, in scikit-learn's names and a fixed order.
  public let description: String

  /// The settings of a configuration that decide what a term is.
  public init(_ configuration: TFIDFVectorizer.Configuration) {
    let pairs = [
      ("analyzer", configuration.analyzer.rawValue),
      ("tokenizer", configuration.tokenizer.rawValue),
      ("contractions", configuration.contractions.rawValue),
      ("lowercase", configuration.lowercase ? "true" : "false"),
      ("strip_accents", configuration.stripAccents?.rawValue ?? "null"),
      ("ngram_range", "\(configuration.minimumN),\(configuration.maximumN)"),
      ("stop_words", TermSettings.stopWords(configuration.stopWords)),
      ("stemmer", configuration.stemmer?.language ?? "null"),
    ]
    description = pairs.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
  }

  /// Settings as they were written down.
  init(written text: String) { description = text }

  /// A list of the library by name and version, another word by word.
  private static func stopWords(_ words: [String]) -> String {
    let list = StopWords(words)
    if list.words.isEmpty { return "null" }
    let english = StopWords.english
    if list.words == english.words, let name = english.name, let version = english.version {
      return "\(name):\(version)"
    }
    // A word may hold what parts words or settings.
    let escaped = list.words.map { word in
      String(
        word.unicodeScalars.flatMap { scalar -> [Character] in
          let isPlain = scalar.value > 0x20 && scalar != "," && scalar != "\\"
          return isPlain ? [Character(scalar)] : Array("\\" + String(scalar.value, radix: 16) + ";")
        })
    }
    return "[" + escaped.joined(separator: ",") + "]"
  }

  /// The settings in which two differ, as a message tells them.
  func difference(from other: TermSettings) -> String {
    let (mine, others) = (description.split(separator: " "), other.description.split(separator: " "))
    let differing = mine.filter { !others.contains($0) }
    let counterparts = others.filter { !mine.contains($0) }
    return "\(differing.joined(separator: " ")) against \(counterparts.joined(separator: " "))"
  }
}
