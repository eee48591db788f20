#if canImport(Glibc)
  internal import Glibc
#endif

/// Turns the counts of a row into TF-IDF weights: term frequency, times idf, then the norm, in that order
/// (scikit-learn's TfidfTransformer).
struct TermWeighting: Sendable {
  private let kind: TermFrequencies.Kind
  private let norm: TFIDFVectorizer.Configuration.Norm
  /// The term frequencies of the small counts, which are nearly all.
  private let frequencies: [Float]

  init(_ configuration: TFIDFVectorizer.Configuration) {
    norm = configuration.norm
    // With both settings a count is made 1 first, and 1 + ln 1 is 1.
    let kind: TermFrequencies.Kind =
      configuration.binary ? .binary : configuration.sublinearTF ? .sublinear : .plain
    self.kind = kind
    frequencies = (0..<256).map { kind.frequency($0) }
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

  /// Calls `body` with the term frequencies at hand.
  @inline(__always) func withFrequencies<Result>(_ body: (TermFrequencies) -> Result) -> Result {
    frequencies.withUnsafeBufferPointer { body(TermFrequencies(small: $0, kind: kind)) }
  }

  /// Turns the counts of a row into weights, in place; `columns` says which idf belongs to which count.
  @inline(__always) func weigh(
    _ values: UnsafeMutablePointer<Float>, _ columns: UnsafePointer<Int32>, count: Int,
    idf: UnsafePointer<Float>
  ) {
    withFrequencies { frequencies in
      for i in 0..<count { values[i] = frequencies[UInt32(values[i])] * idf[Int(columns[i])] }
    }
    normalize(values, count: count)
  }

  /// Scales a row to its norm, in place.
  ///
  /// Four sums are kept, of every fourth value each, because one would wait for itself at every addition.
  func normalize(_ values: UnsafeMutablePointer<Float>, count: Int) {
    guard norm != .none else { return }
    let isSquared = norm == .l2
    @inline(__always) func part(_ i: Int) -> Double {
      let value = Double(values[i])
      return isSquared ? value * value : abs(value)
    }
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    var i = 0
    while i &+ 4 <= count {
      a += part(i)
      b += part(i &+ 1)
      c += part(i &+ 2)
      d += part(i &+ 3)
      i &+= 4
    }
    while i < count {
      a += part(i)
      i &+= 1
    }
    let sum = (a + b) + (c + d)
    guard sum > 0 else { return }
    let scale = Float(1 / (isSquared ? sum.squareRoot() : sum))
    for i in 0..<count { values[i] *= scale }
  }
}

/// What counts become before idf: themselves, 1 + ln of them, or 1.
struct TermFrequencies {
  enum Kind {
    case plain, sublinear, binary

    func frequency(_ count: UInt32) -> Float {
      switch self {
      case .plain: Float(count)
      case .sublinear: count == 0 ? 0 : Float(1 + log(Double(count)))
      case .binary: count == 0 ? 0 : 1
      }
    }
  }

  /// The term frequency of every count below 256.
  let small: UnsafeBufferPointer<Float>
  let kind: Kind

  @inline(__always) subscript(_ count: UInt32) -> Float {
    count < 256 ? small[Int(count)] : kind.frequency(count)
  }
}
