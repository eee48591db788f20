#if canImport(Glibc)
  internal import Glibc
#endif

/// Ranks sentences by a linear model of their features, trained on summaries that people wrote.
///
/// The score is the sigmoid of b + w · x, the probability that a sentence belongs to a summary; x are
/// the features that ``SentenceFeatures`` reads, less their means over the document.
public struct LearnedRanker: DocumentRanker, Hashable {
  /// The weights.
  public let weights: Weights
  /// The title of the document, where it is known.
  public let title: String?

  /// Creates a ranker.
  public init(weights: Weights, title: String? = nil) {
    self.weights = weights
    self.title = title
  }

  /// "learned".
  public var method: String { "learned" }

  package func ranking(of sentences: [Range<Int>], in text: String, terms: SentenceTerms) -> SentenceRanking {
    let features = SentenceFeatures(of: sentences, in: text, title: title, terms: terms)
    return SentenceRanking(
      scores: features.centredRows.map { row in
        1 / (1 + exp(-zip(row, weights.values).reduce(weights.intercept) { $0 + $1.0 * $1.1 }))
      }, converged: features.converged)
  }

  /// What was learned: one weight a feature.
  public struct Weights: Sendable, Hashable {
    /// b.
    public let intercept: Double
    /// w, in the order of `SentenceFeatures.names`.
    public let values: [Double]
    /// What they were learned from, and under which licence; shown by whoever uses them.
    public let provenance: String

    /// Creates weights.
    ///
    /// `named` is a weight for each of `SentenceFeatures.names`.
    /// - Throws: ``SummaryError`` of code `weights` where a name is missing or unknown, or a number not finite.
    public init(intercept: Double, named: [String: Double], provenance: String) throws(SummaryError) {
      let unknown = named.keys.filter { !SentenceFeatures.names.contains($0) }.sorted()
      guard unknown.isEmpty else {
        throw SummaryError(.weights, "no feature is called \(unknown.joined(separator: ", "))")
      }
      var values: [Double] = []
      for name in SentenceFeatures.names {
        guard let value = named[name] else {
          throw SummaryError(
            .weights, "there is no weight for the feature \"\(name)\"; train the ranker anew")
        }
        values.append(value)
      }
      guard intercept.isFinite, values.allSatisfy(\.isFinite) else {
        throw SummaryError(.weights, "a weight is NaN or infinite; train the ranker anew")
      }
      self.intercept = intercept
      self.values = values
      self.provenance = provenance
    }
  }
}

extension LearnedRanker.Weights: Codable {
  private enum CodingKeys: String, CodingKey { case format, version, intercept, weights, provenance }

  /// Reads weights, checking every name and number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let format = try container.decode(String.self, forKey: .format)
    let version = try container.decode(Int.self, forKey: .version)
    guard format == "parallax-sentence-ranker", version == 1 else {
      throw SummaryError(
        .weights, "format \"\(format)\", version \(version); expected parallax-sentence-ranker, version 1")
    }
    try self.init(
      intercept: try container.decode(Double.self, forKey: .intercept),
      named: try container.decode([String: Double].self, forKey: .weights),
      provenance: try container.decode(String.self, forKey: .provenance))
  }

  /// Writes weights by the names of their features.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("parallax-sentence-ranker", forKey: .format)
    try container.encode(1, forKey: .version)
    try container.encode(intercept, forKey: .intercept)
    let named = zip(SentenceFeatures.names, values).reduce(into: [String: Double]()) { $0[$1.0] = $1.1 }
    try container.encode(named, forKey: .weights)
    try container.encode(provenance, forKey: .provenance)
  }
}
