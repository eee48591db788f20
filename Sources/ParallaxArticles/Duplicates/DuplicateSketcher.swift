/// Turns texts into what ``DuplicateFinder`` compares; safe to use from several threads.
public struct DuplicateSketcher: Sendable {
  /// The settings of finding near-duplicates.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The least Jaccard similarity of two texts' sets of shingles that makes them near-duplicates.
    public var threshold: Double
    /// The number of words of a shingle.
    public var shingleLength: Int
    /// The number of places of a MinHash signature.
    public var permutations: Int
    /// The probability with which a pair just at the threshold must be found.
    public var recall: Double
    /// The seed of the hash functions.
    public var seed: UInt64

    enum CodingKeys: String, CodingKey {
      case threshold, permutations, recall, seed
      case shingleLength = "shingle_length"
    }

    /// Creates settings; by default Jaccard 0.8 of shingles of five words, 128 permutations and a recall of 0.995.
    public init(
      threshold: Double = 0.8, shingleLength: Int = 5, permutations: Int = 128, recall: Double = 0.995,
      seed: UInt64 = 1
    ) {
      self.threshold = threshold
      self.shingleLength = shingleLength
      self.permutations = permutations
      self.recall = recall
      self.seed = seed
    }

    /// Checks the settings.
    ///
    /// - Throws: ``ArticleError`` with code `malformed`, naming the setting, its value and what was expected; also
    ///   where the permutations are too few for the threshold and the recall.
    public func validate() throws(ArticleError) {
      func check(_ holds: Bool, _ message: String) throws(ArticleError) {
        if !holds { throw ArticleError(.malformed, message) }
      }
      try check(threshold > 0 && threshold <= 1, "threshold is \(threshold); expected above 0 and at most 1")
      try check((1...1000).contains(shingleLength), "shingle_length is \(shingleLength); expected 1 to 1000")
      try check((1...4096).contains(permutations), "permutations is \(permutations); expected 1 to 4096")
      try check(recall > 0 && recall < 1, "recall is \(recall); expected above 0 and below 1")
      let cut = LSHBands(threshold: threshold, permutations: permutations, recall: recall)
      try check(
        cut != nil,
        "\(permutations) permutations cannot find pairs at \(threshold) with a probability of \(recall): give "
          + "more permutations or a higher threshold")
    }
  }

  /// The settings.
  public let configuration: Configuration
  /// How signatures are cut into bands.
  public let bands: LSHBands
  private let minHash: MinHash

  /// Creates a sketcher.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` where the settings are not valid.
  public init(configuration: Configuration = Configuration()) throws(ArticleError) {
    try configuration.validate()
    self.configuration = configuration
    bands =
      LSHBands(
        threshold: configuration.threshold, permutations: configuration.permutations,
        recall: configuration.recall) ?? LSHBands(bands: configuration.permutations, rows: 1)
    // Places that no band takes need not be computed.
    minHash = MinHash(permutations: bands.bands * bands.rows, seed: configuration.seed)
  }

  /// The sketch of a text.
  ///
  /// Words are runs of letters, digits and underscores in lower case. A text of fewer words than a shingle has one
  /// shingle, all of its words; a text without words has none and is like no other.
  ///
  /// - Complexity: O(bytes + words · permutations).
  public func sketch(of text: String) -> DuplicateSketch {
    let words = WordHashSink.hashes(of: text)
    let shingles = Shingles.hashes(of: words, length: configuration.shingleLength)
    return DuplicateSketch(
      keys: shingles.isEmpty ? [] : bands.keys(of: minHash.signature(of: shingles)), shingles: shingles,
      fingerprint: words.reduce(UInt64(words.count)) { WordHash.mixed($0 ^ $1) })
  }
}
