import Foundation
import Parallax

/// The measures of a model as JSON: the metrics, and beside them what else was asked for.
struct EvaluationRecord: Encodable {
  let metrics: ClassifierMetrics
  let coverage: Double
  let scoredAccuracy: Double?
  /// The score of the Fake News Challenge, where the labels are its four.
  let fnc1: Double?
  /// SemEval-2016's mean F1 of FAVOR and AGAINST, where the labels are its three.
  let meanF1: Double?
  /// What the model had of these very records before, such as "trained on"; nil where it had others.
  var seen: String?
  var intervals: ScoreIntervals?
  var comparison: ClassifierComparison?

  private enum CodingKeys: String, CodingKey {
    case coverage, seen, intervals, comparison, fnc1
    case scoredAccuracy = "scored_accuracy"
    case meanF1 = "f_avg"
  }

  init(_ evaluation: ClassifierEvaluation) {
    metrics = evaluation.metrics
    coverage = evaluation.coverage
    scoredAccuracy = evaluation.scoredAccuracy
    guard case .exclusive(let metrics) = evaluation.metrics else {
      (fnc1, meanF1) = (nil, nil)
      return
    }
    let names = metrics.classes.map { $0.lowercased() }
    let isFNC = Set(names) == ["agree", "disagree", "discuss", "unrelated"]
    fnc1 = isFNC ? names.firstIndex(of: "unrelated").map { metrics.fnc1Score(unrelatedClass: $0) } : nil
    let sides = names.indices.filter { ["favor", "against"].contains(names[$0]) }
    meanF1 = sides.count == 2 && names.count == 3 ? metrics.meanF1(ofClasses: sides) : nil
  }

  func encode(to encoder: any Encoder) throws {
    try metrics.encode(to: encoder)
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(coverage, forKey: .coverage)
    try keys.encodeIfPresent(scoredAccuracy, forKey: .scoredAccuracy)
    try keys.encodeIfPresent(fnc1, forKey: .fnc1)
    try keys.encodeIfPresent(meanF1, forKey: .meanF1)
    try keys.encodeIfPresent(seen, forKey: .seen)
    try keys.encodeIfPresent(intervals, forKey: .intervals)
    try keys.encodeIfPresent(comparison, forKey: .comparison)
  }
}

/// The measures of a model or a recipe for people.
enum EvaluationTable {
  static func text(
    _ name: String, _ evaluation: ClassifierEvaluation, _ record: EvaluationRecord
  ) -> String {
    let metrics = evaluation.metrics
    var lines = ["\(name) on \(metrics.count) records"]
    lines.append("accuracy \(fixed(metrics.accuracy, 4))  macro-F1 \(fixed(metrics.macroF1, 4))")
    lines += labels(metrics)
    if evaluation.coverage < 1 {
      lines.append(
        "answered \(fixed(100 * evaluation.coverage, 1)) %"
          + (evaluation.scoredAccuracy.map { ", accuracy there \(fixed($0, 4))" } ?? ""))
    }
    if let fnc1 = record.fnc1 { lines.append("FNC-1 score \(fixed(fnc1, 4))") }
    if let meanF1 = record.meanF1 { lines.append("F_avg \(fixed(meanF1, 4))") }
    if let intervals = record.intervals {
      lines.append(
        "95 % interval: accuracy \(interval(intervals.accuracy)), macro-F1 \(interval(intervals.macroF1))")
    }
    if let comparison = record.comparison {
      lines.append("McNemar p \(fixed(comparison.mcNemar.pValue, 4))")
      lines.append(
        "difference: accuracy \(interval(comparison.accuracy.difference)) p \(fixed(comparison.accuracy.pValue, 4)), "
          + "macro-F1 \(interval(comparison.macroF1.difference)) p \(fixed(comparison.macroF1.pValue, 4))")
    }
    return joined(lines)
  }

  static func text(_ report: LeakageReport, _ curve: LearningCurve?) -> String {
    var lines: [String] = []
    func add(_ name: String, _ metrics: ClassifierMetrics) {
      lines.append("\(name): accuracy \(fixed(metrics.accuracy, 4))  macro-F1 \(fixed(metrics.macroF1, 4))")
    }
    add(
      report.grouping == .random ? "random folds" : "folds that keep \(report.grouping.rawValue) together",
      report.grouped)
    if report.foldMacroF1.count > 1 {
      let (mean, spread) = meanAndDeviation(report.foldMacroF1)
      lines.append(
        "macro-F1 of \(report.foldMacroF1.count) folds: mean \(fixed(mean, 4)), standard deviation \(fixed(spread, 4))"
      )
    }
    if let random = report.random { add("random folds, for comparison", random) }
    lines += labels(report.grouped)
    if let probe = report.probe {
      lines.append(
        "outlet probe: the same features name \(probe.outlets) outlets with accuracy \(fixed(probe.accuracy, 4)) "
          + "(always the largest: \(fixed(probe.majorityShare, 4)))")
    }
    for point in curve?.points ?? [] { add("trained on \(point.count)", point.metrics) }
    return joined(lines)
  }

  private static func labels(_ metrics: ClassifierMetrics) -> [String] {
    let width = max(5, metrics.perLabel.map(\.label.count).max() ?? 0) + 2
    func cell(_ text: String) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
    return [cell("label") + "precision  recall      F1  records"]
      + metrics.perLabel.map { label, entry in
        let records = String(entry.support)
        return cell(label)
          + "   \(fixed(entry.precision, 4))  \(fixed(entry.recall, 4))  \(fixed(entry.f1, 4))"
          + String(repeating: " ", count: max(1, 9 - records.count)) + records
      }
  }

  private static func meanAndDeviation(_ values: [Double]) -> (Double, Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count - 1)).squareRoot())
  }

  private static func interval(_ interval: BootstrapInterval) -> String {
    "\(fixed(interval.estimate, 4)) (\(fixed(interval.lower, 4)) to \(fixed(interval.upper, 4)))"
  }

  private static func joined(_ lines: [String]) -> String {
    lines.map { SafeText.forTerminal($0) + "\n" }.joined()
  }
}
