#if canImport(Glibc)
  internal import Glibc
#endif

extension ClassificationMetrics {
  static func metrics(
    ofClass k: Int, in confusion: [[Int]], ranking: RankingMetrics?
  ) -> ClassMetrics {
    let hits = confusion[k][k]
    let support = confusion[k].reduce(0, +)
    let given = confusion.reduce(0) { $0 + $1[k] }
    return ClassMetrics(
      precision: given == 0 ? 0 : Double(hits) / Double(given),
      recall: support == 0 ? 0 : Double(hits) / Double(support),
      f1: given + support == 0 ? 0 : 2 * Double(hits) / Double(given + support), support: support,
      ranking: ranking)
  }

  static func logLoss(_ gold: [Int], _ probabilities: [Double], _ width: Int) -> Double {
    var sum = 0.0
    for (row, label) in gold.enumerated() {
      sum -= log(max(probabilities[row * width + label], Double.ulpOfOne))
    }
    return sum / Double(gold.count)
  }

  static func brierScore(_ gold: [Int], _ probabilities: [Double], _ width: Int) -> Double {
    var sum = 0.0
    for (row, label) in gold.enumerated() {
      for k in 0..<width {
        let error = probabilities[row * width + k] - (k == label ? 1 : 0)
        sum += error * error
      }
    }
    return sum / Double(gold.count) / (width == 2 ? 2 : 1)
  }
}
