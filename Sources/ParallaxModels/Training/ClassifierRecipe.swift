import Foundation
import ParallaxFeatures
import ParallaxLearning

/// All that decides a classifier apart from its data: the content of a training configuration file.
///
/// Every key may be left out. Settings of vectorizers and learners have scikit-learn's names.
///
/// ```json
/// {
///   "description": {"name": "leaning", "version": "1", "task": "…", "labels": ["left", "center", "right"]},
///   "vectorizer": {"min_df": 5, "sublinear_tf": true},
///   "learner": {"kind": "logistic_regression", "C": 3},
///   "multi_label": false,
///   "evidence": {"minimum_known_tokens": 20, "minimum_known_share": 0.3},
///   "mask": {"outlets": true, "datelines": true, "agencies": true},
///   "minimum_group_frequency": 3,
///   "group_weight": "sqrt",
///   "calibration": "temperature",
///   "calibration_folds": 5,
///   "abstain_at_risk": 0.1,
///   "tune_thresholds": false
/// }
/// ```
///
/// Instead of one vectorizer, `features` lists blocks of features (see ``FeatureBlock``).
public struct ClassifierRecipe: Sendable, Hashable {
  /// Name, labels and the words of the card; without labels those of the data are taken, in byte order.
  public var description: ModelDescription
  /// The blocks of features, and what is masked.
  public var features: FeaturePipeline.Configuration
  /// The learner and its settings.
  public var learner: LearnerConfiguration
  /// Whether an example may have several labels, or none.
  public var isMultiLabel: Bool
  /// How much of a text must be known for a score.
  public var evidence: EvidenceRequirement
  /// The least number of outlets a term must occur in; 1 keeps every term.
  ///
  /// What one outlet alone says tells that outlet, not the label. The limits of the vectorizer come first.
  public var minimumGroupFrequency: Int
  /// How much the texts of an outlet count.
  public var groupWeight: GroupWeight
  /// How scores become probabilities; labels that do not exclude each other know no temperature.
  public var calibration: ScoreCalibration.Method
  /// The number of folds over which calibration and threshold are fitted; below 2 is none.
  public var calibrationFolds: Int
  /// The share of errors from which on the model abstains; nil sets no threshold.
  public var abstentionRisk: Double?
  /// Whether each label has the threshold of the best F1 on held-out scores, of labels that do not exclude
  /// each other; else it is one half.
  public var tunesThresholds: Bool
  /// What the folds keep together; nil is the strictest that the data's fields allow.
  public var grouping: SplitGrouping?

  /// What is asked where a recipe says nothing: one known word, because the length of texts is not known.
  public static let standardEvidence = EvidenceRequirement(minimumKnownTokens: 1, minimumKnownShare: 0)

  /// Creates a recipe.
  public init(
    description: ModelDescription = ModelDescription(
      name: ModelDescription.standardName, version: "1", task: "", labels: []),
    features: FeaturePipeline.Configuration = .init(vectorizer: .init()),
    learner: LearnerConfiguration = .logisticRegression(.init()), isMultiLabel: Bool = false,
    evidence: EvidenceRequirement = Self.standardEvidence, minimumGroupFrequency: Int = 1,
    groupWeight: GroupWeight = .none, calibration: ScoreCalibration.Method? = nil,
    calibrationFolds: Int = 5, abstentionRisk: Double? = nil, tunesThresholds: Bool = false,
    grouping: SplitGrouping? = nil
  ) {
    self.description = description
    self.features = features
    self.learner = learner
    self.isMultiLabel = isMultiLabel
    self.evidence = evidence
    self.minimumGroupFrequency = minimumGroupFrequency
    self.groupWeight = groupWeight
    self.calibration = calibration ?? (isMultiLabel ? .platt : .temperature)
    self.calibrationFolds = calibrationFolds
    self.abstentionRisk = abstentionRisk
    self.tunesThresholds = tunesThresholds
    self.grouping = grouping
  }

  /// The seed of everything random in a training: the learner's, 0 for one that draws nothing.
  public var seed: UInt64 { learner.seed ?? 0 }

  /// Reads a recipe from a file of JSON.
  ///
  /// - Throws: ``ModelError`` of code `missing`, `io` or `malformed`, naming the file and the key at fault.
  public init(contentsOf path: String) throws(ModelError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ModelError(.missing, "no such file; expected a training configuration in JSON", path: path)
    }
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path)) } catch {
      throw ModelError(.io, "cannot be read: \(error.localizedDescription)", path: path)
    }
    do throws(ModelError) { try self.init(json: data) } catch { throw error.located(at: path) }
  }

  /// Reads a recipe from JSON.
  ///
  /// - Throws: ``ModelError`` of code `malformed` or `invalid`, naming the key at fault.
  public init(json: Data) throws(ModelError) {
    do {
      self = try JSONDecoder().decode(ClassifierRecipe.self, from: json)
      try checkKeys(of: json)
      try validate()
    } catch let error as DecodingError {
      throw ModelError(.malformed, "not a training configuration: \(error.reason)")
    } catch let error as ModelError {
      throw error
    } catch {
      throw ModelError(.malformed, "not a training configuration: \(error)")
    }
  }

  /// Checks that every setting is in its range.
  ///
  /// - Throws: ``ModelError`` of code `invalid`, naming the setting.
  public func validate() throws(ModelError) {
    do throws(TrainingError) { try learner.validate() } catch { throw ModelError(.invalid, error.message) }
    try features.validate()
    try description.validate()
    try evidence.validate()
    guard minimumGroupFrequency >= 1 else {
      throw ModelError(
        .invalid, "minimum_group_frequency is \(minimumGroupFrequency); expected at least 1, which keeps all")
    }
    guard !isMultiLabel || calibration != .temperature else {
      throw ModelError(
        .invalid,
        "calibration \"temperature\" is for labels that exclude each other; with multi_label take platt, "
          + "isotonic or none")
    }
    guard !tunesThresholds || (isMultiLabel && calibrationFolds >= 2) else {
      throw ModelError(
        .invalid, "tune_thresholds is for multi_label, and needs calibration_folds of 2 or more")
    }
    if let abstentionRisk {
      guard abstentionRisk > 0, abstentionRisk < 1, !isMultiLabel else {
        throw ModelError(
          .invalid,
          "abstain_at_risk is \(abstentionRisk); expected more than 0 and less than 1, without multi_label")
      }
      guard calibrationFolds >= 2 else {
        throw ModelError(
          .invalid, "abstain_at_risk needs held-out scores: set calibration_folds to 2 or more")
      }
    }
  }
}

extension ClassifierRecipe: Codable {
  private enum CodingKeys: String, CodingKey {
    case description, vectorizer, features, mask, learner, evidence, calibration, grouping
    case isMultiLabel = "multi_label"
    case minimumGroupFrequency = "minimum_group_frequency"
    case groupWeight = "group_weight"
    case calibrationFolds = "calibration_folds"
    case abstentionRisk = "abstain_at_risk"
    case tunesThresholds = "tune_thresholds"
  }

  /// Reads a recipe; what is absent has its default.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    let mask = try keys.decodeIfPresent(TextMask.self, forKey: .mask) ?? TextMask()
    let blocks = try keys.decodeIfPresent([FeatureBlock].self, forKey: .features)
    let vectorizer = try keys.decodeIfPresent(TFIDFVectorizer.Configuration.self, forKey: .vectorizer)
    guard blocks == nil || vectorizer == nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .features, in: keys, debugDescription: "give either features or vectorizer, not both")
    }
    self.init(
      description: try keys.decodeIfPresent(ModelDescription.self, forKey: .description)
        ?? ClassifierRecipe().description,
      features: blocks.map { .init(blocks: $0, mask: mask) }
        ?? .init(vectorizer: vectorizer ?? .init(), mask: mask),
      learner: try keys.decodeIfPresent(LearnerConfiguration.self, forKey: .learner)
        ?? .logisticRegression(.init()),
      isMultiLabel: try keys.decodeIfPresent(Bool.self, forKey: .isMultiLabel) ?? false,
      evidence: try keys.decodeIfPresent(EvidenceRequirement.self, forKey: .evidence)
        ?? Self.standardEvidence,
      minimumGroupFrequency: try keys.decodeIfPresent(Int.self, forKey: .minimumGroupFrequency) ?? 1,
      groupWeight: try keys.decodeIfPresent(GroupWeight.self, forKey: .groupWeight) ?? .none,
      calibration: try keys.decodeIfPresent(ScoreCalibration.Method.self, forKey: .calibration),
      calibrationFolds: try keys.decodeIfPresent(Int.self, forKey: .calibrationFolds) ?? 5,
      abstentionRisk: try keys.decodeIfPresent(Double.self, forKey: .abstentionRisk),
      tunesThresholds: try keys.decodeIfPresent(Bool.self, forKey: .tunesThresholds) ?? false,
      grouping: try keys.decodeIfPresent(SplitGrouping.self, forKey: .grouping))
  }

  /// Writes every setting.
  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(description, forKey: .description)
    if let vectorizer = features.plainVectorizer {
      try keys.encode(vectorizer, forKey: .vectorizer)
    } else {
      try keys.encode(features.blocks, forKey: .features)
    }
    try keys.encode(features.mask, forKey: .mask)
    try keys.encode(learner, forKey: .learner)
    try keys.encode(isMultiLabel, forKey: .isMultiLabel)
    try keys.encode(evidence, forKey: .evidence)
    try keys.encode(minimumGroupFrequency, forKey: .minimumGroupFrequency)
    try keys.encode(groupWeight, forKey: .groupWeight)
    try keys.encode(calibration, forKey: .calibration)
    try keys.encode(calibrationFolds, forKey: .calibrationFolds)
    try keys.encodeIfPresent(abstentionRisk, forKey: .abstentionRisk)
    if isMultiLabel { try keys.encode(tunesThresholds, forKey: .tunesThresholds) }
    try keys.encodeIfPresent(grouping, forKey: .grouping)
  }
}
