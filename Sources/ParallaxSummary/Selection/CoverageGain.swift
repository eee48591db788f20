/// What a sentence adds to the coverage and diversity of those taken; see ``SummaryObjective``.
///
/// The function is monotone and submodular: gains only fall as sentences are taken, so a gain that was
/// computed earlier is a bound, which is what lets greedy selection be lazy (Minoux 1978).
struct CoverageGain {
  private let graph: SentenceGraph
  /// What of each sentence can be covered at most.
  private let caps: [Double]
  private let groups: [Int]
  /// The mean similarity of each sentence to all.
  private let relevance: [Double]
  private let coverageScale: Double
  private let diversityScale: Double

  private var covered: [Double]
  private var groupSums: [Double]

  /// The cosine above which two sentences belong to one group.
  static let groupCosine = 0.2
  /// The sentences of a group where the document is too long to compare all.
  static let blockSize = 5

  init(_ terms: SentenceTerms, saturation: Double, diversity: Double) {
    let rows = terms.tfidfRows()
    graph = SentenceGraph(terms, unitRows: rows, threshold: nil)
    let count = terms.sentenceCount
    // A sentence covers itself wholly, so that one without neighbours still has something to give.
    let degrees = graph.degrees.enumerated().map { terms.entries(of: $0).isEmpty ? 0 : $1 + 1 }
    caps = degrees.map { saturation * $0 }
    relevance = degrees.map { $0 / Double(max(1, count)) }
    if graph.row(0) != nil {
      let clusters = SentenceClusters(terms, unitRows: rows, above: Self.groupCosine)
      groups = clusters.groups
      groupSums = [Double](repeating: 0, count: clusters.count)
    } else {
      groups = (0..<count).map { $0 / Self.blockSize }
      groupSums = [Double](repeating: 0, count: count / Self.blockSize + 1)
    }
    covered = [Double](repeating: 0, count: count)
    let total = caps.reduce(0, +)
    coverageScale = total > 0 ? 1 / total : 0
    var sums = groupSums
    for sentence in 0..<count { sums[groups[sentence]] += relevance[sentence] }
    let greatest = sums.reduce(0) { $0 + $1.squareRoot() }
    diversityScale = greatest > 0 ? diversity / greatest : 0
  }

  /// What taking a sentence would add.
  ///
  /// - Complexity: O(n) up to 2,048 sentences, O(1) above.
  func gain(_ sentence: Int) -> Double {
    let sum = groupSums[groups[sentence]]
    let diversity = (sum + relevance[sentence]).squareRoot() - sum.squareRoot()
    return coverageScale * coverage(of: sentence) + diversityScale * diversity
  }

  /// Takes a sentence.
  mutating func take(_ sentence: Int) {
    groupSums[groups[sentence]] += relevance[sentence]
    guard let row = graph.row(sentence) else { return }
    for (other, weight) in zip(covered.indices, row) { covered[other] += weight }
    if caps[sentence] > 0 { covered[sentence] += 1 }
  }

  private func coverage(of sentence: Int) -> Double {
    guard caps[sentence] > 0 else { return 0 }
    guard let row = graph.row(sentence) else { return relevance[sentence] }
    var gain = min(caps[sentence], covered[sentence] + 1) - min(caps[sentence], covered[sentence])
    for (other, weight) in zip(covered.indices, row) where weight > 0 {
      gain += min(caps[other], covered[other] + weight) - min(caps[other], covered[other])
    }
    return gain
  }
}
