#if canImport(Glibc)
  internal import Glibc
#endif

/// How a signature is cut into bands, so that sets that agree in one band at least become candidates (Indyk &
/// Motwani 1998; Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, 3.4).
public struct LSHBands: Sendable, Hashable {
  /// The number of bands, b.
  public let bands: Int
  /// The number of places of each band, r.
  public let rows: Int

  /// Creates a cut.
  ///
  /// - Precondition: both are above zero.
  public init(bands: Int, rows: Int) {
    precondition(bands > 0 && rows > 0, "\(bands) bands of \(rows) rows")
    self.bands = bands
    self.rows = rows
  }

  /// The cut with the longest bands, and so the fewest candidates, that still finds a pair at the threshold with a
  /// given probability; nil where even bands of one place do not.
  ///
  /// - Parameters:
  ///   - threshold: The Jaccard similarity of the pairs that must be found, above 0 and at most 1.
  ///   - permutations: The places of a signature; some at its end may be left over.
  ///   - recall: The probability, below 1.
  public init?(threshold: Double, permutations: Int, recall: Double) {
    let cuts = stride(from: permutations, through: 1, by: -1).lazy.map { rows in
      LSHBands(bands: permutations / rows, rows: rows)
    }
    guard let cut = cuts.first(where: { $0.recall(at: threshold) >= recall }) else { return nil }
    self = cut
  }

  /// The probability 1 - (1 - J^r)^b that two sets of Jaccard similarity J become candidates.
  public func recall(at jaccard: Double) -> Double {
    1 - pow(1 - pow(jaccard, Double(rows)), Double(bands))
  }

  /// A hash of each band of a signature.
  func keys(of signature: [UInt32]) -> [UInt32] {
    (0..<bands).map { band in
      let hash = signature[band * rows..<(band + 1) * rows].reduce(UInt64(band)) {
        WordHash.mixed($0 ^ UInt64($1))
      }
      return UInt32(truncatingIfNeeded: hash &>> 32)
    }
  }
}
