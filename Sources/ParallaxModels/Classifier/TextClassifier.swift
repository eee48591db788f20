import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// A classifier of texts: a feature pipeline, a model, labels, and the knowledge of when to abstain.
///
/// The pipeline turns an input into a row x, the model the row into scores z, and the calibration the scores
/// into probabilities; without one they are the model's own, such as softmax(z). A label says which training
/// examples the wording resembles. The same input gives the same prediction, alone or in a batch, on any
/// number of threads.
public struct TextClassifier: Sendable {
  /// The name of the model.
  public let name: String
  /// Turns an input into its row.
  public private(set) var features: FeaturePipeline
  /// Turns a row into scores.
  public let model: TrainedModel
  /// The labels in the order of the model's classes.
  public let labels: [String]
  /// Turns scores into probabilities; nil where the model's own are taken.
  public let calibration: ScoreCalibration?
  /// How much of a text must be known; else the prediction abstains.
  public let evidence: EvidenceRequirement
  /// The probability from which on each label is given, where labels do not exclude each other; one half each
  /// unless fitted otherwise.
  public let thresholds: [Double]
  /// Whether an input may have several labels, or none.
  public let isMultiLabel: Bool
  /// What the model's card says.
  public let description: ModelDescription?
  /// What the model was made of; nil for one put together by hand.
  public let provenance: ModelProvenance?

  /// Puts a classifier together.
  ///
  /// - Parameters:
  ///   - name: Lowercase letters, digits, `.`, `_` and `-`.
  ///   - features: A pipeline with as many columns as the model has features.
  ///   - model: A model with as many classes as there are labels.
  ///   - labels: The labels, all different.
  ///   - calibration: What was fitted on held-out data.
  ///   - evidence: How much of a text must be known.
  ///   - thresholds: The probability from which on each label is given, of labels that do not exclude each
  ///     other; nil is one half each.
  ///   - description: What the card says; of the same name and labels.
  ///   - provenance: What the model was made of.
  /// - Throws: ``ModelError`` of code `incompatible` where the parts do not fit together, or `invalid`.
  public init(
    name: String, features: FeaturePipeline, model: TrainedModel, labels: [String],
    calibration: ScoreCalibration? = nil, evidence: EvidenceRequirement = EvidenceRequirement(),
    thresholds: [Double]? = nil, description: ModelDescription? = nil, provenance: ModelProvenance? = nil
  ) throws(ModelError) {
    try ModelDescription.validate(name: name)
    try ModelDescription.validate(labels: labels)
    try evidence.validate()
    try description?.validate()
    guard labels.count == model.classCount else {
      throw ModelError(.incompatible, "\(labels.count) labels for a model of \(model.classCount) classes")
    }
    guard features.featureCount == model.featureCount else {
      throw ModelError(
        .incompatible,
        "a pipeline of \(features.featureCount) columns for a model of \(model.featureCount) features")
    }
    try Self.check(calibration, model)
    guard
      thresholds.map({
        $0.count == labels.count && $0.allSatisfy((0...1).contains) && model.link == .independent
      })
        ?? true
    else {
      throw ModelError(
        .incompatible,
        "thresholds \(thresholds ?? []) for \(labels.count) labels; expected one of 0 to 1 each, of labels "
          + "that do not exclude each other")
    }
    if let description, description.name != name || description.labels != labels {
      throw ModelError(
        .incompatible,
        "the description is of \"\(description.name)\" with labels \(description.labels); expected "
          + "\"\(name)\" with \(labels)")
    }
    self.name = name
    self.features = features
    self.model = model
    self.labels = labels
    self.calibration = calibration
    self.evidence = evidence
    self.thresholds = thresholds ?? labels.map { _ in 0.5 }
    self.description = description
    self.provenance = provenance
    isMultiLabel = model.link == .independent
  }

  private static func check(_ calibration: ScoreCalibration?, _ model: TrainedModel) throws(ModelError) {
    let expected = ScoreCalibration.calibratorCount(
      classCount: model.classCount, isExclusive: model.link != .independent)
    let found: Int
    switch calibration {
    case nil: return
    case .temperature:
      guard model.link != .independent else {
        throw ModelError(.incompatible, "a temperature for labels that do not exclude each other")
      }
      return
    case .platt(let calibrators): found = calibrators.count
    case .isotonic(let calibrators): found = calibrators.count
    }
    guard found == expected else {
      throw ModelError(
        .incompatible, "\(found) calibrators for \(model.classCount) classes; expected \(expected)")
    }
  }

  /// The same classifier, which finds words by a table that others use too, where it is of the words it knows.
  package func sharing(_ lookup: WordLookup) -> TextClassifier {
    var classifier = self
    classifier.features = features.sharing(lookup)
    return classifier
  }

  /// Says which label's training examples the wording of a text resembles.
  ///
  /// - Complexity: O(bytes + terms · labels).
  public func classify(_ text: String) -> Prediction { classify(ClassifierInput(text)) }

  /// Says which label's training examples an input resembles.
  ///
  /// An input that lacks what the model reads (``FeaturePipeline/missing(in:)``) abstains, and so does a text that
  /// hardly looks English where the model's description says that it learnt from English.
  public func classify(_ input: ClassifierInput) -> Prediction {
    let (row, coverage) = features.row(of: input)
    return prediction(of: input, scores: model.decisionValues(of: row), coverage: coverage)
  }

  /// The predictions of inputs, in their order; the same as one at a time.
  public func classify(_ inputs: [ClassifierInput], threads: Int = 1) -> [Prediction] {
    let size = FeaturePipeline.partSize(of: inputs.count, threads: threads)
    let starts = Array(stride(from: 0, to: inputs.count, by: size))
    let parts = concurrentMap(starts, threads: threads) { start in
      predictions(of: inputs[start..<min(start + size, inputs.count)], tokens: nil)
    }
    return Array(parts.joined())
  }

  /// The predictions of inputs whose tokens are known, and perhaps their words, in their order; the same as without.
  package func classify(
    _ inputs: [ClassifierInput], tokens: [TokenSlice], words: PartedWords? = nil
  ) -> [Prediction] {
    predictions(of: inputs[...], tokens: tokens, words: words)
  }

  private func predictions(
    of inputs: ArraySlice<ClassifierInput>, tokens: [TokenSlice]?, words: PartedWords? = nil
  ) -> [Prediction] {
    if case .linear(let model) = model,
      let scores = features.scores(of: inputs, tokens: tokens, words: words, by: model)
    {
      return zip(inputs.indices, scores.coverage).map { index, coverage in
        let row = index - inputs.startIndex
        return prediction(
          of: inputs[index], scores: Array(scores.values[row * labels.count..<(row + 1) * labels.count]),
          coverage: coverage)
      }
    }
    let rows = features.rows(of: inputs, tokens: tokens)
    let scores = model.decisionValues(of: rows.matrix, threads: 1)
    return inputs.indices.map { index in
      let row = index - inputs.startIndex
      return prediction(
        of: inputs[index], scores: Array(scores[row * labels.count..<(row + 1) * labels.count]),
        coverage: rows.coverage?[row])
    }
  }

  /// The probabilities of the labels for the scores of a row.
  public func probabilities(ofScores scores: [Double]) -> [Double] {
    calibration?.probabilities(of: scores, isExclusive: !isMultiLabel)
      ?? model.link.probabilities(of: scores)
  }

  func prediction(
    of input: ClassifierInput, scores: [Double], coverage: VocabularyCoverage?
  ) -> Prediction {
    let probabilities = probabilities(ofScores: scores)
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] { best = index }
    let reason =
      features.missing(in: input).map { "the input lacks \($0)" }
      ?? features.shortfall(of: input) ?? shortfall(ofLanguageOf: input.text, coverage)
      ?? evidence.shortfall(of: coverage, probabilities: probabilities, isExclusive: !isMultiLabel)
    return Prediction(
      label: labels[best],
      labels: isMultiLabel
        ? probabilities.indices.filter { probabilities[$0] >= thresholds[$0] }.map { labels[$0] }
        : [labels[best]],
      probabilities: probabilities, state: reason.map { .abstained(reason: $0) } ?? .scored,
      coverage: coverage ?? VocabularyCoverage(known: 0, total: 0))
  }
}
