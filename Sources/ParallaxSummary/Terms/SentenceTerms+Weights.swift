#if canImport(Glibc)
  internal import Glibc
#endif

extension SentenceTerms {
  /// How often the document holds each term.
  var termFrequencies: [Int] {
    var frequencies = [Int](repeating: 0, count: termCount)
    for (term, count) in zip(terms, counts) { frequencies[Int(term)] += Int(count) }
    return frequencies
  }

  /// ln((1 + n) / (1 + df)) + 1 over the n sentences of the document.
  func smoothIDF(_ term: Int) -> Double {
    log((1 + Double(sentenceCount)) / (1 + Double(sentenceFrequencies[term]))) + 1
  }

  /// The TF-IDF values along the entries, each sentence of unit length.
  func tfidfRows() -> [Double] {
    // A document knows few different frequencies, so each logarithm is taken once.
    var known = [Double](repeating: 0, count: sentenceCount + 1)
    return unitRows { term in
      let frequency = Int(sentenceFrequencies[term])
      if known[frequency] == 0 { known[frequency] = smoothIDF(term) }
      return known[frequency]
    }
  }

  /// tf times a weight of the term along the entries.
  func weights(_ weight: (Int) -> Double) -> [Double] {
    terms.indices.map { Double(counts[$0]) * weight(Int(terms[$0])) }
  }

  /// tf times a weight of the term along the entries, each sentence scaled to unit length; a sentence whose
  /// weights are all 0 stays 0.
  func unitRows(_ weight: (Int) -> Double) -> [Double] {
    var rows = [Double](repeating: 0, count: terms.count)
    for row in 0..<sentenceCount {
      var squares = 0.0
      for entry in entries(of: row) {
        let value = Double(counts[entry]) * weight(Int(terms[entry]))
        rows[entry] = value
        squares += value * value
      }
      guard squares > 0 else { continue }
      let scale = 1 / squares.squareRoot()
      for entry in entries(of: row) { rows[entry] *= scale }
    }
    return rows
  }

  /// A weight for each term of this document: that of its count in another one, 0 where the other lacks it.
  func termWeights(of other: SentenceTerms, _ weight: (Int) -> Double) -> [Double] {
    var counts: [String: Int] = [:]
    for (term, count) in other.termFrequencies.enumerated() { counts[other.spelling(of: term)] = count }
    guard !counts.isEmpty else { return [Double](repeating: 0, count: termCount) }
    return (0..<termCount).map { term in counts[spelling(of: term)].map(weight) ?? 0 }
  }
}
