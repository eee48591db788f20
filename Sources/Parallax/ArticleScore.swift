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
    prediction = score.prediction.heedingLanguage(of: article.text)
    isOfOtherLanguage = prediction != score.prediction
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
    self.sentences = sentences.isEmpty ? [] : Self.weightiest(sentences, score)
  }

  private static func weightiest(_ sentences: SentenceFinder, _ score: ScoreParts) -> [Sentence] {
    // What is in no sentence goes to one more, which takes no branch.
    var sums = [Double](repeating: 0, count: sentences.ranges.count + 1)
    sums.withUnsafeMutableBufferPointer { sums in
      score.starts.withUnsafeBufferPointer { starts in
        score.ends.withUnsafeBufferPointer { ends in
          for part in score.parts where !part.places.isEmpty {
            var count = part.places.count
            // A term that runs from the title into the text belongs to neither; places ascend, so that the first tells
            // whether there is any to look for.
            if sentences.isInTitle(starts[part.places.lowerBound]) {
              for place in part.places where sentences.isBetween(starts[place], ends[place]) { count -= 1 }
            }
            let share = part.amount / Double(count)
            for place in part.places {
              sums[sentences.sentence(from: starts[place], to: ends[place])] += share
            }
          }
        }
      }
    }
    let order = sentences.ranges.indices.filter { sums[$0] > 0 }.sorted {
      sums[$0] == sums[$1] ? $0 < $1 : sums[$0] > sums[$1]
    }
    return order.prefix(3).map { Sentence(range: sentences.ranges[$0], contribution: sums[$0]) }
  }
}

/// Finds the sentence around a place of what models read of an article: by a table of the sentence of every byte.
struct SentenceFinder {
  /// The sentences: UTF-8 offsets into the text.
  let ranges: [Range<Int>]
  private let textStart: Int32
  /// The sentence of each byte of the text, the number of sentences for none.
  private let table: [Int32]
  /// Where each sentence ends in what models read, and behind them the end of none.
  private let ends: [Int32]

  /// Whether there is no sentence.
  var isEmpty: Bool { ranges.isEmpty }

  /// Creates a finder of sentences, which ascend and lie apart, of a text that begins at an offset of what models read.
  init(_ ranges: [Range<Int>], _ textStart: Int) {
    self.ranges = ranges
    self.textStart = Int32(clamping: textStart)
    ends = ranges.map { Int32(clamping: $0.upperBound + textStart) } + [.max]
    let end = ranges.last?.upperBound ?? 0
    table = [Int32](unsafeUninitializedCapacity: end) { table, written in
      table.initialize(repeating: Int32(clamping: ranges.count))
      for (sentence, range) in ranges.enumerated() {
        for place in range { table[place] = Int32(truncatingIfNeeded: sentence) }
      }
      written = end
    }
  }

  /// Whether a place begins in the title.
  @inline(__always) func isInTitle(_ low: Int32) -> Bool { low < textStart }

  /// Whether a place begins in the title and ends in the text.
  @inline(__always) func isBetween(_ low: Int32, _ high: Int32) -> Bool {
    low < textStart && high >= textStart
  }

  /// The sentence that holds a place whole; the number of sentences where none does.
  @inline(__always) func sentence(from low: Int32, to high: Int32) -> Int {
    let start = Int(low &- textStart)
    guard start >= 0, start < table.count else { return ranges.count }
    let sentence = Int(table[start])
    return high <= ends[sentence] ? sentence : ranges.count
  }
}
