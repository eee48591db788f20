import ParallaxMath

/// Ranks sentences by their length in the space of a document's main topics (Steinberger & Ježek 2004).
///
/// With A = U S Vᵀ the sentence x term matrix of TF-IDF values, the score of sentence i is
/// sqrt(sum_k s_k² u_ik²), over the components whose singular value is at least half of the greatest, and
/// at most `dimensions` of them. Rows are not scaled to unit length, so longer sentences have more to say.
///
/// - Complexity: that of `TruncatedSVD`, linear in the text for a given `dimensions`.
public struct LSARanker: TermRanker, Hashable {
  /// The most topics counted.
  public let dimensions: Int

  /// Creates a ranker.
  ///
  /// - Precondition: `dimensions` is positive.
  public init(dimensions: Int = 16) {
    precondition(dimensions > 0, "dimensions \(dimensions) is not positive")
    self.dimensions = dimensions
  }

  /// "lsa".
  public var method: String { "lsa" }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    guard document.termCount > 0 else {
      return SentenceRanking(scores: [Double](repeating: 0, count: document.sentenceCount))
    }
    do {
      let matrix = try matrix(of: document)
      let svd = try TruncatedSVD(rank: dimensions).decompose(matrix)
      let least = (svd.singularValues.first ?? 0) / 2
      let kept = svd.singularValues.prefix { $0 >= least }.count
      // U S = A V, row by row: twins are then summed alike, which the rows of U do not promise.
      let scores = (0..<matrix.rowCount).map { row in
        (0..<kept).reduce(0.0) { squares, component in
          let along = matrix.entries(ofRow: row).reduce(0.0) {
            let column = Int(matrix.columnIndices[$1])
            return $0 + Double(matrix.values[$1]) * Double(svd.vTransposed[component, column])
          }
          return squares + along * along
        }.squareRoot()
      }
      return SentenceRanking(scores: scores)
    } catch {
      // LAPACK gave up on finite numbers: no order but that of the text, and said so.
      return SentenceRanking(
        scores: [Double](repeating: 0, count: document.sentenceCount), converged: false)
    }
  }

  private func matrix(of document: SentenceTerms) throws(MathError) -> SparseMatrix {
    let values = document.weights { document.smoothIDF($0) }
    var indices: [Int32] = []
    var sorted: [Float] = []
    for sentence in 0..<document.sentenceCount {
      for entry in document.entries(of: sentence).sorted(by: { document.terms[$0] < document.terms[$1] }) {
        indices.append(document.terms[entry])
        sorted.append(Float(values[entry]))
      }
    }
    return try SparseMatrix(
      columnCount: document.termCount, rowOffsets: document.offsets, columnIndices: indices, values: sorted)
  }
}
