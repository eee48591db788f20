extension ClassificationMetrics: Codable {
  private enum CodingKeys: String, CodingKey {
    case count = "n"
    case accuracy
    case macroF1 = "macro_f1"
    case microF1 = "micro_f1"
    case weightedF1 = "weighted_f1"
    case classes
    case perClass = "per_class"
    case confusionMatrix = "confusion_matrix"
    case logLoss = "log_loss"
    case brierScore = "brier"
    case rocAUC = "roc_auc"
    case averagePrecision = "average_precision"
    case expectedCalibrationError = "ece"
    case calibrationErrorByChance = "ece_by_chance"
  }

  /// A class's name as a key.
  private struct ClassName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes the metrics, those of each class under its name in `per_class`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(count, forKey: .count)
    try values.encode(accuracy, forKey: .accuracy)
    try values.encode(macroF1, forKey: .macroF1)
    try values.encode(microF1, forKey: .microF1)
    try values.encode(weightedF1, forKey: .weightedF1)
    try values.encode(classes, forKey: .classes)
    var named = values.nestedContainer(keyedBy: ClassName.self, forKey: .perClass)
    for (name, metrics) in zip(classes, perClass) {
      try named.encode(metrics, forKey: ClassName(stringValue: name))
    }
    try values.encode(confusionMatrix, forKey: .confusionMatrix)
    try values.encodeIfPresent(logLoss, forKey: .logLoss)
    try values.encodeIfPresent(brierScore, forKey: .brierScore)
    try values.encodeIfPresent(rocAUC, forKey: .rocAUC)
    try values.encodeIfPresent(averagePrecision, forKey: .averagePrecision)
    try values.encodeIfPresent(expectedCalibrationError, forKey: .expectedCalibrationError)
    try values.encodeIfPresent(calibrationErrorByChance, forKey: .calibrationErrorByChance)
  }

  /// Reads metrics written before.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    count = try values.decode(Int.self, forKey: .count)
    accuracy = try values.decode(Double.self, forKey: .accuracy)
    macroF1 = try values.decode(Double.self, forKey: .macroF1)
    microF1 = try values.decode(Double.self, forKey: .microF1)
    weightedF1 = try values.decode(Double.self, forKey: .weightedF1)
    classes = try values.decode([String].self, forKey: .classes)
    let named = try values.nestedContainer(keyedBy: ClassName.self, forKey: .perClass)
    perClass = try classes.map { try named.decode(ClassMetrics.self, forKey: ClassName(stringValue: $0)) }
    confusionMatrix = try values.decode([[Int]].self, forKey: .confusionMatrix)
    logLoss = try values.decodeIfPresent(Double.self, forKey: .logLoss)
    brierScore = try values.decodeIfPresent(Double.self, forKey: .brierScore)
    rocAUC = try values.decodeIfPresent(Double.self, forKey: .rocAUC)
    averagePrecision = try values.decodeIfPresent(Double.self, forKey: .averagePrecision)
    expectedCalibrationError = try values.decodeIfPresent(Double.self, forKey: .expectedCalibrationError)
    calibrationErrorByChance = try values.decodeIfPresent(Double.self, forKey: .calibrationErrorByChance)
  }
}
