import ArgumentParser
import Parallax

extension Tokenizer.Analyzer: ExpressibleByArgument {}

struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Finds the tokens of texts, as they are: no cleaning.",
    discussion: """
      Writes {"id", "tokens": [[start, end], …]} for each record; offsets are Unicode scalars of the text.
      --kinds adds a list "kinds" (word, number, punctuation, url, email, hashtag, mention), --terms a list
      "terms" of what a vectorizer of these settings would count, stop words left out.

      EXAMPLES
        parallax tokenize --analyzer unicode --kinds articles.jsonl > tokens.jsonl
        parallax tokenize --analyzer words --terms --strip-accents unicode --stemmer english articles.jsonl
      """)

  @Option(help: "words (scikit-learn's pattern) or unicode (UAX #29 with rules for English).")
  var analyzer: Tokenizer.Analyzer = .unicode
  @Flag(help: "Write the kind of each token too, as a list \"kinds\".")
  var kinds = false
  @Flag(help: "Write terms rather than tokens, and where they stand.")
  var terms = false
  @OptionGroup var settings: TermOptions
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions

  private struct Record: Encodable {
    let id: RecordID
    let tokens: [[Int]]
    var kinds: [String]?
    var terms: [String]?
  }

  func validate() throws {
    guard !terms || !kinds else {
      throw ValidationError("--kinds is about tokens and --terms about terms: give one")
    }
    guard terms || !settings.changesTerms else {
      throw ValidationError(
        "case, accents, n-grams, stop words and stems are matters of terms: give --terms too")
    }
    guard terms || settings.contractions == .keep || analyzer == .unicode else {
      throw ValidationError("--contractions split: expected --analyzer unicode with it")
    }
  }

  func run() throws {
    let configuration = try termSettings()
    var batches = ArticleBatches(cleaner: nil)
    var writer = RecordWriter(.jsonl)
    try batches.read(try input.sources(), label: "tokenize") { articles in
      let records = concurrentMap(articles, threads: threads.count) { record(of: $0, configuration) }
      for record in records { try writer.write(record) }
    }
    try writer.finish()
    try batches.finish()
  }

  private func termSettings() throws -> TFIDFVectorizer.Configuration {
    var configuration = TFIDFVectorizer.Configuration()
    configuration.tokenizer = analyzer
    try settings.apply(to: &configuration)
    do throws(FeatureError) { try configuration.validate() } catch { throw ValidationError(error.message) }
    return configuration
  }

  private func record(of article: Article, _ configuration: TFIDFVectorizer.Configuration) -> Record {
    if terms {
      // The settings were checked before.
      let found = (try? configuration.terms(of: article.text)) ?? []
      return Record(
        id: article.recordID, tokens: scalarPairs(found.map(\.range), in: article.text),
        terms: found.map(\.text))
    }
    let tokens = Tokenizer(analyzer: analyzer, contractions: settings.contractions).tokens(in: article.text)
    return Record(
      id: article.recordID, tokens: scalarPairs(tokens.map(\.range), in: article.text),
      kinds: kinds ? tokens.map(\.kind.rawValue) : nil)
  }
}
