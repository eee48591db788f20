import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// A classifier of texts: TF-IDF, a linear model, labels, and the knowledge of when to abstain.
///
/// P(label k | text) = softmax(β z)_k with z_k = b_k + Σ_j w_jk x_j, x the text's TF-IDF row and β the
/// calibration (an inverse temperature; 1 where there is none). A label says which training examples the
/// wording resembles. The same text gives the same prediction on any thread.
public struct TextClassifier: Sendable {
  /// The name of the model.
  public let name: String
  /// Turns a text into its row.
  public let vectorizer: TFIDFVectorizer
  /// Weights and intercepts.
  public let model: LinearModel
  /// The labels in the order of the model's classes.
  public let labels: [String]
  /// The factor β that scores are multiplied by before they become probabilities; above 0.
  public let calibration: Double?
  /// How much of a text must be known; else the prediction abstains.
  public let evidence: EvidenceRequirement
  /// What the model's card says.
  public let description: ModelDescription?

  /// Puts a classifier together.
  ///
  /// - Parameters:
  ///   - name: Lowercase letters, digits, `.`, `_` and `-`.
  ///   - vectorizer: A vectorizer with as many terms as the model has features.
  ///   - model: A model with as many classes as there are labels.
  ///   - labels: The labels, all different.
  ///   - calibration: The factor β fitted on validation data.
  ///   - evidence: How much of a text must be known.
  ///   - description: What the card says; of the same name and labels.
  /// - Throws: ``ModelError`` of code `incompatible` where the parts do not fit together, or `invalid`.
  public init(
    name: String, vectorizer: TFIDFVectorizer, model: LinearModel, labels: [String],
    calibration: Double? = nil, evidence: EvidenceRequirement = EvidenceRequirement(),
    description: ModelDescription? = nil
  ) throws(ModelError) {
    try ModelDescription.validate(name: name)
    try ModelDescription.validate(labels: labels)
    try evidence.validate()
    try description?.validate()
    guard labels.count == model.classCount else {
      throw ModelError(.incompatible, "\(labels.count) labels for a model of \(model.classCount) classes")
    }
    guard vectorizer.vocabulary.count == model.featureCount else {
      throw ModelError(
        .incompatible,
        "a vocabulary of \(vectorizer.vocabulary.count) terms for a model of \(model.featureCount) features")
    }
    if let calibration, !(calibration.isFinite && calibration > 0) {
      throw ModelError(.invalid, "a calibration of \(calibration); expected a finite number above 0")
    }
    if let description, description.name != name || description.labels != labels {
      throw ModelError(
        .incompatible,
        "the description is of \"\(description.name)\" with labels \(description.labels); expected "
          + "\"\(name)\" with \(labels)")
    }
    self.name = name
    self.vectorizer = vectorizer
    self.model = model
    self.labels = labels
    self.calibration = calibration
    self.evidence = evidence
    self.description = description
  }

  /// Says which label's training examples the wording of a text resembles.
  ///
  /// - Complexity: O(bytes + terms · labels).
  public func classify(_ text: String) -> Prediction {
    prediction(of: text, scores: model.decisionValues(of: vectorizer.transform(text)))
  }

  /// Takes the score of the most probable label apart into terms.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - top: The number of terms to list at most.
  public func explain(_ text: String, top: Int) -> Explanation {
    let row = vectorizer.transform(text)
    let scores = model.decisionValues(of: row)
    let prediction = prediction(of: text, scores: scores)
    let index = labels.firstIndex(of: prediction.label) ?? 0
    return explanation(of: text, row: row, scores: scores, prediction: prediction, label: index, top: top)
  }

  /// Takes the score of a label apart into terms.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - label: One of ``labels``.
  ///   - top: The number of terms to list at most.
  /// - Throws: ``ModelError`` of code `incompatible` for a label the model does not have.
  public func explain(_ text: String, label: String, top: Int) throws(ModelError) -> Explanation {
    guard let index = labels.firstIndex(of: label) else {
      throw ModelError(
        .incompatible,
        "the model \(name) has no label \"\(label)\", only \(labels.joined(separator: ", "))")
    }
    let row = vectorizer.transform(text)
    let scores = model.decisionValues(of: row)
    let prediction = prediction(of: text, scores: scores)
    return explanation(of: text, row: row, scores: scores, prediction: prediction, label: index, top: top)
  }

  // MARK: Parts

  private func prediction(of text: String, scores: [Double]) -> Prediction {
    let counts = vectorizer.tokenCounts(in: text)
    let coverage = VocabularyCoverage(known: counts.known, total: counts.total)
    let probabilities = probabilities(from: scores)
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] { best = index }
    return Prediction(
      label: labels[best], probabilities: probabilities,
      state: evidence.shortfall(of: coverage, probabilities: probabilities).map { .abstained(reason: $0) }
        ?? .scored, coverage: coverage)
  }

  private func probabilities(from scores: [Double]) -> [Double] {
    let scaled = scores.map { $0 * (calibration ?? 1) }
    let largest = scaled.max() ?? 0
    let exponentials = scaled.map { exp($0 - largest) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }

  private func explanation(
    of text: String, row: SparseVector, scores: [Double], prediction: Prediction, label: Int, top: Int
  ) -> Explanation {
    let weights = row.indices.map { Double(model.weights[Int($0) * model.classCount + label]) }
    let amounts = zip(weights, row.values).map { $0 * Double($1) }
    let order = amounts.indices.sorted {
      (abs(amounts[$1]), row.indices[$0]) < (abs(amounts[$0]), row.indices[$1])
    }
    let listed = order.prefix(max(0, top))
    let places = ranges(of: Set(listed.map { Int(row.indices[$0]) }), in: text)
    return Explanation(
      label: labels[label], prediction: prediction,
      contributions: listed.map { entry in
        let column = Int(row.indices[entry])
        return TermContribution(
          term: vectorizer.vocabulary.term(at: column), weight: weights[entry],
          value: Double(row.values[entry]), ranges: places[column] ?? [])
      },
      remainder: order.dropFirst(listed.count).reduce(0) { $0 + amounts[$1] },
      intercept: Double(model.intercepts[label]), decisionValue: scores[label])
  }

  private func ranges(of columns: Set<Int>, in text: String) -> [Int: [Range<Int>]] {
    guard !columns.isEmpty else { return [:] }
    var ranges: [Int: [Range<Int>]] = [:]
    for occurrence in vectorizer.occurrences(in: text) where columns.contains(Int(occurrence.term)) {
      ranges[Int(occurrence.term), default: []].append(occurrence.range)
    }
    return ranges
  }
}
