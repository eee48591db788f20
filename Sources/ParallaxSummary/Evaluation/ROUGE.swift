/// Recall-oriented measures of a summary against references (Lin 2004), equal to those of rouge-score
/// 0.1.2.
///
/// Texts are lowercased and cut into runs of a-z and 0-9; with stemming, tokens longer than three letters
/// are reduced by ``PorterStemmer``. ROUGE-N counts n-grams, each clipped to its count on the other side.
/// ROUGE-L takes the longest common subsequence of the whole texts. ROUGE-Lsum takes texts as one sentence
/// a line, unites for each line of the reference its longest common subsequences with all lines of the
/// candidate, and lets each token match at most as often as either side holds it. A side without tokens
/// scores 0.
public struct ROUGE: Sendable, Hashable {
  /// Precision, recall and their harmonic mean.
  public struct Score: Sendable, Hashable, Codable {
    /// The share of the candidate that matches.
    public let precision: Double
    /// The share of the reference that is matched.
    public let recall: Double
    /// 2 P R / (P + R), 0 where both are 0.
    public let f1: Double

    /// Creates a score from matches; a side of size 0 scores 0.
    init(matches: Int, candidate: Int, reference: Int) {
      precision = Double(matches) / Double(max(candidate, 1))
      recall = Double(matches) / Double(max(reference, 1))
      f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
  }

  /// The four measures of one candidate.
  public struct Scores: Sendable, Hashable, Codable {
    /// Single tokens.
    public let rouge1: Score
    /// Pairs of tokens.
    public let rouge2: Score
    /// The longest common subsequence of the whole texts.
    public let rougeL: Score
    /// The union of longest common subsequences line by line.
    public let rougeLsum: Score
  }

  /// Whether tokens longer than three letters are stemmed.
  public let usesStemmer: Bool

  /// Creates a scorer.
  public init(usesStemmer: Bool = true) { self.usesStemmer = usesStemmer }

  /// The configuration, to be printed beside every score.
  public var configuration: String {
    "ROUGE F1, lowercase a-z 0-9, \(usesStemmer ? "Porter stems of tokens over 3 letters" : "no stemming")"
  }

  /// The measures of a candidate against one reference.
  ///
  /// - Complexity: O(candidate x reference) in tokens, time and space.
  public func score(_ candidate: String, reference: String) -> Scores {
    var numbers = TokenNumbers(usesStemmer: usesStemmer)
    let (candidateLines, referenceLines) = (numbers.lines(of: candidate), numbers.lines(of: reference))
    // A line break separates tokens as any other mark does, so the whole is the lines in a row.
    let (a, b) = (Array(candidateLines.joined()), Array(referenceLines.joined()))
    return Scores(
      rouge1: Self.ngrams(a, b, 1), rouge2: Self.ngrams(a, b, 2),
      rougeL: Score(
        matches: Self.commonSubsequence(b, a).count, candidate: a.count, reference: b.count),
      rougeLsum: Self.summaryLevel(candidateLines, referenceLines, tokenCount: numbers.count))
  }

  /// The measures of a candidate against several references: for each measure that of the reference with
  /// the highest F1, the earlier one where two tie, as rouge-score's `score_multi` does.
  ///
  /// - Returns: nil where there is no reference.
  public func score(_ candidate: String, references: [String]) -> Scores? {
    let all = references.map { score(candidate, reference: $0) }
    guard let first = all.first else { return nil }
    func best(_ measure: KeyPath<Scores, Score>) -> Score {
      all.dropFirst().reduce(first[keyPath: measure]) {
        $1[keyPath: measure].f1 > $0.f1 ? $1[keyPath: measure] : $0
      }
    }
    return Scores(
      rouge1: best(\.rouge1), rouge2: best(\.rouge2), rougeL: best(\.rougeL), rougeLsum: best(\.rougeLsum))
  }

  private static func ngrams(_ a: [Int32], _ b: [Int32], _ n: Int) -> Score {
    let (first, second) = (sortedNgrams(a, n), sortedNgrams(b, n))
    var (i, j, matches) = (0, 0, 0)
    while i < first.count, j < second.count {
      if first[i] == second[j] {
        matches += 1
        i += 1
        j += 1
      } else if first[i] < second[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Score(matches: matches, candidate: first.count, reference: second.count)
  }

  /// The n-grams for n of 1 or 2, each as one number, ascending.
  private static func sortedNgrams(_ tokens: [Int32], _ n: Int) -> [Int64] {
    guard n == 2 else { return tokens.map { Int64($0) }.sorted() }
    return zip(tokens, tokens.dropFirst()).map { Int64($0) << 32 | Int64($1) }.sorted()
  }

  private static func summaryLevel(_ candidate: [[Int32]], _ reference: [[Int32]], tokenCount: Int) -> Score {
    var left = [Int](repeating: 0, count: tokenCount)
    var wanted = left
    for token in candidate.joined() { left[Int(token)] += 1 }
    for token in reference.joined() { wanted[Int(token)] += 1 }
    var matches = 0
    for line in reference {
      var isMatched = [Bool](repeating: false, count: line.count)
      for other in candidate {
        for place in commonSubsequence(line, other) { isMatched[place] = true }
      }
      for (place, token) in line.enumerated() where isMatched[place] {
        guard left[Int(token)] > 0, wanted[Int(token)] > 0 else { continue }
        matches += 1
        left[Int(token)] -= 1
        wanted[Int(token)] -= 1
      }
    }
    return Score(
      matches: matches, candidate: candidate.lazy.map(\.count).reduce(0, +),
      reference: reference.lazy.map(\.count).reduce(0, +))
  }

  /// The places in `a` of one longest common subsequence, descending; of several the one that rouge-score
  /// reads back, on which the union depends.
  private static func commonSubsequence(_ a: [Int32], _ b: [Int32]) -> [Int] {
    let width = b.count + 1
    guard !a.isEmpty, !b.isEmpty else { return [] }
    var table = [Int32](repeating: 0, count: (a.count + 1) * width)
    table.withUnsafeMutableBufferPointer { table in
      for i in 1...a.count {
        let (row, above) = (i &* width, (i &- 1) &* width)
        for j in 1...b.count {
          table[row &+ j] =
            a[i &- 1] == b[j &- 1]
            ? table[above &+ j &- 1] &+ 1 : max(table[above &+ j], table[row &+ j &- 1])
        }
      }
    }
    var places: [Int] = []
    var (i, j) = (a.count, b.count)
    while i > 0, j > 0 {
      if a[i - 1] == b[j - 1] {
        places.append(i - 1)
        i -= 1
        j -= 1
      } else if table[i * width + j - 1] > table[(i - 1) * width + j] {
        j -= 1
      } else {
        i -= 1
      }
    }
    return places
  }
}
