import ParallaxArticles
import ParallaxModels
import ParallaxText

/// What one model says of one article, with the words and sentences that made it say so.
public struct ArticleScore: Sendable, Hashable {
  /// A term's part in the score, and where it stands.
  public struct Term: Sendable, Hashable {
    /// The term.
    public let term: String
    /// What it adds to the decision value of the label; all of them and the intercept sum to it.
    public let contribution: Double
    /// Where it stands in the clean text: UTF-8 offsets.
    public let ranges: [Range<Int>]
    /// Where it stands in the title: UTF-8 offsets.
    public let titleRanges: [Range<Int>]
  }

  /// A sentence's part in the score: the sum of its terms' contributions, each shared evenly among the
  /// places where the term stands.
  public struct Sentence: Sendable, Hashable {
    /// Where it stands in the clean text: UTF-8 offsets.
    public let range: Range<Int>
    /// What it adds to the decision value of the label.
    public let contribution: Double
  }

  /// The name of the model.
  public let model: String
  /// The labels of the model, in its order.
  public let labels: [String]
  /// The label, its probabilities, whether the evidence sufficed, and how many words the model knows.
  public let prediction: Prediction
  /// The terms that weighed most for or against the label, the weightiest first.
  public let terms: [Term]
  /// The sentences that spoke most for the label, the weightiest first; at most three.
  public let sentences: [Sentence]
  /// The contribution of all terms not listed.
  public let remainder: Double
  /// The intercept of the label.
  public let intercept: Double

  init(_ article: Article, by classifier: TextClassifier, sentences: [Range<Int>], evidenceCount: Int) {
    let explanation = classifier.explain(article.modelInput, top: sentences.isEmpty ? evidenceCount : .max)
    let textStart = article.title.map { $0.utf8.count + 1 } ?? 0
    let all = explanation.contributions.map { part in
      Term(
        term: part.term, contribution: part.contribution,
        ranges: part.ranges.filter { $0.lowerBound >= textStart }.map {
          ($0.lowerBound - textStart)..<($0.upperBound - textStart)
        },
        titleRanges: part.ranges.filter { $0.upperBound < textStart })
    }
    model = classifier.name
    labels = classifier.labels
    prediction = explanation.prediction
    terms = Array(all.prefix(evidenceCount))
    remainder = explanation.remainder + all.dropFirst(evidenceCount).reduce(0) { $0 + $1.contribution }
    intercept = explanation.intercept
    self.sentences = ArticleScore.weightiest(sentences, all)
  }

  private static func weightiest(_ sentences: [Range<Int>], _ terms: [Term]) -> [Sentence] {
    var sums = [Double](repeating: 0, count: sentences.count)
    for term in terms {
      let places = term.ranges.count + term.titleRanges.count
      for range in term.ranges {
        // Sentences ascend and do not overlap: the last that starts at or before the term may hold it.
        var low = 0
        var high = sentences.count
        while low < high {
          let middle = (low + high) / 2
          if sentences[middle].lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        if low > 0, range.upperBound <= sentences[low - 1].upperBound {
          sums[low - 1] += term.contribution / Double(places)
        }
      }
    }
    let order = sums.indices.filter { sums[$0] > 0 }.sorted {
      sums[$0] == sums[$1] ? $0 < $1 : sums[$0] > sums[$1]
    }
    return order.prefix(3).map { Sentence(range: sentences[$0], contribution: sums[$0]) }
  }
}
