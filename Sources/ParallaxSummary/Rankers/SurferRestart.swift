/// Where a random surfer on the graph of sentences starts anew, when no edge is followed.
public enum SurferRestart: Sendable, Hashable {
  /// At any sentence alike.
  case uniform
  /// At the sentence of index i with a probability proportional to 1 / (i + 1), so that what a text opens
  /// with counts more (after Florescu & Caragea 2017, who do so with words).
  case position
  /// At a sentence s with a probability proportional to its relevance to a query or a title q, the sum over
  /// the terms of both of ln(1 + tf_s) ln(1 + tf_q) idf, idf = ln((1 + n) / (0.5 + df)) over the document's
  /// sentences (Otterbacher, Erkan & Radev 2005). Uniform where no sentence shares a term with it.
  case query(String)
}

#if canImport(Glibc)
  internal import Glibc
#endif

extension SurferRestart {
  /// The distribution over the sentences of a document; nil where it is uniform.
  func distribution(over document: SentenceTerms) -> [Double]? {
    let weights: [Double]
    switch self {
    case .uniform: return nil
    case .position: weights = (0..<document.sentenceCount).map { 1 / Double($0 + 1) }
    case .query(let text): weights = Self.relevance(of: document, to: text)
    }
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : nil
  }

  private static func relevance(of document: SentenceTerms, to query: String) -> [Double] {
    let asked = SentenceTerms(sentences: [0..<query.utf8.count], text: query)
    let counts = document.termWeights(of: asked) { log(1 + Double($0)) }
    let n = Double(document.sentenceCount)
    return (0..<document.sentenceCount).map { sentence in
      document.entries(of: sentence).reduce(0.0) {
        let term = Int(document.terms[$1])
        guard counts[term] > 0 else { return $0 }
        let idf = log((1 + n) / (0.5 + Double(document.sentenceFrequencies[term])))
        return $0 + log(1 + Double(document.counts[$1])) * counts[term] * idf
      }
    }
  }
}
