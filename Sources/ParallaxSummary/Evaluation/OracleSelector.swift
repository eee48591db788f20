import ParallaxText

/// Chooses the sentences that come closest to references which no method may see: the best that choosing
/// sentences could do, as greedily as it can be found (Nallapati, Zhai & Zhou 2017).
///
/// Sentences are taken one after another, always the one that most raises the mean of ROUGE-1 and ROUGE-2 F1
/// against the best of the references, the earlier one where two tie, until none raises it or the length is
/// reached. Pairs of tokens are counted within sentences.
public struct OracleSelector: Sendable, Hashable {
  /// Whether tokens longer than three letters are stemmed.
  public let usesStemmer: Bool

  /// Creates a selector.
  public init(usesStemmer: Bool = true) { self.usesStemmer = usesStemmer }

  /// The indices of the chosen sentences, ascending.
  ///
  /// - Parameters:
  ///   - sentences: UTF-8 byte ranges within the text.
  ///   - text: the document.
  ///   - references: what a good summary says; none gives no sentence.
  ///   - limit: the most sentences taken.
  /// - Complexity: O(limit x tokens x references).
  public func indices(
    of sentences: [Range<Int>], in text: String, references: [String], limit: Int = .max
  ) -> [Int] {
    var numbers = TokenNumbers(usesStemmer: usesStemmer)
    let wanted = references.map { Counts([Array(numbers.lines(of: $0).joined())]) }
    let candidates = sentences.map { Counts([Array(numbers.lines(of: text.slice(utf8: $0)).joined())]) }
    var taken: [Int] = []
    var summary = Counts([])
    var best = 0.0
    while taken.count < limit {
      var next: (sentence: Int, value: Double)?
      for (sentence, candidate) in candidates.enumerated() where !taken.contains(sentence) {
        let value = wanted.reduce(0) { max($0, summary.value(adding: candidate, against: $1)) }
        if value > next?.value ?? best { next = (sentence, value) }
      }
      guard let next else { break }
      summary.add(candidates[next.sentence])
      taken.append(next.sentence)
      best = next.value
    }
    return taken.sorted()
  }

  /// How often a text holds each token and each pair of tokens.
  private struct Counts {
    private var tokens: [Int64: Int] = [:]
    private var pairs: [Int64: Int] = [:]
    private var tokenCount = 0
    private var pairCount = 0

    init(_ lines: [[Int32]]) {
      for line in lines {
        for token in line { tokens[Int64(token), default: 0] += 1 }
        for (a, b) in zip(line, line.dropFirst()) { pairs[Int64(a) << 32 | Int64(b), default: 0] += 1 }
        tokenCount += line.count
        pairCount += max(0, line.count - 1)
      }
    }

    mutating func add(_ other: Counts) {
      tokens.merge(other.tokens, uniquingKeysWith: +)
      pairs.merge(other.pairs, uniquingKeysWith: +)
      tokenCount += other.tokenCount
      pairCount += other.pairCount
    }

    /// The mean of both F1 once another text is added.
    func value(adding other: Counts, against wanted: Counts) -> Double {
      let first = Self.matches(tokens, other.tokens, wanted.tokens)
      let second = Self.matches(pairs, other.pairs, wanted.pairs)
      let (size, pairSize) = (tokenCount + other.tokenCount, pairCount + other.pairCount)
      // 2 m / (candidate + reference) is the harmonic mean of precision and recall.
      return Double(first) / Double(max(1, size + wanted.tokenCount))
        + Double(second) / Double(max(1, pairSize + wanted.pairCount))
    }

    private static func matches(_ own: [Int64: Int], _ added: [Int64: Int], _ wanted: [Int64: Int]) -> Int {
      var count = 0
      for (key, limit) in wanted { count += min(limit, own[key, default: 0] + added[key, default: 0]) }
      return count
    }
  }
}
