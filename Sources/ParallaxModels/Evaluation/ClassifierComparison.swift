import ParallaxLearning

/// Whether one classifier is better than another on the same examples, or only luckier.
public struct ClassifierComparison: Sendable, Encodable {
  /// McNemar's test on which examples each got right.
  public let mcNemar: McNemarTest
  /// The difference in accuracy, the first less the second, by paired bootstrap.
  public let accuracy: PairedBootstrap
  /// The difference in macro-F1, likewise.
  public let macroF1: PairedBootstrap

  enum CodingKeys: String, CodingKey {
    case mcNemar = "mcnemar"
    case accuracy
    case macroF1 = "macro_f1"
  }

  /// Compares two evaluations on the same examples.
  ///
  /// The parameters:
  ///   - groups: The group of each example, drawn as a whole; nil draws examples.
  ///   - seed: The seed of the draws.
  /// - Throws: `TrainingError` of code `shape` where the examples are not the same in number.
  public init(
    _ first: ClassifierEvaluation, _ second: ClassifierEvaluation, groups: [Int]? = nil,
    resamples: Int = 1000, seed: UInt64 = 0
  ) throws(TrainingError) {
    let (a, b) = (first.isRight, second.isRight)
    mcNemar = try McNemarTest(first: a, second: b)
    accuracy = try PairedBootstrap(
      rowCount: a.count, groups: groups, resamples: resamples, seed: seed,
      first: { rows in ClassifierEvaluation.share(a, rows) },
      second: { rows in ClassifierEvaluation.share(b, rows) })
    macroF1 = try PairedBootstrap(
      rowCount: a.count, groups: groups, resamples: resamples, seed: seed,
      first: { rows in first.macroF1(on: rows) }, second: { rows in second.macroF1(on: rows) })
  }
}

/// Bootstrap intervals of an evaluation's scores.
public struct ScoreIntervals: Sendable, Encodable {
  /// The interval of the accuracy.
  public let accuracy: BootstrapInterval
  /// The interval of macro-F1.
  public let macroF1: BootstrapInterval

  enum CodingKeys: String, CodingKey {
    case accuracy
    case macroF1 = "macro_f1"
  }

  /// Draws examples, or whole groups of them.
  ///
  /// - Throws: `TrainingError`, see `BootstrapInterval`.
  public init(
    _ evaluation: ClassifierEvaluation, groups: [Int]? = nil, resamples: Int = 1000, seed: UInt64 = 0
  ) throws(TrainingError) {
    let isRight = evaluation.isRight
    accuracy = try BootstrapInterval(
      rowCount: isRight.count, groups: groups, resamples: resamples, seed: seed
    ) { ClassifierEvaluation.share(isRight, $0) }
    macroF1 = try BootstrapInterval(
      rowCount: isRight.count, groups: groups, resamples: resamples, seed: seed
    ) { evaluation.macroF1(on: $0) }
  }
}

extension ClassifierEvaluation {
  /// The share of rows that hold.
  static func share(_ values: [Bool], _ rows: [Int]) -> Double {
    Double(rows.count { values[$0] }) / Double(max(1, rows.count))
  }
}
