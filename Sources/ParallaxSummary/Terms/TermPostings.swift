/// An inverted index of a document: which sentences hold a term, and with what value.
struct TermPostings: Sendable {
  private let terms: SentenceTerms
  private let values: [Double]
  private let starts: [Int]
  private let sentences: [Int32]
  private let weights: [Double]

  /// Indexes values that run along the entries of a document.
  init(_ terms: SentenceTerms, values: [Double]) {
    var ends = [0]
    ends.reserveCapacity(terms.termCount + 1)
    for frequency in terms.sentenceFrequencies { ends.append(ends[ends.count - 1] + Int(frequency)) }
    let starts = ends
    var sentences = [Int32](repeating: 0, count: terms.terms.count)
    var weights = [Double](repeating: 0, count: terms.terms.count)
    for sentence in 0..<terms.sentenceCount {
      for entry in terms.entries(of: sentence) {
        let term = Int(terms.terms[entry])
        sentences[ends[term]] = Int32(sentence)
        weights[ends[term]] = values[entry]
        ends[term] += 1
      }
    }
    self.terms = terms
    self.values = values
    self.starts = starts
    self.sentences = sentences
    self.weights = weights
  }

  /// Raises each number to the inner product of its sentence with the given one, where that is higher.
  ///
  /// - Parameter scratch: a zero for each sentence, and so left behind.
  /// - Complexity: O(entries that share a term with it).
  func raise(_ numbers: inout [Double], toCosinesWith sentence: Int, scratch: inout [Double]) {
    visitCosines(with: sentence, scratch: &scratch) { other, cosine in
      if cosine > numbers[other] { numbers[other] = cosine }
    }
  }

  /// Visits the sentences that share a term with the given one, itself included, with the inner product of
  /// both; a sentence may be visited again with 0.
  ///
  /// - Parameter scratch: a zero for each sentence, and so left behind.
  /// - Complexity: O(entries that share a term with it).
  @inline(__always)
  func visitCosines(with sentence: Int, scratch: inout [Double], _ visit: (Int, Double) -> Void) {
    for entry in terms.entries(of: sentence) {
      let term = Int(terms.terms[entry])
      for place in starts[term]..<starts[term + 1] {
        scratch[Int(sentences[place])] += values[entry] * weights[place]
      }
    }
    for entry in terms.entries(of: sentence) {
      let term = Int(terms.terms[entry])
      for place in starts[term]..<starts[term + 1] {
        let other = Int(sentences[place])
        visit(other, scratch[other])
        scratch[other] = 0
      }
    }
  }
}
