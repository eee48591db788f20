import ParallaxArticles
import ParallaxModels
import ParallaxText

/// The scores of one article as they leave the library: offsets are Unicode scalars.
///
/// Its JSON has sorted keys, so that the same scores give the same bytes.
public struct ArticleScoreRecord: Sendable {
  private let article: Article
  private let scores: [ArticleScore]

  /// Creates the record of an article and its scores.
  public init(_ article: Article, _ scores: [ArticleScore]) {
    self.article = article
    self.scores = scores
  }

  /// The record as one line of JSON, without the end of the line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    var places = ScalarPlaces(article)
    writer.object { writer in
      writer.member("date", article.date)
      writeID(to: &writer)
      writer.member("outlet", article.outlet)
      writeScores(to: &writer, &places)
      writer.member("title", article.title)
    }
    return writer.bytes
  }

  func writeID(to writer: inout JSONWriter) {
    writer.key("id")
    writer.value(article.recordID)
  }

  /// Writes the member `scores`: what each model says, by its name.
  func writeScores(to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    writer.key("scores")
    writer.object { writer in
      for score in scores.sorted(by: { $0.model.utf8.lexicographicallyPrecedes($1.model.utf8) }) {
        writer.key(score.model)
        writer.object { write(score, to: &$0, &places) }
      }
    }
  }

  private func write(_ score: ArticleScore, to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    let prediction = score.prediction
    writer.key("contributions")
    writer.array { writer in
      for term in score.terms { writer.object { write(term, to: &$0, &places) } }
    }
    writer.member("intercept", score.intercept)
    writer.member("known_share", prediction.coverage.share)
    writer.member("label", prediction.label)
    if score.thresholds != nil { writer.member("labels", prediction.labels) }
    writer.member("probabilities", score.labels, prediction.probabilities)
    var reason: String?
    if case .abstained(let why) = prediction.state { reason = why }
    writer.member("reason", reason)
    writer.member("remainder", score.remainder)
    writer.key("sentences")
    writer.array { writer in
      for sentence in score.sentences {
        writer.object { writer in
          let range = places.text.scalarRange(ofUTF8: sentence.range)
          writer.member("end", range.upperBound)
          writer.member("start", range.lowerBound)
          writer.member("text", article.text.slice(utf8: sentence.range))
          writer.member("weight", sentence.contribution)
        }
      }
    }
    writer.member("state", reason == nil ? "scored" : "abstained")
    if let thresholds = score.thresholds { writer.member("thresholds", score.labels, thresholds) }
  }

  private func write(
    _ term: ArticleScore.Term, to writer: inout JSONWriter, _ places: inout ScalarPlaces
  ) {
    writer.member("block", term.block)
    writer.key("spans")
    writer.array { for range in term.ranges { $0.pair(places.text.scalarRange(ofUTF8: range)) } }
    writer.member("term", term.term)
    writer.key("title_spans")
    writer.array { for range in term.titleRanges { $0.pair(places.title.scalarRange(ofUTF8: range)) } }
    writer.member("weight", term.contribution)
  }
}

/// The offsets of an article's text and title as Unicode scalars.
struct ScalarPlaces {
  var text: TextOffsets
  var title: TextOffsets

  init(_ article: Article) {
    text = TextOffsets(article.text)
    title = TextOffsets(article.title ?? "")
  }
}
