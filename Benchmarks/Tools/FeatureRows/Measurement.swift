import Foundation

/// One result: what was measured, how long it took, and the answer by which it can be checked.
struct Measurement: Codable {
  /// The name of the result.
  var row: String
  var tool = "Parallax"
  /// CPU seconds of the process.
  var cpuSeconds: Double?
  /// Seconds on the clock, where that is the point.
  var wallSeconds: Double?
  /// Megabytes (10^6 bytes of text) a CPU second.
  var megabytesPerSecond: Double?
  /// CPU microseconds a document, where documents come one at a time.
  var microseconds: Double?
  /// Memory at the highest above what the input took, in 10^6 bytes.
  var peakMegabytes: Double?
  var documents: Int?
  var nonZeroCount: Int?
  var featureCount: Int?
  /// The number of tokens or sentences.
  var count: Int?
  var singularValues: [Float]?
  /// Megabytes a CPU second of what it is held against, where that is measured along.
  var referenceMegabytesPerSecond: Double?
  var blas: String?

  enum CodingKeys: String, CodingKey {
    case row, tool, documents, count, blas, microseconds
    case cpuSeconds = "cpu_s"
    case wallSeconds = "wall_s"
    case megabytesPerSecond = "mb_per_s"
    case peakMegabytes = "peak_mb"
    case nonZeroCount = "nnz"
    case featureCount = "features"
    case singularValues = "singular_values"
    case referenceMegabytesPerSecond = "reference_mb_per_s"
  }

  init(_ row: String) { self.row = row }

  /// A result over the whole corpus.
  init(_ row: String, cpuSeconds: Double, corpus: Corpus) {
    self.row = row
    self.cpuSeconds = cpuSeconds
    documents = corpus.documents.count
    megabytesPerSecond = corpus.megabytes / cpuSeconds
  }

  /// What runs are ordered by.
  var seconds: Double { wallSeconds ?? cpuSeconds ?? microseconds ?? peakMegabytes ?? 0 }

  func jsonLine() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(self) + Data([0x0A])
  }
}
