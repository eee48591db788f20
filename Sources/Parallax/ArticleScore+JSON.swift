import ParallaxArticles
import ParallaxModels
import ParallaxText

/// The scores of one article as they leave the library: offsets are Unicode scalars.
public struct ArticleScoreRecord: Sendable, Encodable {
  private struct Entry: Sendable, Encodable {
    let label: String
    let probabilities: [String: Double]
    let state: String
    let reason: String?
    let knownShare: Double
    let contributions: [Term]
    let remainder: Double
    let intercept: Double
    let sentences: [Sentence]

    enum CodingKeys: String, CodingKey {
      case label, probabilities, state, reason, contributions, remainder, intercept, sentences
      case knownShare = "known_share"
    }
  }

  private struct Term: Sendable, Encodable {
    let term: String
    let weight: Double
    let spans: [[Int]]
    let titleSpans: [[Int]]

    enum CodingKeys: String, CodingKey {
      case term, weight, spans
      case titleSpans = "title_spans"
    }
  }

  private struct Sentence: Sendable, Encodable {
    let start: Int
    let end: Int
    let weight: Double
    let text: String
  }

  private let id: String
  private let outlet: String?
  private let date: String?
  private let title: String?
  private let scores: [String: Entry]

  /// Creates the record of an article and its scores.
  public init(_ article: Article, _ scores: [ArticleScore]) {
    id = article.id
    outlet = article.outlet
    date = article.date
    title = article.title
    var text = TextOffsets(article.text)
    var titleText = TextOffsets(article.title ?? "")
    func pair(_ range: Range<Int>) -> [Int] { [range.lowerBound, range.upperBound] }
    var entries: [String: Entry] = [:]
    for score in scores {
      let prediction = score.prediction
      var reason: String?
      if case .abstained(let why) = prediction.state { reason = why }
      entries[score.model] = Entry(
        label: prediction.label,
        probabilities: Dictionary(zip(score.labels, prediction.probabilities)) { first, _ in first },
        state: reason == nil ? "scored" : "abstained", reason: reason, knownShare: prediction.coverage.share,
        contributions: score.terms.map { term in
          Term(
            term: term.term, weight: term.contribution,
            spans: term.ranges.map { pair(text.scalarRange(ofUTF8: $0)) },
            titleSpans: term.titleRanges.map { pair(titleText.scalarRange(ofUTF8: $0)) })
        },
        remainder: score.remainder, intercept: score.intercept,
        sentences: score.sentences.map { sentence in
          let range = text.scalarRange(ofUTF8: sentence.range)
          return Sentence(
            start: range.lowerBound, end: range.upperBound, weight: sentence.contribution,
            text: article.text.slice(utf8: sentence.range))
        })
    }
    self.scores = entries
  }
}
