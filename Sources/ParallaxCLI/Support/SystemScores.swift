import Foundation
import Parallax

/// The mean ROUGE of one system, with intervals, as a line of a table or of JSON.
struct SystemScores: Encodable {
  struct Measure: Encodable {
    let precision: Double
    let recall: Double
    let f1: Double
    /// The 95 % interval of F1.
    let interval: [Double]
  }

  let system: String
  let n: Int
  let configuration: String
  let rouge1: Measure
  let rouge2: Measure
  let rougeL: Measure
  let rougeLsum: Measure

  init(_ system: String, _ scores: [ROUGE.Scores], configuration: String, resamples: Int) throws {
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
    func measure(_ path: KeyPath<ROUGE.Scores, ROUGE.Score>) throws -> Measure {
      let f1 = scores.map { $0[keyPath: path].f1 }
      let interval = try BootstrapInterval(rowCount: f1.count, resamples: resamples) { rows in
        rows.reduce(0) { $0 + f1[$1] } / Double(rows.count)
      }
      return Measure(
        precision: mean(scores.map { $0[keyPath: path].precision }),
        recall: mean(scores.map { $0[keyPath: path].recall }), f1: mean(f1),
        interval: [interval.lower, interval.upper])
    }
    self.system = system
    self.configuration = configuration
    n = scores.count
    rouge1 = try measure(\.rouge1)
    rouge2 = try measure(\.rouge2)
    rougeL = try measure(\.rougeL)
    rougeLsum = try measure(\.rougeLsum)
  }

  static let heading =
    "system                       n  ROUGE-1             ROUGE-2             ROUGE-L             ROUGE-Lsum\n"

  /// The system as a line under the heading.
  var line: String {
    let cells = [rouge1, rouge2, rougeL, rougeLsum].map { measure in
      "\(fixed(measure.f1 * 100, 1)) (\(measure.interval.map { fixed($0 * 100, 1) }.joined(separator: "-")))"
        .padding(toLength: 20, withPad: " ", startingAt: 0)
    }
    let name = SafeText.forTerminal(system).padding(toLength: 24, withPad: " ", startingAt: 0)
    let count = String(n)
    return name + String(repeating: " ", count: max(1, 6 - count.count)) + count + "  " + cells.joined()
      + "\n"
  }
}

/// The ROUGE of one summary as a line of a table or of JSON.
struct RecordScores: Encodable {
  let system: String
  let id: String
  let rouge1: ROUGE.Score
  let rouge2: ROUGE.Score
  let rougeL: ROUGE.Score
  let rougeLsum: ROUGE.Score

  init(system: String, id: String, scores: ROUGE.Scores) {
    self.system = system
    self.id = id
    rouge1 = scores.rouge1
    rouge2 = scores.rouge2
    rougeL = scores.rougeL
    rougeLsum = scores.rougeLsum
  }

  /// The F1 of each measure in per cent.
  var line: String {
    let cells = [rouge1, rouge2, rougeL, rougeLsum].map { fixed($0.f1 * 100, 1) }
    return SafeText.forTerminal("\(system)\t\(id)") + "\t" + cells.joined(separator: "\t") + "\n"
  }
}
