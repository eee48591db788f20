import ParallaxLearning

/// How well a classifier's answers agree with the true labels, whatever kind of labels it has.
public enum ClassifierMetrics: Sendable, Hashable, Encodable {
  /// Labels that exclude each other.
  case exclusive(ClassificationMetrics)
  /// Labels of which an example may have several.
  case several(MultiLabelMetrics)

  /// Whether an example may have several labels.
  public var isMultiLabel: Bool {
    if case .several = self { true } else { false }
  }

  /// The number of examples.
  public var count: Int {
    switch self {
    case .exclusive(let metrics): metrics.count
    case .several(let metrics): metrics.count
    }
  }

  /// The share of examples answered rightly; of several labels all must be right.
  public var accuracy: Double {
    switch self {
    case .exclusive(let metrics): metrics.accuracy
    case .several(let metrics): metrics.subsetAccuracy
    }
  }

  /// The mean of the labels' F1.
  public var macroF1: Double {
    switch self {
    case .exclusive(let metrics): metrics.macroF1
    case .several(let metrics): metrics.macroF1
    }
  }

  /// The labels in their order, and how well each is found.
  public var perLabel: [(label: String, metrics: ClassMetrics)] {
    switch self {
    case .exclusive(let metrics): Array(zip(metrics.classes, metrics.perClass)).map { ($0, $1) }
    case .several(let metrics): Array(zip(metrics.labels, metrics.perLabel)).map { ($0, $1) }
    }
  }

  /// The numbers that stand in a model's record and on its card.
  public var summary: [String: Double] {
    var values = ["accuracy": accuracy, "macro_f1": macroF1, "n": Double(count)]
    switch self {
    case .exclusive(let metrics):
      values["log_loss"] = metrics.logLoss
      values["ece"] = metrics.expectedCalibrationError
    case .several(let metrics):
      values["micro_f1"] = metrics.microF1
      values["log_loss"] = metrics.logLoss
      values["ece"] = metrics.expectedCalibrationError
    }
    return values
  }

  /// Writes the metrics as they are.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .exclusive(let metrics): try metrics.encode(to: encoder)
    case .several(let metrics): try metrics.encode(to: encoder)
    }
  }
}
