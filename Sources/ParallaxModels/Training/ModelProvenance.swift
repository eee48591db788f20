import ParallaxLearning

/// What a model was made of, saved inside it: enough to make it again and to tell whether it was.
public struct ModelProvenance: Codable, Sendable, Hashable {
  /// The hash of the training examples, see `contentHash`.
  public var dataHash: String
  /// The number of training examples.
  public var recordCount: Int
  /// How data was split for the held-out scores, in words.
  public var split: String
  /// The seed of everything random.
  public var seed: UInt64
  /// The name of the scores of the finished model, on records it was not trained on.
  public static let validationPart = "validation"

  /// Measured scores by what they were measured on: `held_out`, `random_split`, `validation`.
  public var metrics: [String: [String: Double]]
  /// The recipe it was trained by.
  public var recipe: ClassifierRecipe
  /// Versions of the software, such as `parallax`.
  public var versions: [String: String]
  /// What its probabilities were fitted to after the training; nil where they are the training's own.
  public var refit: Refit?

  /// A calibration after the training.
  public struct Refit: Codable, Sendable, Hashable {
    /// The hash of the examples it was fitted to, see `contentHash`.
    public var dataHash: String
    /// The number of these.
    public var recordCount: Int
    /// How scores become probabilities.
    public var method: ScoreCalibration.Method
    /// The share of errors from which on the model is to abstain, where one was asked for.
    public var risk: Double?

    enum CodingKeys: String, CodingKey {
      case dataHash = "data_hash"
      case recordCount = "n"
      case method, risk
    }
  }

  enum CodingKeys: String, CodingKey {
    case dataHash = "data_hash"
    case recordCount = "n"
    case split, seed, metrics, recipe, versions, refit
  }

  /// Creates a record.
  public init(
    dataHash: String, recordCount: Int, split: String, seed: UInt64,
    metrics: [String: [String: Double]] = [:], recipe: ClassifierRecipe, versions: [String: String] = [:]
  ) {
    self.dataHash = dataHash
    self.recordCount = recordCount
    self.split = split
    self.seed = seed
    self.metrics = metrics
    self.recipe = recipe
    self.versions = versions
  }
}
