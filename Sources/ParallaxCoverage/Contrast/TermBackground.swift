import Foundation
import ParallaxFeatures
import ParallaxSummary

/// How common words are in other news: the informative part of the prior of ``Contrast``.
public struct TermBackground: Sendable, Hashable {
  private let shares: [String: Double]

  /// Creates a background from counts of occurrences; terms of more than one word are left out.
  public init(_ frequencies: DocumentFrequencies) {
    var counts: [String: Double] = [:]
    for column in 0..<frequencies.vocabulary.count {
      let term = frequencies.vocabulary.term(at: column)
      if !term.contains(" ") { counts[term] = Double(frequencies.occurrences[column]) }
    }
    self.init(counts: counts)
  }

  /// Creates a background where only the number of documents of each term is known.
  ///
  /// A term of a share d of the documents is taken to occur -ln(1 - d) times in each, as it does where its
  /// occurrences are spread by chance (Poisson).
  public init(_ frequencies: BackgroundFrequencies) {
    let documents = Double(max(1, frequencies.documentCount))
    self.init(
      counts: frequencies.documentFrequencies.mapValues { -log(1 - min(Double($0) / documents, 0.999)) })
  }

  private init(counts: [String: Double]) {
    // In the order of the terms, because the order of a sum decides its last bits.
    let total = counts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    shares = total > 0 ? counts.mapValues { $0 / total } : [:]
  }

  /// The term's share of all words, nil where it is not known.
  public func share(of term: String) -> Double? { shares[term] }
}
