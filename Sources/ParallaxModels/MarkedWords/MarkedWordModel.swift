import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import ParallaxText

/// How much each word is like those that people marked: a logistic regression over term vectors.
///
/// A training example is a word in a text, marked there or not; its features are the word's vector and the
/// logarithm of its frequency, and where the settings name a lexicon, its grades in the categories there. The model
/// is a number for every word that has a vector, so words that no text of the training held are judged by their
/// neighbours and by their categories.
public struct MarkedWordModel: Sendable {
  /// The settings of the training.
  public struct Configuration: Codable, Sendable, Hashable {
    /// C, the inverse of the strength of the penalty.
    public var c: Double
    /// How many components of the vectors are read.
    public var dimension: Int
    /// Into how many parts texts are divided, so that none is scored by a model that knows its marks.
    public var folds: Int
    /// The lexicon whose categories a word is described by too; nil where by its vector alone.
    public var lexicon: WordLexicon.Reference?

    enum CodingKeys: String, CodingKey {
      case c = "C"
      case dimension, folds, lexicon
    }

    /// Creates settings.
    public init(
      c: Double = 1, dimension: Int = 200, folds: Int = 4, lexicon: WordLexicon.Reference? = nil
    ) {
      self.c = c
      self.dimension = dimension
      self.folds = folds
      self.lexicon = lexicon
    }

    /// Reads settings; what is absent has its default.
    public init(from decoder: any Decoder) throws {
      let keys = try decoder.container(keyedBy: CodingKeys.self)
      self.init()
      c = try keys.decodeIfPresent(Double.self, forKey: .c) ?? c
      dimension = try keys.decodeIfPresent(Int.self, forKey: .dimension) ?? dimension
      folds = try keys.decodeIfPresent(Int.self, forKey: .folds) ?? folds
      lexicon = try keys.decodeIfPresent(WordLexicon.Reference.self, forKey: .lexicon)
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``ModelError`` of code `invalid`, naming the setting.
    public func validate() throws(ModelError) {
      guard c > 0, c.isFinite else { throw ModelError(.invalid, "C is \(c); expected a positive number") }
      guard (1...1_000).contains(dimension) else {
        throw ModelError(.invalid, "dimension is \(dimension); expected 1 to 1,000")
      }
      guard (2...100).contains(folds) else {
        throw ModelError(.invalid, "folds is \(folds); expected 2 to 100")
      }
      try lexicon?.validate()
    }
  }

  /// A word of a text that is like those that were marked.
  public struct Finding: Sendable, Hashable {
    /// Where it stands: UTF-8 byte offsets.
    public let range: Range<Int>
    /// The word, in lower case.
    public let word: String
    /// How probable it is that it would be marked.
    public let probability: Double
  }

  /// The words that have a score.
  public let vocabulary: Vocabulary
  /// The log-odds of each word of being marked.
  public let scores: [Float]
  /// The probability from which on a word is found: of the held-out texts the one of the highest F1.
  public let threshold: Float

  /// Finds the places of words.
  private(set) var lookup: WordLookup
  /// The score of each word, and its probability of being marked, 1 / (1 + exp(-score)), side by side: one place to
  /// wait for.
  private let values: [SIMD2<Double>]

  /// Creates a model from what was learnt before.
  ///
  /// - Throws: ``ModelError`` of code `malformed` where there is not one finite score a word.
  public init(vocabulary: Vocabulary, scores: [Float], threshold: Float) throws(ModelError) {
    guard scores.count == vocabulary.count, scores.allSatisfy(\.isFinite), (0...1).contains(threshold) else {
      throw ModelError(
        .malformed, "\(scores.count) scores of marked words for \(vocabulary.count) words; expected as many")
    }
    self.vocabulary = vocabulary
    self.scores = scores
    self.threshold = threshold
    lookup = WordLookup(vocabulary)
    values = scores.map { SIMD2(Double($0), 1 / (1 + exp(-Double($0)))) }
  }

  /// The same model, which finds words by a table that others use too, where it is of the same words.
  func sharing(_ lookup: WordLookup) -> MarkedWordModel {
    guard lookup.vocabulary == vocabulary else { return self }
    var model = self
    model.lookup = lookup
    return model
  }

  /// The words of a text whose probability of being marked reaches the threshold, in text order.
  ///
  /// - Complexity: O(bytes).
  public func findings(in text: String) -> [Finding] { findings(in: FoldedTokens(text)) }

  /// The same of a text whose tokens are known.
  package func findings(in tokens: FoldedTokens) -> [Finding] {
    var findings: [Finding] = []
    for (token, word) in tokens.ids(by: lookup).enumerated() where word >= 0 {
      let probability = values[Int(word)].y
      guard probability >= Double(threshold) else { continue }
      findings.append(
        Finding(range: tokens.places[token], word: tokens.text(of: token), probability: probability))
    }
    return findings
  }

  /// As many tokens of the next part as are asked for: those of most sentences.
  private static let ahead = 32

  /// The names of the numbers that ``pooled(_:)`` gives.
  static let poolNames = ["highest", "second", "mean", "sum", "mean_probability", "any"]

  /// What the scores of a text's words come to: the highest and the second, the mean, the sum and the mean of
  /// probabilities, and the logarithm of the probability that any is marked.
  func pooled(_ slice: TokenSlice) -> [Double] {
    var found = 0
    var (first, second) = (-Double.infinity, -Double.infinity)
    var (sum, probabilities, none) = (0.0, 0.0, 1.0)
    let (words, range) = (slice.tokens.ids(by: lookup), slice.range)
    // Words are all over the table: those of the next part are asked for while these are added up.
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for token in range.upperBound..<min(range.upperBound + Self.ahead, words.count) {
        VectorKernels.prefetch(values + Int(max(0, words[token])))
      }
    }
    for token in range where words[token] >= 0 {
      found += 1
      let (value, probability) = (values[Int(words[token])].x, values[Int(words[token])].y)
      if value > first { (first, second) = (value, first) } else { second = max(second, value) }
      sum += value
      probabilities += probability
      none *= 1 - 0.999 * probability
    }
    guard found > 0 else { return [Double](repeating: 0, count: Self.poolNames.count) }
    let count = Double(found)
    return [
      first, found > 1 ? second : first, sum / count, probabilities, probabilities / count,
      log(1 - none + 1e-3),
    ]
  }
}
