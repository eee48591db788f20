/// The outlets of a report's sentences, looked up once.
struct SentenceOutlets: Sendable {
  private let outlets: [String?]

  init(_ report: CoverageReport) {
    let known = Dictionary(
      report.articles.map { ($0.id, $0.outlet) }, uniquingKeysWith: { first, _ in first })
    outlets = report.sentences.map { known[$0.article] }
  }

  /// The outlet of a sentence's article; nil where the report has no such sentence, or not its article.
  subscript(sentence: Int) -> String? { outlets.indices.contains(sentence) ? outlets[sentence] : nil }
}
