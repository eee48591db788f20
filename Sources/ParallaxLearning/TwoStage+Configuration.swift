extension TwoStage {
  /// The settings of a learner of two stages.
  ///
  /// ```json
  /// {"kind": "two_stage", "apart_class": 3, "leading_columns": 30,
  ///  "first": {"kind": "multilayer_perceptron", "hidden_layer_sizes": [32]}, "second": {"C": 3}}
  /// ```
  public struct Configuration: Codable, Sendable, Hashable {
    /// The class that the first stage sets apart, from 0 (`apart_class`).
    public var apartClass: Int
    /// The number of columns that the first stage reads, from the first (`leading_columns`).
    public var leadingColumns: Int
    /// The learner of the first stage.
    public var first: LearnerConfiguration
    /// The learner of the second stage.
    public var second: LearnerConfiguration

    /// Creates settings.
    public init(
      apartClass: Int = 0, leadingColumns: Int = 1,
      first: LearnerConfiguration = .logisticRegression(.init()),
      second: LearnerConfiguration = .logisticRegression(.init())
    ) {
      self.apartClass = apartClass
      self.leadingColumns = leadingColumns
      self.first = first
      self.second = second
    }

    enum CodingKeys: String, CodingKey {
      case first, second
      case apartClass = "apart_class"
      case leadingColumns = "leading_columns"
    }

    /// Reads settings; a stage that is absent is a logistic regression.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let standard = Self()
      self.init(
        apartClass: try values.decode(Int.self, forKey: .apartClass),
        leadingColumns: try values.decode(Int.self, forKey: .leadingColumns),
        first: try values.decodeIfPresent(LearnerConfiguration.self, forKey: .first) ?? standard.first,
        second: try values.decodeIfPresent(LearnerConfiguration.self, forKey: .second) ?? standard.second)
    }

    /// Checks that every setting is in its range, and that both stages give odds that can be multiplied.
    ///
    /// - Throws: ``TrainingError`` of code `configuration`.
    public func validate() throws(TrainingError) {
      guard apartClass >= 0 else {
        throw TrainingError(.configuration, "apart_class is \(apartClass); expected the number of a class")
      }
      guard leadingColumns >= 1 else {
        throw TrainingError(.configuration, "leading_columns is \(leadingColumns); expected at least 1")
      }
      for (name, stage) in [("first", first), ("second", second)] {
        guard stage.kind == .logisticRegression || stage.kind == .multilayerPerceptron else {
          throw TrainingError(
            .configuration,
            "the \(name) stage is \(stage.kind.rawValue); expected logistic_regression or "
              + "multilayer_perceptron, whose scores are odds")
        }
        try stage.validate()
      }
    }
  }
}
