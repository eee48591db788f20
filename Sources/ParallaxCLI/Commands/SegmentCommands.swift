import ArgumentParser
import Parallax

extension Tokenizer.Analyzer: ExpressibleByArgument {}

struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Finds the tokens of texts, as they are: no cleaning.",
    discussion: """
      Writes {"id", "tokens": [[start, end], …]} for each record; offsets are Unicode scalars of the text.

      EXAMPLES
        parallax tokenize --analyzer unicode articles.jsonl > tokens.jsonl
      """)

  @Option(help: "words (scikit-learn's pattern) or unicode (UAX #29 with rules for English).")
  var analyzer: Tokenizer.Analyzer = .unicode
  @Flag(help: "Write the kind of each token too, as a list \"kinds\".")
  var kinds = false
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions

  private struct Record: Encodable {
    let id: String
    let tokens: [[Int]]
    let kinds: [String]?
  }

  func run() throws {
    let tokenizer = Tokenizer(analyzer: analyzer)
    var batches = ArticleBatches(cleaner: nil)
    var writer = RecordWriter(.jsonl)
    try batches.read(try input.sources(), label: "tokenize") { articles in
      let tokens = concurrentMap(articles, threads: threads.count) { tokenizer.tokens(in: $0.text) }
      for (article, tokens) in zip(articles, tokens) {
        try writer.write(
          Record(
            id: article.id, tokens: scalarPairs(tokens.map(\.range), in: article.text),
            kinds: kinds ? tokens.map(\.kind.rawValue) : nil))
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

struct SentencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentences",
    abstract: "Finds the sentences of texts, as they are: no cleaning.",
    discussion: """
      Writes {"id", "sentences": [[start, end], …]} for each record; offsets are Unicode scalars of the text.

      EXAMPLES
        parallax sentences articles.jsonl > sentences.jsonl
      """)

  @Flag(help: "Use the default boundaries of UAX #29 rather than the rules for news.")
  var unicode = false
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions

  private struct Record: Encodable {
    let id: String
    let sentences: [[Int]]
  }

  func run() throws {
    let splitter = SentenceSplitter(configuration: .init(mode: unicode ? .unicode : .news))
    var batches = ArticleBatches(cleaner: nil)
    var writer = RecordWriter(.jsonl)
    try batches.read(try input.sources(), label: "sentences") { articles in
      let sentences = concurrentMap(articles, threads: threads.count) { splitter.sentences(in: $0.text) }
      for (article, sentences) in zip(articles, sentences) {
        try writer.write(Record(id: article.id, sentences: scalarPairs(sentences, in: article.text)))
      }
    }
    try writer.finish()
    try batches.finish()
  }
}

/// Ascending UTF-8 ranges as pairs of Unicode scalar offsets.
private func scalarPairs(_ ranges: [Range<Int>], in text: String) -> [[Int]] {
  var offsets = TextOffsets(text)
  return ranges.map {
    let range = offsets.scalarRange(ofUTF8: $0)
    return [range.lowerBound, range.upperBound]
  }
}
