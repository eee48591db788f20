import ParallaxArticles
import ParallaxSummary
import ParallaxText

/// The summary of one article as it leaves the library: offsets are Unicode scalars of the clean text.
public struct SummaryRecord: Sendable, Encodable {
  private struct Sentence: Sendable, Encodable {
    let text: String
    let start: Int
    let end: Int
    let score: Double
  }

  private let id: RecordID
  private let title: String?
  private let outlet: String?
  private let method: String
  private let converged: Bool
  private let sentences: [Sentence]

  /// Creates the record of an article and its summary.
  public init(_ article: Article, _ summary: Summary) {
    id = article.recordID
    title = article.title
    outlet = article.outlet
    method = summary.method
    converged = summary.converged
    let offsets = TextOffsets(article.text)
    sentences = summary.sentences.map {
      let range = offsets.scalarRange(ofUTF8: $0.range)
      return Sentence(text: $0.text, start: range.lowerBound, end: range.upperBound, score: $0.score)
    }
  }
}
