import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// Where the weights of a block's terms start from: those of a model that learnt from other texts.
///
/// The block has the vocabulary, idf and settings of that model. In training its score of an input is one more column,
/// standardised and multiplied by ``weight``; what the learner makes of it is then added to the weights of the terms, so
/// that the classifier reads nothing but terms. (Learning with a Gaussian prior about a multiple of the other model's
/// weights; Daumé III 2007, section 3, calls the column PRED and the prior PRIOR.)
public struct TermPrior: Codable, Sendable, Hashable {
  /// The name or folder of the model: a linear one of two labels, whose pipeline is one vectorizer on the text.
  public var model: String
  /// How much its score counts beside the terms.
  public var weight: Double
  /// The hash (XXH64) of its terms and weights; learnt, and checked where a recipe gives it.
  public var hash: String?

  /// Creates a prior.
  public init(model: String, weight: Double, hash: String? = nil) {
    self.model = model
    self.weight = weight
    self.hash = hash
  }

  /// Checks the weight and that a model is named.
  ///
  /// - Throws: ``ModelError`` of code `invalid`.
  func validate() throws(ModelError) {
    guard !model.isEmpty else { throw ModelError(.invalid, "the prior names no model") }
    guard weight.isFinite, weight > 0 else {
      throw ModelError(.invalid, "the weight of the prior is \(weight); expected a number above 0")
    }
  }
}

/// The terms of a linear model with what each adds to the score of its second label, as a prior takes them.
public struct TermWeights: Sendable, Hashable {
  /// Turns a text into its terms.
  let vectorizer: TFIDFVectorizer
  /// What a term of value 1 adds to the second label's score, less what it adds to the first one's.
  let weights: [Float]
  /// The hash of terms, idf and weights.
  let hash: String

  /// Takes the terms and weights of a classifier.
  ///
  /// - Throws: ``ModelError`` of code `incompatible` where it is no linear one of two labels on one vectorizer.
  public init(_ classifier: TextClassifier) throws(ModelError) {
    guard classifier.features.blocks.count == 1, let block = classifier.features.blocks.first,
      block.isUnscaled,
      case .terms(.text, let vectorizer) = block.source, classifier.features.configuration.mask.isEmpty,
      case .linear(let model) = classifier.model,
      model.classCount == 2, model.link == .softmax
    else {
      throw ModelError(
        .incompatible,
        "the model \(classifier.name) cannot be a prior: expected a linear one of two labels, whose features are those "
          + "of one vectorizer on the text, without a weight, scaling or mask")
    }
    self.init(
      vectorizer, weights: (0..<model.featureCount).map { model.weights[2 * $0 + 1] - model.weights[2 * $0] })
  }

  init(_ vectorizer: TFIDFVectorizer, weights: [Float]) {
    self.vectorizer = vectorizer
    self.weights = weights
    var bytes: [UInt8] = []
    for column in weights.indices { bytes += Array(vectorizer.vocabulary.term(at: column).utf8) + [0] }
    for value in vectorizer.idf + weights {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    hash = XXHash64.digits(bytes)
  }

  /// The score of a text, less the intercept.
  func score(of text: String) -> Double {
    let row = vectorizer.transform(text)
    return zip(row.indices, row.values).reduce(0) { $0 + Double(weights[Int($1.0)]) * Double($1.1) }
  }

  /// Whether two have the same terms, idf and weights, by their hashes.
  public static func == (first: TermWeights, second: TermWeights) -> Bool { first.hash == second.hash }
  /// Feeds the hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
