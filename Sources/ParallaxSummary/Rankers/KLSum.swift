#if canImport(Glibc)
  internal import Glibc
#endif

/// Ranks sentences by how close a summary of them comes to the document's distribution of words (Haghighi &
/// Vanderwende 2009).
///
/// Sentences are picked one after another, always the one that leaves the least Kullback-Leibler divergence
/// sum_w p(w) ln(p(w) / q(w)) from the document p to the summary q, words the summary lacks counting
/// `smoothing` times. The first pick of n scores 1, the next (n - 1) / n, and so on; after 256 picks the
/// rest follow by the divergence they would leave then.
///
/// - Complexity: O(256 x entries).
public struct KLSum: TermRanker, Hashable {
  /// What each word's count in the summary is raised by.
  public let smoothing: Double

  /// Creates a ranker.
  ///
  /// - Precondition: `smoothing` is positive.
  public init(smoothing: Double = 0.01) {
    precondition(smoothing > 0, "smoothing \(smoothing) is not positive")
    self.smoothing = smoothing
  }

  /// "kl-sum".
  public var method: String { "kl-sum" }

  package func ranking(of document: SentenceTerms) -> SentenceRanking {
    let total = Double(max(1, document.lengths.reduce(0, +)))
    let probabilities = document.termFrequencies.map { Double($0) / total }
    var counts = [Double](repeating: smoothing, count: document.termCount)
    var length = smoothing * Double(document.termCount)
    // KL = const - sum_w p ln(count_w + s) + ln(length), so only a sentence's own terms change the sum.
    func value(_ sentence: Int) -> Double {
      guard document.lengths[sentence] > 0 else { return -Double.greatestFiniteMagnitude }
      let gain = document.entries(of: sentence).reduce(0.0) {
        let term = Int(document.terms[$1])
        return $0 + probabilities[term] * log(1 + Double(document.counts[$1]) / counts[term])
      }
      return gain - log(1 + Double(document.lengths[sentence]) / length)
    }
    return .picking(document.sentenceCount, value: value) { sentence in
      for entry in document.entries(of: sentence) {
        counts[Int(document.terms[entry])] += Double(document.counts[entry])
      }
      length += Double(document.lengths[sentence])
    }
  }
}
