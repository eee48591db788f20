import ParallaxText

#if canImport(Glibc)
  internal import Glibc
#endif

/// Holds a text against a claim: how close they are, where, and by which words the text takes a stand.
///
/// A word w weighs ln((1 + n) / (1 + df(w))), n being the number of documents learnt from and df(w) how
/// many of them hold it, so that a word that was never seen, such as a new name, weighs most. Frequencies
/// are kept by a hash of 16 bits; two words that share one share the larger frequency of their sum.
public struct ClaimComparer: Sendable, Hashable {
  /// The bits of the hash by which frequencies are kept.
  public static let bucketBits = 16

  /// The weight of each bucket of words.
  public let weights: [Float]

  /// Creates a comparer from weights learnt before.
  ///
  /// - Throws: ``FeatureError`` of code `vocabulary` where their number is wrong or one is not finite.
  public init(weights: [Float]) throws(FeatureError) {
    guard weights.count == 1 << Self.bucketBits else {
      throw FeatureError(
        .vocabulary, "\(weights.count) weights of words; expected \(1 << Self.bucketBits)")
    }
    if let bad = weights.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
      throw FeatureError(.vocabulary, "the weight of words \(bad) is \(weights[bad]); expected 0 or more")
    }
    self.weights = weights
  }

  /// Learns the weights of words from documents; one that is given several times counts once.
  ///
  /// - Throws: ``FeatureError`` where no document is given.
  public static func fit(_ documents: some Sequence<String>) throws(FeatureError) -> ClaimComparer {
    var frequencies = [UInt32](repeating: 0, count: 1 << bucketBits)
    var seen: Set<String> = []
    var scanner = ClaimScanner()
    for document in documents where seen.insert(document).inserted {
      scanner.scan(document)
      for bucket in Set(scanner.words.words.map(bucket)) { frequencies[bucket] += 1 }
    }
    guard !seen.isEmpty else { throw .noDocuments }
    let count = Double(seen.count)
    return try ClaimComparer(weights: frequencies.map { Float(log((1 + count) / (1 + Double($0)))) })
  }

  @inline(__always) static func bucket(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(64 - bucketBits))
  }

  @inline(__always) func weight(of hash: UInt64) -> Double { Double(weights[Self.bucket(hash)]) }

  /// The names of the measures, in the order of their values.
  public static let names: [String] = {
    var names = [
      "best_sentence_cosine", "top_sentences_cosine", "best_sentence_place", "lead_cosine",
      "first_sentence_cosine", "text_cosine", "text_coverage", "best_sentence_coverage", "shared_words",
      "word_jaccard", "shared_pairs", "stem_coverage", "rarest_shared_word", "near_sentences",
      "sentence_count", "claim_length",
    ]
    for place in ["claim", "best_sentence", "lead", "text"] {
      names += ClaimCues.kinds.map { "\($0)_in_\(place)" }
    }
    return names + [
      "refuting_differs", "negating_differs", "claim_asks", "best_sentence_asks", "claim_quotes",
    ]
  }()

  /// The number of words of a claim, each once.
  public static func wordCount(ofClaim claim: String) -> Int {
    var scanner = ClaimScanner()
    scanner.scan(claim)
    return Set(scanner.words.words).count
  }

  /// The measures of a text and a claim, in the order of ``names``.
  ///
  /// - Complexity: O(bytes + words · log words).
  public func values(text: String, claim: String) -> [Double] {
    ClaimComparison(self, text: text, claim: claim).values
  }

  /// The sentence of the text that is closest to the claim, the first of those that tie: UTF-8 offsets.
  ///
  /// Nil where no sentence shares a word with the claim.
  public func closestSentence(of text: String, to claim: String) -> Range<Int>? {
    ClaimComparison(self, text: text, claim: claim).closestSentence
  }
}

/// Splits texts into hashed words, in memory that is used again.
struct ClaimScanner: ~Copyable {
  private let scanner = WordScanner()
  private var buffer = PaddedText(capacity: 1 << 13)
  private(set) var words = HashedWords()

  /// The words of a text, until the next one is scanned.
  mutating func scan(_ text: String) {
    words.removeAll()
    buffer.with(text, lowercasing: true) { scanner.scan($0, count: $1, into: &words) }
  }
}
