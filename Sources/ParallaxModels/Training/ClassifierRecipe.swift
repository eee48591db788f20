import Foundation
import ParallaxFeatures
import ParallaxLearning

/// All that decides a text classifier apart from its data: the content of a training configuration file.
///
/// ```json
/// {
///   "description": {"name": "leaning", "version": "1", "task": "…", "labels": ["left", "center", "right"]},
///   "vectorizer": {"min_df": 5, "sublinear_tf": true},
///   "learner": {"C": 3},
///   "evidence": {"minimum_known_tokens": 20, "minimum_known_share": 0.3},
///   "minimum_group_frequency": 3,
///   "group_weight": "sqrt",
///   "calibration_folds": 5
/// }
/// ```
public struct ClassifierRecipe: Sendable, Codable, Hashable {
  /// Name, labels and the words of the card.
  public var description: ModelDescription
  /// The settings of the vectorizer.
  public var vectorizer: TFIDFVectorizer.Configuration
  /// The settings of the logistic regression.
  public var learner: LogisticRegression.Configuration
  /// How much of a text must be known for a score.
  public var evidence: EvidenceRequirement
  /// The least number of groups (outlets, events) a term must occur in; 1 keeps every term.
  ///
  /// What one outlet alone says tells that outlet, not the label. The limits of the vectorizer come first.
  public var minimumGroupFrequency: Int
  /// How much the texts of a group count.
  public var groupWeight: GroupWeight
  /// The number of folds over which the calibration is fitted; below 2 is none.
  public var calibrationFolds: Int

  enum CodingKeys: String, CodingKey {
    case description, vectorizer, learner, evidence
    case minimumGroupFrequency = "minimum_group_frequency"
    case groupWeight = "group_weight"
    case calibrationFolds = "calibration_folds"
  }

  /// Creates a recipe.
  public init(
    description: ModelDescription, vectorizer: TFIDFVectorizer.Configuration = .init(),
    learner: LogisticRegression.Configuration = .init(), evidence: EvidenceRequirement = .init(),
    minimumGroupFrequency: Int = 1, groupWeight: GroupWeight = .none, calibrationFolds: Int = 5
  ) {
    self.description = description
    self.vectorizer = vectorizer
    self.learner = learner
    self.evidence = evidence
    self.minimumGroupFrequency = minimumGroupFrequency
    self.groupWeight = groupWeight
    self.calibrationFolds = calibrationFolds
  }

  /// Reads a recipe; only the description must be there.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      description: try keys.decode(ModelDescription.self, forKey: .description),
      vectorizer: try keys.decodeIfPresent(TFIDFVectorizer.Configuration.self, forKey: .vectorizer)
        ?? .init(),
      learner: try keys.decodeIfPresent(LogisticRegression.Configuration.self, forKey: .learner) ?? .init(),
      evidence: try keys.decodeIfPresent(EvidenceRequirement.self, forKey: .evidence) ?? .init(),
      minimumGroupFrequency: try keys.decodeIfPresent(Int.self, forKey: .minimumGroupFrequency) ?? 1,
      groupWeight: try keys.decodeIfPresent(GroupWeight.self, forKey: .groupWeight) ?? .none,
      calibrationFolds: try keys.decodeIfPresent(Int.self, forKey: .calibrationFolds) ?? 5)
  }

  /// Reads a recipe from a file.
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
    do {
      self = try JSONDecoder().decode(ClassifierRecipe.self, from: data)
      try checkKeys(of: data)
      try validate()
    } catch let error as DecodingError {
      throw ModelError(.malformed, "not a training configuration: \(error.reason)", path: path)
    } catch let error as ModelError {
      throw error.located(at: path)
    } catch {
      throw ModelError(.malformed, "not a training configuration: \(error)", path: path)
    }
  }

  /// Checks that every setting is in its range.
  ///
  /// - Throws: ``ModelError`` of code `invalid`, naming the setting.
  public func validate() throws(ModelError) {
    do throws(FeatureError) { try vectorizer.validate() } catch { throw ModelError(.invalid, error.message) }
    do throws(TrainingError) { try learner.validate() } catch { throw ModelError(.invalid, error.message) }
    try description.validate()
    try evidence.validate()
    guard minimumGroupFrequency >= 1 else {
      throw ModelError(
        .invalid, "minimum_group_frequency is \(minimumGroupFrequency); expected at least 1, which keeps all")
    }
  }
}

extension DecodingError {
  /// What a person needs to mend the JSON: the key and what is wrong with it.
  var reason: String {
    func place(_ context: Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : "\"\(path)\": "
    }
    switch self {
    case .keyNotFound(let key, let context):
      return place(context) + "the key \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return place(context) + context.debugDescription
    case .dataCorrupted(let context): return place(context) + context.debugDescription
    @unknown default: return String(describing: self)
    }
  }
}
