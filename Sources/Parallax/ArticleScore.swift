import ParallaxArticles
import ParallaxModels
import ParallaxText

/// What one model says of one article, with the words and sentences that made it say so.
public struct ArticleScore: Sendable, Hashable {
  /// A term's part in the score, and where it stands.
  public struct Term: Sendable, Hashable {
    /// The term, or the name of a measure.
    public let term: String
    /// The block of features it belongs to; nil where the model has one alone.
    public let block: String?
    /// What it adds to the decision value of the label; all of them and the intercept sum to it.
    public let contribution: Double
    /// Where it stands in the clean text: UTF-8 offsets.
    public let ranges: [Range<Int>]
    /// Where it stands in the title: UTF-8 offsets.
    public let titleRanges: [Range<Int>]
    /// Whether it is a word or words of the article, not a measure of how the whole is written.
    public var isWording: Bool { !ranges.isEmpty || !titleRanges.isEmpty }
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
  /// The probability from which on each label is given, where labels do not exclude each other; nil where they do.
  public let thresholds: [Double]?
  /// The label, its probabilities, whether the evidence sufficed, and how many words the model knows.
  public let prediction: Prediction
  /// The terms that weighed most for or against the label, the weightiest first.
  public let terms: [Term]
  /// The sentences that spoke most for the label, the weightiest first; at most three.
  public let sentences: [Sentence]
  /// Whether the article hardly looks English, so that the model abstains.
  let isOfOtherLanguage: Bool
  /// The contribution of all terms not listed.
  public let remainder: Double
  /// The intercept of the label.
  public let intercept: Double

  init(_ article: Article, by classifier: TextClassifier, sentences: [Range<Int>], evidenceCount: Int) {
    var measured = SharedMeasures()
    self.init(
      article, ClassifierInput(article.modelInput), by: classifier,
      sentences: SentenceFinder(sentences, article.textStart), evidenceCount: evidenceCount,
      sharing: &measured)
  }

  /// Scores an article whose input and measures other models share.
  init(
    _ article: Article, _ input: ClassifierInput, by classifier: TextClassifier, sentences: SentenceFinder,
    evidenceCount: Int, sharing measured: inout SharedMeasures
  ) {
    let score = classifier.parts(of: input, sharing: &measured)
    let textStart = article.textStart
    let listed = score.largest(evidenceCount)
    model = classifier.name
    labels = classifier.labels
    thresholds = classifier.isMultiLabel ? classifier.thresholds : nil
    prediction = score.prediction
    isOfOtherLanguage = classifier.isOfOtherLanguage(input.text, prediction.coverage)
    terms = listed.map { entry in
      let part = score.parts[entry]
      let places = part.places.map { Int(score.starts[$0])..<Int(score.ends[$0]) }
      return Term(
        term: classifier.term(of: part, in: score), block: classifier.blockName(of: part),
        contribution: part.amount,
        ranges: places.filter { $0.lowerBound >= textStart }.map {
          ($0.lowerBound - textStart)..<($0.upperBound - textStart)
        },
        titleRanges: places.filter { $0.upperBound < textStart })
    }
    remainder = score.remainder(without: listed)
    intercept = score.baseline
    self.sentences = sentences.ranges.isEmpty ? [] : Self.weightiest(sentences, score)
  }

  private static func weightiest(_ sentences: SentenceFinder, _ score: ScoreParts) -> [Sentence] {
    let sums = score.amounts(bySentenceOf: sentences)
    let order = sums.indices.filter { sums[$0] > 0 }.sorted {
      sums[$0] == sums[$1] ? $0 < $1 : sums[$0] > sums[$1]
    }
    return order.prefix(3).map { Sentence(range: sentences.ranges[$0], contribution: sums[$0]) }
  }
}
