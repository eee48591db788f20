#if canImport(Glibc)
  internal import Glibc
#endif

/// Turns the counts of a row into TF-IDF weights: term frequency, times idf, then the norm, in that order
/// (scikit-learn's TfidfTransformer).
struct TermWeighting: Sendable {
  private let binary: Bool
  private let sublinear: Bool
  private let norm: TFIDFVectorizer.Configuration.Norm
  /// 1 + ln(tf) of the small counts, which are nearly all.
  private let logarithms: [Float]

  init(_ configuration: TFIDFVectorizer.Configuration) {
    binary = configuration.binary
    sublinear = configuration.sublinearTF
    norm = configuration.norm
    logarithms = [0] + (1..<256).map { Float(1 + log(Double($0))) }
  }

  /// The idf of each term: ln((1 + n) / (1 + df)) + 1 where smooth, ln(n / df) + 1 where not; ones where
  /// idf is not used.
  static func idf(
    documentFrequencies: [Int32], documentCount: Int, configuration: TFIDFVectorizer.Configuration
  ) -> [Float] {
    guard configuration.useIDF else { return [Float](repeating: 1, count: documentFrequencies.count) }
    let extra = configuration.smoothIDF ? 1.0 : 0.0
    let n = Double(documentCount) + extra
    return documentFrequencies.map { Float(log(n / (Double($0) + extra)) + 1) }
  }

  /// Weights a row in place; `columns` says which idf belongs to which value.
  @inline(__always) func apply(
    _ values: UnsafeMutablePointer<Float>, _ columns: UnsafePointer<Int32>, count: Int,
    idf: UnsafePointer<Float>
  ) {
    var sum = 0.0
    logarithms.withUnsafeBufferPointer { logarithms in
      for i in 0..<count {
        var weight = binary ? 1 : values[i]
        if sublinear {
          let small = Int(min(weight, 255))
          weight = weight < 256 ? logarithms[small] : Float(1 + log(Double(weight)))
        }
        let value = weight * idf[Int(columns[i])]
        values[i] = value
        sum += norm == .l2 ? Double(value) * Double(value) : Double(abs(value))
      }
    }
    guard norm != .none, sum > 0 else { return }
    let scale = Float(1 / (norm == .l2 ? sum.squareRoot() : sum))
    for i in 0..<count { values[i] *= scale }
  }
}
