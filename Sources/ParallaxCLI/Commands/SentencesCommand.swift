import ArgumentParser
import Parallax

struct SentencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentences",
    abstract: "Finds the sentences of texts, as they are: no cleaning.",
    discussion: """
      Writes {"id", "sentences": [[start, end], …]} for each record; offsets are Unicode scalars of the text.
      --quotations adds a list "quotations" of {"start", "end", "content", "level", "is_continuation",
      "speaker", "verb"}: its marks included and without them, how many quotations it stands in, whether it
      goes on with the one before it in another paragraph, and the words that name who said it and how.

      EXAMPLES
        parallax sentences articles.jsonl > sentences.jsonl
        parallax sentences --quotations articles.jsonl
      """)

  @Flag(help: "Use the default boundaries of UAX #29 rather than the rules for news.")
  var unicode = false
  @Flag(help: "Write the quotations too, with their speakers where a rule finds them.")
  var quotations = false
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions

  private struct Record: Encodable {
    let id: RecordID
    let sentences: [[Int]]
    let quotations: [QuotationRecord]?
  }

  private struct QuotationRecord: Encodable {
    let start: Int
    let end: Int
    let content: [Int]
    let level: Int
    let isContinuation: Bool
    let speaker: [Int]?
    let verb: [Int]?

    enum CodingKeys: String, CodingKey {
      case start, end, content, level, speaker, verb
      case isContinuation = "is_continuation"
    }

    init(_ quotation: Quotation, _ offsets: TextOffsets) {
      let range = offsets.scalarRange(ofUTF8: quotation.range)
      (start, end) = (range.lowerBound, range.upperBound)
      content = offsets.pair(quotation.content)
      (level, isContinuation) = (quotation.level, quotation.isContinuation)
      speaker = quotation.speaker.map { offsets.pair($0) }
      verb = quotation.reportingVerb.map { offsets.pair($0) }
    }
  }

  func run() throws {
    let splitter = SentenceSplitter(configuration: .init(mode: unicode ? .unicode : .news))
    var batches = ArticleBatches(cleaner: nil)
    var writer = RecordWriter(.jsonl)
    try batches.read(try input.sources(), label: "sentences") { articles in
      let records = concurrentMap(articles, threads: threads.count) { record(of: $0, splitter) }
      for record in records { try writer.write(record) }
    }
    try writer.finish()
    try batches.finish()
  }

  private func record(of article: Article, _ splitter: SentenceSplitter) -> Record {
    let text = article.text
    let offsets = TextOffsets(text)
    return Record(
      id: article.recordID, sentences: scalarPairs(splitter.sentences(in: text), in: text),
      quotations: quotations
        ? QuotationFinder().quotations(in: text).map { QuotationRecord($0, offsets) } : nil)
  }
}

/// UTF-8 ranges as pairs of Unicode scalar offsets.
func scalarPairs(_ ranges: [Range<Int>], in text: String) -> [[Int]] {
  let offsets = TextOffsets(text)
  return ranges.map { offsets.pair($0) }
}

extension TextOffsets {
  /// A UTF-8 range as a pair of Unicode scalar offsets.
  func pair(_ range: Range<Int>) -> [Int] {
    let scalars = scalarRange(ofUTF8: range)
    return [scalars.lowerBound, scalars.upperBound]
  }
}
