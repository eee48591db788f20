import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

/// The symmetric graph of a document's sentences, without loops.
///
/// Every similarity here is a sum over shared terms, sim(i, j) = s_i s_j sum_t a_it b_jt, or a short sum of
/// such. Up to ``denseLimit`` sentences the weights are computed once through an inverted index; above it
/// they are never stored, and each product runs over the terms instead, so that time and memory stay
/// linear in the text.
package struct SentenceGraph {
  /// The most sentences whose weights are kept as a square (32 MiB).
  package static let denseLimit = 2_048

  /// One term of the sum: values along the document's entries, and a scale for each sentence.
  private struct Factor {
    var left: [Double]
    /// Nil where it equals `left`.
    var right: [Double]?
    /// Nil for ones.
    var scales: [[Double]]?
  }

  private let document: SentenceTerms
  private let weights: [Double]?
  private let factor: Factor
  /// The sum of the weights at each sentence.
  package private(set) var degrees: [Double]

  /// The graph of a similarity.
  package init(_ document: SentenceTerms, similarity: SentenceSimilarity, denseLimit: Int = Self.denseLimit) {
    let isDense = document.sentenceCount <= denseLimit
    switch similarity {
    case .overlap:
      let ones = [Double](repeating: 1, count: document.terms.count)
      let sizes = (0..<document.sentenceCount).map { Double(document.entries(of: $0).count) }
      let logs = sizes.map { $0 > 1 ? log($0) : 0 }
      let factor = Factor(left: ones, scales: isDense ? nil : Self.reciprocalScales(logs))
      self.init(document, factor, isDense) { logs[$0] > 0 && logs[$1] > 0 ? $2 / (logs[$0] + logs[$1]) : 0 }
    case .tfidfCosine:
      self.init(document, Factor(left: document.tfidfRows()), isDense) { $2 }
    case .termFrequencyCosine:
      self.init(document, Factor(left: document.unitRows { _ in 1 }), isDense) { $2 }
    case .tfidfProduct:
      self.init(document, Factor(left: document.weights { document.smoothIDF($0) }), isDense) { $2 }
    case .bm25:
      let (query, sentence) = Self.bm25(document)
      self.init(document, Factor(left: query, right: sentence), isDense) { $2 }
    }
  }

  /// The graph of the cosines of rows of unit length; where `threshold` is given, and the graph is dense,
  /// cosines above it become 1 and others 0.
  init(
    _ document: SentenceTerms, unitRows: [Double], threshold: Double?, denseLimit: Int = Self.denseLimit
  ) {
    self.init(document, Factor(left: unitRows), document.sentenceCount <= denseLimit) { _, _, cosine in
      if let threshold { cosine > threshold ? 1 : 0 } else { cosine }
    }
  }

  private init(
    _ document: SentenceTerms, _ factor: Factor, _ isDense: Bool, weight: (Int, Int, Double) -> Double
  ) {
    self.document = document
    self.factor = factor
    weights = isDense ? Self.square(document, factor, weight) : nil
    degrees = []
    let ones = [Double](repeating: 1, count: document.sentenceCount)
    var sums = ones
    ones.withUnsafeBufferPointer { x in sums.withUnsafeMutableBufferPointer { multiply(x, into: $0) } }
    degrees = sums
  }

  /// The weights of the edges of a sentence, itself included with 0; nil above the dense limit.
  func row(_ sentence: Int) -> ArraySlice<Double>? {
    let count = document.sentenceCount
    return weights.map { $0[(sentence * count)..<((sentence + 1) * count)] }
  }

  /// y = S x.
  package func multiply(_ x: UnsafeBufferPointer<Double>, into y: UnsafeMutableBufferPointer<Double>) {
    guard let weights else { return multiplyByTerms(x, into: y) }
    let count = x.count
    y.update(repeating: 0)
    weights.withUnsafeBufferPointer { weights in
      // Rows times numbers, added up: no sum runs along a row, so it vectorises; four rows at a time
      // spare three of four passes over y.
      var row = 0
      while row &+ 4 <= count {
        let (a, b, c, d) = (x[row], x[row &+ 1], x[row &+ 2], x[row &+ 3])
        let first = row &* count
        let (second, third, fourth) = (first &+ count, first &+ 2 &* count, first &+ 3 &* count)
        for column in 0..<count {
          let low = a * weights[first &+ column] + b * weights[second &+ column]
          let high = c * weights[third &+ column] + d * weights[fourth &+ column]
          y[column] += low + high
        }
        row &+= 4
      }
      while row < count {
        let (value, start) = (x[row], row &* count)
        for column in 0..<count { y[column] += value * weights[start &+ column] }
        row &+= 1
      }
    }
  }

  private func multiplyByTerms(_ x: UnsafeBufferPointer<Double>, into y: UnsafeMutableBufferPointer<Double>) {
    y.update(repeating: 0)
    let right = factor.right ?? factor.left
    let passes =
      factor.right == nil
      ? [(factor.left, right, 1.0)] : [(factor.left, right, 0.5), (right, factor.left, 0.5)]
    for scale in factor.scales ?? [[Double](repeating: 1, count: x.count)] {
      for (left, right, share) in passes {
        var sums = [Double](repeating: 0, count: document.termCount)
        for row in 0..<x.count where x[row] * scale[row] != 0 {
          let value = x[row] * scale[row] * share
          for entry in document.entries(of: row) { sums[Int(document.terms[entry])] += value * right[entry] }
        }
        for row in 0..<x.count {
          let own = x[row] * scale[row] * share
          var sum = 0.0
          for entry in document.entries(of: row) {
            sum += left[entry] * (sums[Int(document.terms[entry])] - own * right[entry])
          }
          y[row] += scale[row] * sum
        }
      }
    }
    // Taking the loop out may leave a rounding error below zero.
    for row in 0..<x.count { y[row] = max(0, y[row]) }
  }

  /// The weights as a square, through an inverted index that grows with the rows.
  private static func square(
    _ document: SentenceTerms, _ factor: Factor, _ weight: (Int, Int, Double) -> Double
  ) -> [Double] {
    let count = document.sentenceCount
    var starts = [Int](repeating: 0, count: document.termCount)
    var position = 0
    for term in 0..<document.termCount {
      starts[term] = position
      position += Int(document.sentenceFrequencies[term])
    }
    var ends = starts
    var postings = [Posting](repeating: Posting(sentence: 0, left: 0, right: 0), count: position)
    let right = factor.right ?? factor.left
    var square = [Double](repeating: 0, count: count * count)
    square.withUnsafeMutableBufferPointer { square in
      postings.withUnsafeMutableBufferPointer { postings in
        for row in 0..<count {
          let base = row &* count
          for entry in document.entries(of: row) {
            let term = Int(document.terms[entry])
            let (a, b) = (factor.left[entry] * 0.5, right[entry] * 0.5)
            let end = ends[term]
            for place in starts[term]..<end {
              let posting = postings[place]
              square[base &+ posting.sentence] += a * posting.right + b * posting.left
            }
            postings[end] = Posting(sentence: row, left: factor.left[entry], right: right[entry])
            ends[term] = end &+ 1
          }
          for column in 0..<row where square[base &+ column] != 0 {
            let value = weight(row, column, square[base &+ column])
            square[base &+ column] = value
            square[column &* count &+ row] = value
          }
        }
      }
    }
    return square
  }

  private struct Posting {
    var sentence: Int
    var left: Double
    var right: Double
  }

  /// Scales whose products sum to 1 / (l_i + l_j).
  ///
  /// The trapezoid rule with step 0.2 on the integral over u of exp(-s (l_i + l_j)) ds/du, with
  /// s = exp(u - exp(-u)) (the double-exponential rule of Takahasi & Mori 1974): within 2e-10 of the
  /// quotient for sums in 1.38 ... 30, logarithms of 2 to 3 million terms. Sentences with l = 0 get 0.
  private static func reciprocalScales(_ logs: [Double]) -> [[Double]] {
    let step = 0.2
    return (-15...17).map { node in
      let u = Double(node) * step
      let s = exp(u - exp(-u))
      let root = (step * s * (1 + exp(-u))).squareRoot()
      return logs.map { $0 > 0 ? root * exp(-s * $0) : 0 }
    }
  }

  private static func bm25(_ document: SentenceTerms) -> (query: [Double], sentence: [Double]) {
    let (k1, b) = (1.2, 0.75)
    let n = Double(document.sentenceCount)
    let total = document.lengths.reduce(0, +)
    let mean = max(1, Double(total) / max(1, n))
    let idf = document.sentenceFrequencies.map { log(1 + (n - Double($0) + 0.5) / (Double($0) + 0.5)) }
    var query = [Double](repeating: 0, count: document.terms.count)
    var sentence = query
    for row in 0..<document.sentenceCount {
      let norm = k1 * (1 - b + b * Double(document.lengths[row]) / mean)
      for entry in document.entries(of: row) {
        let count = Double(document.counts[entry])
        query[entry] = idf[Int(document.terms[entry])]
        sentence[entry] = count * (k1 + 1) / (count + norm)
      }
    }
    return (query, sentence)
  }
}
