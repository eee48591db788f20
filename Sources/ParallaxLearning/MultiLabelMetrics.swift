#if canImport(Glibc)
  internal import Glibc
#endif

/// How well predicted sets of labels agree with the true ones, where an example may have several or none.
///
/// A share of nothing counts as 0. A label is given where its probability is at least the threshold.
public struct MultiLabelMetrics: Sendable, Hashable {
  /// The names of the labels, in the order of their indices.
  public let labels: [String]
  /// The number of rows.
  public let count: Int
  /// The share of rows whose set of labels is right.
  public let subsetAccuracy: Double
  /// The share of row-label pairs that are wrong.
  public let hammingLoss: Double
  /// The mean of the labels' F1.
  public let macroF1: Double
  /// F1 of the counts summed over labels.
  public let microF1: Double
  /// The mean of the labels' F1, weighted by how many rows have the label.
  public let weightedF1: Double
  /// The mean of the labels' areas under the ROC curve; nil where no label tells rows apart.
  public let rocAUC: Double?
  /// The mean of the labels' average precision; nil as the area is.
  public let averagePrecision: Double?
  /// How well each label is found, in the order of `labels`.
  public let perLabel: [ClassMetrics]
  /// The mean over row-label pairs of −ln p of the truth, p not below 2⁻⁵².
  public let logLoss: Double
  /// The expected calibration error over row-label pairs: ten equal bins of the probability, the mean
  /// distance in each between it and the share of pairs that are true, weighted by the pairs in it.
  public let expectedCalibrationError: Double

  /// Measures probabilities, given row after row: `probabilities[row * labels.count + label]`.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, `label_out_of_range` or `not_finite`.
  public init(
    gold: [[Int]], probabilities: [Double], labels: [String], threshold: Double = 0.5
  ) throws(TrainingError) {
    try self.init(gold: gold, probabilities: probabilities, labels: labels) { _, _ in threshold }
  }

  /// Measures probabilities against a threshold of each row and label.
  ///
  /// - Throws: as ``init(gold:probabilities:labels:threshold:)``.
  package init(
    gold: [[Int]], probabilities: [Double], labels: [String], threshold: (_ row: Int, _ label: Int) -> Double
  ) throws(TrainingError) {
    guard !gold.isEmpty else { throw TrainingError(.empty, "no rows to measure; expected at least 1") }
    let width = labels.count
    guard gold.count * width == probabilities.count, Set(labels).count == width, width > 0 else {
      throw TrainingError(
        .shape, "\(probabilities.count) probabilities for \(gold.count) rows of \(width) distinct labels")
    }
    var hits = [Int](repeating: 0, count: width)
    var given = hits
    var support = hits
    var wrongPairs = 0
    var rightRows = 0
    var loss = 0.0
    var bins = [(count: Int, sum: Double, hits: Int)](repeating: (0, 0, 0), count: 10)
    let isTrue = try MultiLabelMetrics.membership(gold, width)
    for row in gold.indices {
      var wrong = 0
      for k in 0..<width {
        let p = probabilities[row * width + k]
        guard p >= 0, p <= 1 + 1e-9 else {
          throw TrainingError(.notFinite, "row \(row) has the probability \(p); expected 0 to 1")
        }
        let isTrue = isTrue[row * width + k]
        let isGiven = p >= threshold(row, k)
        let bin = min(9, Int(10 * p))
        bins[bin].count += 1
        bins[bin].sum += p
        bins[bin].hits += isTrue ? 1 : 0
        support[k] += isTrue ? 1 : 0
        given[k] += isGiven ? 1 : 0
        hits[k] += isTrue && isGiven ? 1 : 0
        wrong += isTrue != isGiven ? 1 : 0
        loss -= log(max(isTrue ? p : 1 - p, Double.ulpOfOne))
      }
      wrongPairs += wrong
      rightRows += wrong == 0 ? 1 : 0
    }
    let pairs = Double(gold.count * width)
    func f1(_ hits: Int, _ given: Int, _ support: Int) -> Double {
      given + support == 0 ? 0 : 2 * Double(hits) / Double(given + support)
    }
    self.labels = labels
    count = gold.count
    subsetAccuracy = Double(rightRows) / Double(gold.count)
    hammingLoss = Double(wrongPairs) / pairs
    logLoss = loss / pairs
    expectedCalibrationError = bins.reduce(0) { $0 + abs($1.sum - Double($1.hits)) } / pairs
    let rankings = try (0..<width).map { (k) throws(TrainingError) in
      try RankingMetrics(
        scores: gold.indices.map { probabilities[$0 * width + k] },
        labels: gold.indices.map { isTrue[$0 * width + k] })
    }
    let each = (0..<width).map { k in
      ClassMetrics(
        precision: given[k] == 0 ? 0 : Double(hits[k]) / Double(given[k]),
        recall: support[k] == 0 ? 0 : Double(hits[k]) / Double(support[k]),
        f1: f1(hits[k], given[k], support[k]), support: support[k], ranking: rankings[k])
    }
    perLabel = each
    rocAUC = RankingMetrics.mean(\.rocAUC, of: rankings)
    averagePrecision = RankingMetrics.mean(\.averagePrecision, of: rankings)
    macroF1 = each.reduce(0) { $0 + $1.f1 } / Double(width)
    microF1 = f1(hits.reduce(0, +), given.reduce(0, +), support.reduce(0, +))
    let total = support.reduce(0, +)
    weightedF1 =
      total == 0 ? 0 : each.reduce(0) { $0 + $1.f1 * Double($1.support) } / Double(total)
  }

  /// Whether each row has each label, row after row.
  private static func membership(_ gold: [[Int]], _ width: Int) throws(TrainingError) -> [Bool] {
    var isTrue = [Bool](repeating: false, count: gold.count * width)
    for (row, own) in gold.enumerated() {
      for label in own {
        guard (0..<width).contains(label) else {
          throw TrainingError(.labelOutOfRange, "row \(row) has label \(label); expected 0 ..< \(width)")
        }
        isTrue[row * width + label] = true
      }
    }
    return isTrue
  }
}

extension MultiLabelMetrics: Encodable {
  private enum CodingKeys: String, CodingKey {
    case count = "n"
    case subsetAccuracy = "accuracy"
    case hammingLoss = "hamming_loss"
    case macroF1 = "macro_f1"
    case microF1 = "micro_f1"
    case weightedF1 = "weighted_f1"
    case labels = "classes"
    case rocAUC = "roc_auc"
    case averagePrecision = "average_precision"
    case perLabel = "per_class"
    case logLoss = "log_loss"
    case expectedCalibrationError = "ece"
  }

  /// Writes the metrics, those of each label under its name in `per_class`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(count, forKey: .count)
    try values.encode(subsetAccuracy, forKey: .subsetAccuracy)
    try values.encode(hammingLoss, forKey: .hammingLoss)
    try values.encode(macroF1, forKey: .macroF1)
    try values.encode(microF1, forKey: .microF1)
    try values.encode(weightedF1, forKey: .weightedF1)
    try values.encodeIfPresent(rocAUC, forKey: .rocAUC)
    try values.encodeIfPresent(averagePrecision, forKey: .averagePrecision)
    try values.encode(labels, forKey: .labels)
    try values.encode(
      Dictionary(zip(labels, perLabel)) { first, _ in first }, forKey: .perLabel)
    try values.encode(logLoss, forKey: .logLoss)
    try values.encode(expectedCalibrationError, forKey: .expectedCalibrationError)
  }
}
