import Benchmark
import Parallax

/// Cleaning and summaries, one thread.
func articleBenchmarks(on corpus: SampleCorpus) throws {
  let cleaner = ArticleCleaner()
  let articles = corpus.samples.map { cleaner.clean($0, id: "sample") }
  // The record of cuts accounts for every byte; then the bytes kept are the answer.
  let isComplete = articles.allSatisfy { $0.text == textWithoutCuts(of: $0) }
  let kept = corpus.copyCount * articles.reduce(0) { $0 + $1.text.utf8.count }
  Benchmark("clean") { benchmark in
    guard isComplete else {
      benchmark.error("wrong answer: a clean text is not its original without the recorded cuts")
      return
    }
    Throughput.measure(benchmark, on: corpus, expecting: kept) { documents in
      documents.reduce(0) { $0 + cleaner.clean($1, id: "sample").text.utf8.count }
    }
  }

  // Every sample has more than three sentences that differ; the summaries of all copies must be the same.
  let summarizer = Summarizer(ranker: TextRank())
  let summaries = corpus.samples.map { summarizer.summary(of: $0, length: .sentences(3)) }
  let areInOrder = zip(corpus.samples, summaries).allSatisfy(isExtract)
  let expected = (0..<corpus.copyCount).flatMap { _ in summaries.map { $0.sentences.map(\.range) } }
  Benchmark("summarize, TextRank") { benchmark in
    guard areInOrder else {
      benchmark.error("wrong answer: a summary is not three sentences of its text, in their order")
      return
    }
    Throughput.measure(benchmark, on: corpus, expecting: expected) { documents in
      documents.map { summarizer.summary(of: $0, length: .sentences(3)).sentences.map(\.range) }
    }
  }
}

/// The original of an article with every recorded span cut out.
private func textWithoutCuts(of article: Article) -> String {
  var bytes = Array(article.original.utf8)
  for span in article.removed.reversed() { bytes.removeSubrange(span.range) }
  return String(decoding: bytes, as: UTF8.self)
}

/// Whether a summary is three sentences of a text, word for word and in their order.
private func isExtract(_ text: String, _ summary: Summary) -> Bool {
  let bytes = Array(text.utf8)
  let ranges = summary.sentences.map(\.range)
  return ranges.count == 3 && summary.converged
    && zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    && summary.sentences.allSatisfy { String(decoding: bytes[$0.range], as: UTF8.self) == $0.text }
}
