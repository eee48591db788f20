import ArgumentParser
import Foundation
import Parallax

extension AccentFolding: ExpressibleByArgument {}
extension UnicodeTokenizer.Contractions: ExpressibleByArgument {}

extension Stemmer: ExpressibleByArgument {
  /// The stemmer of a language.
  public init?(argument: String) { self.init(language: argument) }
  /// The languages there are.
  public static var allValueStrings: [String] { languages }
}

/// What a term is, on the command line; names and meanings are scikit-learn's where it has them.
struct TermOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Lowercase words; without, US and us are two terms.")
  var lowercase = true
  @Option(help: "unicode or ascii: take accents off; ascii drops all other letters too.")
  var stripAccents: AccentFolding?
  @Option(help: "keep or split: whether \"don't\" is one word or two, with unicode words.")
  var contractions: UnicodeTokenizer.Contractions = .keep
  @Option(help: ArgumentHelp("The shortest and the longest n-gram.", valueName: "n,n"))
  var ngrams = "1,1"
  @Flag(help: "Leave out the library's English stop words.")
  var stopWords = false
  @Option(help: ArgumentHelp("Leave out the words of a file, one a line.", valueName: "file"))
  var stopWordsFile: String?
  @Option(help: ArgumentHelp("Reduce words to stems by Snowball, such as english.", valueName: "language"))
  var stemmer: Stemmer?

  func validate() throws {
    guard !stopWords || stopWordsFile == nil else {
      throw ValidationError("--stop-words and --stop-words-file are two lists: give one")
    }
  }

  /// Whether anything but the contractions is not as it is by default.
  var changesTerms: Bool {
    !lowercase || stripAccents != nil || ngrams != "1,1" || stopWords || stopWordsFile != nil
      || stemmer != nil
  }

  /// Puts the options into settings.
  func apply(to settings: inout TFIDFVectorizer.Configuration) throws {
    settings.lowercase = lowercase
    settings.stripAccents = stripAccents
    settings.contractions = contractions
    settings.stemmer = stemmer
    let range = ngrams.split(separator: ",").map { Int($0) }
    guard let shortest = range.first ?? nil, let longest = range.last ?? nil, range.count <= 2 else {
      throw ValidationError("--ngrams \(ngrams): expected two numbers such as 1,2")
    }
    (settings.minimumN, settings.maximumN) = (shortest, longest)
    if stopWords { settings.stopWords = StopWords.english.words }
    if let stopWordsFile { settings.stopWords = StopWords(try readLines(stopWordsFile)).words }
  }
}

/// The lines of a file of text that are not blank, without white space at their ends.
func readLines(_ path: String) throws -> [String] {
  String(decoding: try readBytes(path), as: UTF8.self).split(whereSeparator: \.isNewline)
    .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
}
