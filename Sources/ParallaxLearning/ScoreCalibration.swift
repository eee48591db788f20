#if canImport(Glibc)
  internal import Glibc
#endif

/// Turns the decision values of a model into probabilities, by parameters fitted on held-out rows.
///
/// Of two exclusive classes the difference z₁ − z₀ is calibrated, of more each class against the rest and
/// the results divided by their sum, as scikit-learn's `CalibratedClassifierCV`. Independent labels are
/// calibrated one by one and not divided.
public enum ScoreCalibration: Sendable, Hashable {
  /// How to calibrate.
  public enum Method: String, Codable, Sendable, Hashable, CaseIterable {
    /// Softmax or sigmoid of the scores as they are.
    case uncalibrated = "none"
    /// One factor for all scores: softmax(β z).
    case temperature
    /// A sigmoid a class: 1 / (1 + exp(A z + B)).
    case platt
    /// A non-decreasing function a class; wants some hundred held-out rows.
    case isotonic
  }

  /// Softmax(β z).
  case temperature(TemperatureCalibrator)
  /// Sigmoids, one a class; one for two exclusive classes.
  case platt([PlattCalibrator])
  /// Non-decreasing functions, one a class; one for two exclusive classes.
  case isotonic([IsotonicCalibrator])

  /// The method.
  public var method: Method {
    switch self {
    case .temperature: .temperature
    case .platt: .platt
    case .isotonic: .isotonic
    }
  }

  /// The number of calibrators that scores of some classes take.
  public static func calibratorCount(classCount: Int, isExclusive: Bool) -> Int {
    isExclusive && classCount == 2 ? 1 : classCount
  }

  /// Fits a calibration of exclusive classes to scores of rows that were not trained on.
  ///
  /// - Parameters:
  ///   - method: How; `none` gives nil.
  ///   - scores: Decision values, row after row: `scores[row * classCount + class]`.
  ///   - labels: The class of each row.
  ///   - classCount: The number of classes.
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, `label_out_of_range`, `not_finite`, or `one_class`
  ///   where a sigmoid has no row of its class or none of the others.
  public static func fit(
    _ method: Method, scores: [Double], labels: [Int], classCount: Int
  ) throws(TrainingError) -> ScoreCalibration? {
    try checkScores(scores, labels.count, classCount: classCount)
    if method == .temperature {
      return .temperature(try TemperatureCalibrator(scores: scores, labels: labels, classCount: classCount))
    }
    let members = (0..<classCount).map { k in labels.map { $0 == k } }
    return try fit(method, scores: scores, members: members, isExclusive: true)
  }

  /// Fits a calibration of labels of which a row may have several.
  ///
  /// - Parameters:
  ///   - method: The kind of calibration.
  ///   - scores: Decision values, row after row.
  ///   - members: For each label, whether each row has it.
  /// - Throws: as ``fit(_:scores:labels:classCount:)``, and ``TrainingError`` of code `configuration` for a
  ///   temperature, which only exclusive classes have.
  public static func fit(
    _ method: Method, scores: [Double], members: [[Bool]]
  ) throws(TrainingError) -> ScoreCalibration? {
    guard method != .temperature else {
      throw TrainingError(
        .configuration,
        "a temperature is for exclusive classes; calibrate several labels by platt or isotonic")
    }
    return try fit(method, scores: scores, members: members, isExclusive: false)
  }

  private static func fit(
    _ method: Method, scores: [Double], members: [[Bool]], isExclusive: Bool
  ) throws(TrainingError) -> ScoreCalibration? {
    let width = members.count
    try checkScores(scores, members.first?.count ?? 0, classCount: width)
    let isPair = isExclusive && width == 2
    let rows = scores.count / max(1, width)
    var platt: [PlattCalibrator] = []
    var isotonic: [IsotonicCalibrator] = []
    for k in isPair ? 1..<2 : 0..<width {
      let own = (0..<rows).map { row in
        scores[row * width + k] - (isPair ? scores[row * width] : 0)
      }
      switch method {
      case .uncalibrated, .temperature: return nil
      case .platt: platt.append(try PlattCalibrator(scores: own, labels: members[k]))
      case .isotonic: isotonic.append(try IsotonicCalibrator(scores: own, labels: members[k]))
      }
    }
    return method == .platt ? .platt(platt) : .isotonic(isotonic)
  }

  /// The probabilities of the classes of one row.
  ///
  /// - Precondition: there are as many scores as the calibration was fitted for.
  public func probabilities(of scores: [Double], isExclusive: Bool) -> [Double] {
    switch self {
    case .temperature(let calibrator): return calibrator.probabilities(of: scores)
    case .platt(let calibrators):
      return Self.combined(scores, calibrators.count, isExclusive) { calibrators[$0].probability(of: $1) }
    case .isotonic(let calibrators):
      return Self.combined(scores, calibrators.count, isExclusive) { calibrators[$0].probability(of: $1) }
    }
  }

  private static func combined(
    _ scores: [Double], _ count: Int, _ isExclusive: Bool, _ probability: (Int, Double) -> Double
  ) -> [Double] {
    precondition(
      count == calibratorCount(classCount: scores.count, isExclusive: isExclusive),
      "\(count) calibrators for \(scores.count) classes")
    if isExclusive, scores.count == 2 {
      let second = probability(0, scores[1] - scores[0])
      return [1 - second, second]
    }
    let each = scores.enumerated().map { probability($0, $1) }
    guard isExclusive else { return each }
    let sum = each.reduce(0, +)
    // Where no class is possible, none is likelier than another.
    return sum > 0 ? each.map { $0 / sum } : each.map { _ in 1 / Double(each.count) }
  }
}
