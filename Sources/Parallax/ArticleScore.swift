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
  /// The contribution of all terms not listed.
  public let remainder: Double
  /// The intercept of the label.
  public let intercept: Double

  init(_ article: Article, by classifier: TextClassifier, sentences: [Range<Int>], evidenceCount: Int) {
    var measured = SharedMeasures()
    self.init(
      article, ClassifierInput(article.modelInput), by: classifier, sentences: sentences,
      evidenceCount: evidenceCount, sharing: &measured)
  }

  /// Scores an article whose input and measures other models share.
  init(
    _ article: Article, _ input: ClassifierInput, by classifier: TextClassifier, sentences: [Range<Int>],
    evidenceCount: Int, sharing measured: inout SharedMeasures
  ) {
    let score = classifier.parts(of: input, sharing: &measured)
    let textStart = article.title.map { $0.utf8.count + 1 } ?? 0
    let listed = score.largest(evidenceCount)
    model = classifier.name
    labels = classifier.labels
    thresholds = classifier.isMultiLabel ? classifier.thresholds : nil
    prediction = score.prediction
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
    self.sentences = sentences.isEmpty ? [] : Self.weightiest(sentences, score, textStart)
  }

  private static func weightiest(
    _ sentences: [Range<Int>], _ score: ScoreParts, _ textStart: Int
  ) -> [Sentence] {
    var sums = [Double](repeating: 0, count: sentences.count)
    let finder = SentenceFinder(sentences, textStart)
    for part in score.parts where !part.places.isEmpty {
      // A term that runs from the title into the text belongs to neither.
      let count = part.places.count { place in
        Int(score.starts[place]) >= textStart || Int(score.ends[place]) < textStart
      }
      let share = part.amount / Double(count)
      for place in part.places {
        let sentence = finder.sentence(from: Int(score.starts[place]), to: Int(score.ends[place]))
        if sentence >= 0 { sums[sentence] += share }
      }
    }
    let order = sums.indices.filter { sums[$0] > 0 }.sorted {
      sums[$0] == sums[$1] ? $0 < $1 : sums[$0] > sums[$1]
    }
    return order.prefix(3).map { Sentence(range: sentences[$0], contribution: sums[$0]) }
  }
}

/// Finds the sentence around a place of a text: by a table of which sentence is the last to begin before every 32nd
/// byte, then step by step.
private struct SentenceFinder {
  private let sentences: [Range<Int>]
  private let textStart: Int
  /// For each stretch of 32 bytes the last sentence that begins at or before its first byte, -1 for none.
  private var table: [Int32] = []

  init(_ sentences: [Range<Int>], _ textStart: Int) {
    self.sentences = sentences
    self.textStart = textStart
    let end = sentences.last?.upperBound ?? 0
    table.reserveCapacity(end / 32 + 1)
    var sentence: Int32 = -1
    for start in stride(from: 0, through: end, by: 32) {
      while Int(sentence) + 1 < sentences.count, sentences[Int(sentence) + 1].lowerBound <= start {
        sentence += 1
      }
      table.append(sentence)
    }
  }

  /// The sentence that holds a place whole, or -1.
  func sentence(from low: Int, to high: Int) -> Int {
    let (start, end) = (low - textStart, high - textStart)
    guard start >= 0, start / 32 < table.count else { return -1 }
    var sentence = Int(table[start / 32])
    while sentence + 1 < sentences.count, sentences[sentence + 1].lowerBound <= start { sentence += 1 }
    return sentence >= 0 && end <= sentences[sentence].upperBound ? sentence : -1
  }
}
