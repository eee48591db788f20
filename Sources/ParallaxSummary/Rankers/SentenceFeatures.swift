#if canImport(Glibc)
  internal import Glibc
#endif

/// What a learned ranker knows of each sentence of a document: where it stands, how central each method finds
/// it, and what it is made of.
///
/// Scores of methods are shares of the document's best. All features are of the order of 1, none is NaN, and
/// none depends on another document.
public struct SentenceFeatures: Sendable, Hashable {
  /// The names of the features, in the order of their values.
  public static let names = [
    "is_first", "inverse_position", "relative_position", "textrank", "textrank_cosine", "textrank_tf",
    "textrank_product", "textrank_bm25", "lexrank_continuous", "lsa", "luhn", "sumbasic", "klsum",
    "log_words", "relative_length",
    "distinct_terms", "title_overlap", "names", "numbers", "quotation", "needs_neighbour", "fragment",
  ]

  /// The values of each sentence, as many as there are names.
  public let rows: [[Double]]
  /// The words of each sentence as a multiple of the document's mean.
  public let relativeLengths: [Double]
  /// Whether all methods met their tolerance.
  public let converged: Bool

  /// The values less their means over the document: what tells its sentences apart.
  public var centredRows: [[Double]] {
    guard let first = rows.first else { return [] }
    let means = first.indices.map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
    return rows.map { row in zip(row, means).map { $0 - $1 } }
  }

  /// The methods whose scores are features, in the order of their names.
  private static let rankers: [any TermRanker] = [
    TextRank(similarity: .overlap), TextRank(similarity: .tfidfCosine),
    TextRank(similarity: .termFrequencyCosine), TextRank(similarity: .tfidfProduct),
    TextRank(similarity: .bm25),
    LexRank(edges: .continuous), LSARanker(), Luhn(), SumBasic(), KLSum(),
  ]

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - sentences: UTF-8 byte ranges within the text, ascending.
  ///   - text: the document.
  ///   - title: its title; nil gives 0 for what is shared with it.
  public init(of sentences: [Range<Int>], in text: String, title: String? = nil) {
    self.init(
      of: sentences, in: text, title: title, terms: SentenceTerms(sentences: sentences, text: text))
  }

  init(of sentences: [Range<Int>], in text: String, title: String?, terms: SentenceTerms) {
    let rankings = Self.rankers.map { $0.ranking(of: terms) }
    let shares = rankings.map { SentenceRanking.shares($0.scores) }
    let looks = Self.looks(sentences, text)
    let titles = Self.titleShares(terms, title)
    let count = Double(sentences.count)
    let meanWords = max(1, Double(looks.reduce(0) { $0 + $1.traits.words }) / max(1, count))
    let mostTerms = sentences.indices.reduce(1) { max($0, terms.entries(of: $1).count) }
    let relativeLengths = looks.map { Double($0.traits.words) / meanWords }
    self.relativeLengths = relativeLengths
    rows = sentences.indices.map { index in
      let look = looks[index]
      let words = Double(look.traits.words)
      let place = [index == 0 ? 1 : 0, 1 / Double(index + 1), Double(index) / max(1, count - 1)]
      let made = [
        log(1 + words) / 4, relativeLengths[index] / 2,
        Double(terms.entries(of: index).count) / Double(mostTerms), titles[index],
        Double(look.names) / max(1, words), Double(look.numbers) / max(1, words), look.traits.quotedShare,
        look.traits.needsNeighbour ? 1 : 0, look.traits.isFragment ? 1 : 0,
      ]
      return place + shares.map { $0[index] } + made
    }
    converged = rankings.allSatisfy(\.converged)
  }

  /// What of the title's terms each sentence holds.
  private static func titleShares(_ terms: SentenceTerms, _ title: String?) -> [Double] {
    guard let title else { return [Double](repeating: 0, count: terms.sentenceCount) }
    let asked = SentenceTerms(sentences: [0..<title.utf8.count], text: title)
    let isAsked = terms.termWeights(of: asked) { _ in 1 }
    return (0..<terms.sentenceCount).map { sentence in
      terms.entries(of: sentence).reduce(0.0) { $0 + isAsked[Int(terms.terms[$1])] }
        / Double(max(1, asked.termCount))
    }
  }

  /// What the bytes of a sentence show.
  private struct Look {
    var traits: SentenceTraits
    /// Words but the first that begin with a capital.
    var names = 0
    /// Words that begin with a digit.
    var numbers = 0

    init(_ traits: SentenceTraits, _ bytes: UnsafeRawBufferPointer) {
      self.traits = traits
      var previous: UInt8 = 32
      var words = 0
      for byte in bytes {
        if previous <= 32, byte > 32 {
          words += 1
          if words > 1, byte &- 65 < 26 { names += 1 }
          if byte &- 48 < 10 { numbers += 1 }
        }
        previous = byte
      }
    }
  }

  private static func looks(_ sentences: [Range<Int>], _ text: String) -> [Look] {
    func read(_ bytes: UnsafeRawBufferPointer) -> [Look] {
      zip(SentenceTraits.all(sentences, in: bytes), sentences).map {
        Look($0, UnsafeRawBufferPointer(rebasing: bytes[$1]))
      }
    }
    return text.utf8.withContiguousStorageIfAvailable { read(UnsafeRawBufferPointer($0)) }
      ?? Array(text.utf8).withUnsafeBytes { read($0) }
  }
}
