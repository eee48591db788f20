/// How often rows of a given confidence are right: the diagram behind the expected calibration error.
public struct ReliabilityDiagram: Codable, Sendable, Hashable {
  /// The rows whose highest probability lies in one interval, open below and closed above.
  public struct Bin: Codable, Sendable, Hashable {
    /// The lower end of the interval.
    public let lower: Double
    /// The upper end of the interval.
    public let upper: Double
    /// The number of rows.
    public let count: Int
    /// The mean of their highest probabilities; 0 where there is no row.
    public let confidence: Double
    /// The share of them that is right; 0 where there is no row.
    public let accuracy: Double
  }

  /// The bins, of equal width, ascending.
  public let bins: [Bin]
  /// The expected calibration error over the bins (Guo and others 2017).
  ///
  /// Σ (n_b / n) |accuracy_b − confidence_b|.
  public let expectedCalibrationError: Double
  /// The error that confidences which are right would have over so many rows by chance, on the average.
  ///
  /// Σ_b √(2/π Σ_i c_i (1 − c_i)) / n: the mean distance of each bin's hits from their expectation, as if normal. An error
  /// no larger than this says nothing against a calibration (Bröcker 2012 and Kumar et al. 2019 on its bias).
  public let errorByChance: Double

  enum CodingKeys: String, CodingKey {
    case bins
    case expectedCalibrationError = "ece"
    case errorByChance = "ece_by_chance"
  }

  /// Measures confidences.
  ///
  /// - Throws: ``TrainingError`` of code `empty`, `shape`, `not_finite`, or `configuration` for no bin.
  public init(confidences: [Double], isRight: [Bool], binCount: Int = 15) throws(TrainingError) {
    try checkScores(confidences, isRight.count)
    guard binCount >= 1 else { throw TrainingError(.configuration, "\(binCount) bins; expected at least 1") }
    var counts = [Int](repeating: 0, count: binCount)
    var sums = [Double](repeating: 0, count: binCount)
    var hits = [Double](repeating: 0, count: binCount)
    var variances = [Double](repeating: 0, count: binCount)
    for (confidence, right) in zip(confidences, isRight) {
      let bin = Self.bin(of: confidence, binCount: binCount)
      counts[bin] += 1
      sums[bin] += confidence
      hits[bin] += right ? 1 : 0
      variances[bin] += max(0, confidence * (1 - confidence))
    }
    bins = (0..<binCount).map { bin in
      let count = Double(max(1, counts[bin]))
      return Bin(
        lower: Double(bin) / Double(binCount), upper: Double(bin + 1) / Double(binCount), count: counts[bin],
        confidence: sums[bin] / count, accuracy: hits[bin] / count)
    }
    // The row counts of the definition cancel.
    expectedCalibrationError =
      (0..<binCount).reduce(0) { $0 + abs(hits[$1] - sums[$1]) } / Double(confidences.count)
    errorByChance =
      variances.reduce(0) { $0 + (2 / .pi * $1).squareRoot() } / Double(confidences.count)
  }

  private static func bin(of confidence: Double, binCount: Int) -> Int {
    let place = (min(max(confidence, 0), 1) * Double(binCount)).rounded(.up)
    return min(max(Int(place) - 1, 0), binCount - 1)
  }
}
