import ParallaxMath
import ParallaxSummary
import ParallaxText
import ParallaxTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The definitions of the papers over dictionaries and nested arrays.
private struct NaiveGraph {
  let terms: [[String]]

  init(_ sentences: [Range<Int>], _ text: String) {
    terms = naiveTerms(sentences, text) { FunctionWords.contains($0) }
  }

  private var frequencies: [String: Double] {
    terms.reduce(into: [:]) { counts, sentence in for term in Set(sentence) { counts[term, default: 0] += 1 }
    }
  }

  private func cosines(idf: (Double) -> Double) -> [[Double]] {
    let df = frequencies
    let rows = terms.map { sentence in
      sentence.reduce(into: [String: Double]()) { $0[$1, default: 0] += 1 }
        .reduce(into: [String: Double]()) { $0[$1.key] = $1.value * idf(df[$1.key] ?? 0) }
    }
    let norms = rows.map { $0.values.map { $0 * $0 }.sorted().reduce(0, +).squareRoot() }
    return weights { i, j in
      guard norms[i] > 0, norms[j] > 0 else { return 0 }
      let products = rows[i].compactMap { term, value in rows[j][term].map { $0 * value } }
      return products.sorted().reduce(0, +) / norms[i] / norms[j]
    }
  }

  private func weights(_ similarity: (Int, Int) -> Double) -> [[Double]] {
    terms.indices.map { i in terms.indices.map { i == $0 ? 0 : similarity(i, $0) } }
  }

  func weights(_ similarity: SentenceSimilarity) -> [[Double]] {
    let n = Double(terms.count)
    switch similarity {
    case .overlap:
      return weights { i, j in
        let (a, b) = (Set(terms[i]), Set(terms[j]))
        guard a.count > 1, b.count > 1 else { return 0 }
        return Double(a.intersection(b).count) / (log(Double(a.count)) + log(Double(b.count)))
      }
    case .tfidfCosine: return cosines { log((1 + n) / (1 + $0)) + 1 }
    case .termFrequencyCosine: return cosines { _ in 1 }
    case .tfidfProduct:
      let df = frequencies
      let rows = terms.map { sentence in
        sentence.reduce(into: [String: Double]()) {
          $0[$1, default: 0] += log((1 + n) / (1 + (df[$1] ?? 0))) + 1
        }
      }
      return weights { i, j in
        rows[i].compactMap { term, value in rows[j][term].map { $0 * value } }.sorted().reduce(0, +)
      }
    case .bm25:
      let df = frequencies
      let mean = max(1, terms.map { Double($0.count) }.reduce(0, +) / n)
      func ask(_ query: Int, _ sentence: Int) -> Double {
        Set(terms[query]).sorted().map { term -> Double in
          let count = Double(terms[sentence].count { $0 == term })
          let f = df[term] ?? 0
          let norm = 1.2 * (0.25 + 0.75 * Double(terms[sentence].count) / mean)
          return log(1 + (n - f + 0.5) / (f + 0.5)) * count * 2.2 / (count + norm)
        }.reduce(0, +)
      }
      return weights { (ask($0, $1) + ask($1, $0)) / 2 }
    }
  }

  func lexRank(threshold: Double?) -> [[Double]] {
    let n = Double(terms.count)
    return cosines { $0 > 0 ? log(n / $0) : 0 }
      .map { $0.map { cosine in threshold.map { cosine > $0 ? 1 : 0 } ?? cosine } }
  }
}

/// PageRank as a textbook has it, far past convergence.
private func naiveRanks(_ weights: [[Double]], restart: [Double]? = nil, iterations: Int = 400) -> [Double] {
  let n = weights.count
  let p = restart ?? [Double](repeating: 1 / Double(n), count: n)
  var x = p
  let sums = weights.map { $0.reduce(0, +) }
  for _ in 0..<iterations {
    var next = p.map { 0.15 * $0 }
    for i in 0..<n {
      for j in 0..<n {
        next[j] += 0.85 * x[i] * (sums[i] > 0 ? weights[i][j] / sums[i] : p[j])
      }
    }
    x = next
  }
  return x
}

@Suite struct TextRankTests {
  @Test(arguments: SentenceSimilarity.allCases, [1, 2, 3, 9, 25, 60])
  func theBestThreeAreThoseOfTheNaiveReferenceTiesIncluded(similarity: SentenceSimilarity, count: Int) {
    for seed in 0..<6 {
      let (text, sentences) = randomDocument(count, seed: UInt64(seed * 100 + count))
      let expected = naiveRanks(NaiveGraph(sentences, text).weights(similarity))
      let ranker = TextRank(
        similarity: similarity, pageRank: PageRank(tolerance: 1e-13, maximumIterations: 400))
      let found = ranker.ranking(of: sentences, in: text)
      #expect(found.converged)
      for i in 0..<count { #expect(abs(found.scores[i] - expected[i]) < 1e-11) }
      #expect(found.order.prefix(3) == SentenceRanking(scores: expected).order.prefix(3))
      // At the tolerance people use the best three are the same still.
      let usual = TextRank(similarity: similarity).ranking(of: sentences, in: text)
      for i in 0..<count { #expect(abs(usual.scores[i] - expected[i]) < 1e-5) }
    }
  }

  @Test(arguments: [nil, 0.1], [2, 12, 40])
  func lexRankAgreesWithTheNaiveReference(threshold: Double?, count: Int) {
    for seed in 0..<4 {
      let (text, sentences) = randomDocument(count, seed: UInt64(seed + 7))
      let expected = naiveRanks(NaiveGraph(sentences, text).lexRank(threshold: threshold))
      let found = LexRank(
        edges: threshold.map { .above($0) } ?? .continuous,
        pageRank: PageRank(tolerance: 1e-13, maximumIterations: 400)
      ).ranking(of: sentences, in: text)
      for i in 0..<count { #expect(abs(found.scores[i] - expected[i]) < 1e-11) }
      #expect(found.order.prefix(3) == SentenceRanking(scores: expected).order.prefix(3))
    }
  }

  @Test(arguments: SentenceSimilarity.allCases)
  func productsOverTermsAgreeWithTheStoredSquare(similarity: SentenceSimilarity) {
    let (text, sentences) = randomDocument(80, seed: 5)
    let terms = SentenceTerms(sentences: sentences, text: text)
    let stored = SentenceGraph(terms, similarity: similarity, denseLimit: 100)
    let implied = SentenceGraph(terms, similarity: similarity, denseLimit: 0)
    var random = SeededGenerator(seed: 1)
    let x = sentences.map { _ in Double.random(in: 0..<1, using: &random) }
    var (a, b) = (x, x)
    x.withUnsafeBufferPointer { x in
      a.withUnsafeMutableBufferPointer { stored.multiply(x, into: $0) }
      b.withUnsafeMutableBufferPointer { implied.multiply(x, into: $0) }
    }
    for i in a.indices {
      #expect(abs(a[i] - b[i]) <= 1e-8 * max(1, abs(a[i])))
      #expect(abs(stored.degrees[i] - implied.degrees[i]) <= 1e-8 * max(1, stored.degrees[i]))
    }
  }

  @Test(arguments: SentenceSimilarity.allCases)
  func aLongDocumentIsRankedWithoutASquareOfWeights(similarity: SentenceSimilarity) {
    let (text, sentences) = randomDocument(2_500, seed: 11)
    let ranking = TextRank(similarity: similarity).ranking(of: sentences, in: text)
    #expect(ranking.converged)
    #expect(abs(ranking.scores.reduce(0, +) - 1) < 1e-9)
    #expect(ranking.scores.allSatisfy { $0 > 0 })
  }

  @Test func twinsShareTheirScoreAndTheEarlierRanksFirst() {
    let text = "Grain talks opened today. Rain fell. Grain talks opened today. Talks on grain closed."
    let sentences = SentenceSplitter().sentences(in: text)
    let ranking = TextRank().ranking(of: sentences, in: text)
    #expect(sentences.count == 4)
    #expect(abs(ranking.scores[0] - ranking.scores[2]) < 1e-15)
    #expect(ranking.order.prefix(2) == [0, 2])
  }

  @Test(arguments: [
    "", "Grain.", "It was. It was.", "Alpha beta. Gamma delta.", "One word. Two. Three!",
  ])
  func smallAndDisconnectedDocumentsRankUniformly(text: String) {
    let sentences = SentenceSplitter().sentences(in: text)
    for ranker in [any SentenceRanker](
      SentenceSimilarity.allCases.map { TextRank(similarity: $0) } + [LexRank(), LexRank(edges: .continuous)])
    {
      let ranking = ranker.ranking(of: sentences, in: text)
      #expect(ranking.converged)
      #expect(ranking.order == Array(sentences.indices))
      for score in ranking.scores { #expect(abs(score - 1 / Double(sentences.count)) < 1e-12) }
    }
  }

  @Test func aBackgroundCorpusDecidesWhatIsRare() {
    let text = "Grain rose on news. Wheat rose on news. Grain fell in Odessa."
    let sentences = SentenceSplitter().sentences(in: text)
    let common = BackgroundFrequencies(
      documentCount: 100, documentFrequencies: ["rose": 100, "news": 100, "grain": 2])
    let rare = BackgroundFrequencies(documentCount: 100, documentFrequencies: ["grain": 100])
    func edges(_ background: BackgroundFrequencies) -> [Double] {
      LexRank(edges: .continuous, background: background).scores(for: sentences, in: text)
    }
    // Where only "grain" links, the wheat sentence is alone; where only the others link, Odessa is.
    #expect(edges(common)[1] < edges(common)[2])
    #expect(edges(rare)[2] < edges(rare)[1])
  }

  @Test(arguments: [2, 9, 25])
  func aSurferThatRestartsAtTheHeadAgreesWithTheNaiveReference(count: Int) {
    let (text, sentences) = randomDocument(count, seed: 31)
    let sum = (1...count).reduce(0.0) { $0 + 1 / Double($1) }
    let expected = naiveRanks(
      NaiveGraph(sentences, text).weights(.overlap), restart: (1...count).map { 1 / Double($0) / sum })
    let found = TextRank(restart: .position, pageRank: PageRank(tolerance: 1e-13, maximumIterations: 400))
      .scores(for: sentences, in: text)
    for i in 0..<count { #expect(abs(found[i] - expected[i]) < 1e-11) }
  }

  @Test(arguments: [9, 25])
  func aSurferThatRestartsAtAQueryAgreesWithTheNaiveReference(count: Int) {
    let (text, sentences) = randomDocument(count, seed: 77)
    let graph = NaiveGraph(sentences, text)
    let query = ["grain": 2.0, "truce": 1.0, "unheard": 1.0]
    let relevance = graph.terms.map { sentence -> Double in
      query.keys.sorted().reduce(0) { total, term in
        let count = Double(sentence.count { $0 == term })
        let df = Double(graph.terms.count { $0.contains(term) })
        let idf = log((1 + Double(graph.terms.count)) / (0.5 + df))
        return total + log(1 + count) * log(1 + (query[term] ?? 0)) * idf
      }
    }
    let sum = relevance.reduce(0, +)
    #expect(sum > 0)
    let expected = naiveRanks(graph.weights(.tfidfCosine), restart: relevance.map { $0 / sum })
    let found = TextRank(
      similarity: .tfidfCosine, restart: .query("The GRAIN truce, grain unheard of."),
      pageRank: PageRank(tolerance: 1e-13, maximumIterations: 400)
    ).scores(for: sentences, in: text)
    for i in 0..<count { #expect(abs(found[i] - expected[i]) < 1e-11) }
  }

  @Test(arguments: ["", "the of and", "Zebra crossing."])
  func aQueryThatNoSentenceSharesATermWithChangesNothing(query: String) {
    let (text, sentences) = randomDocument(12, seed: 8)
    #expect(
      TextRank(restart: .query(query)).scores(for: sentences, in: text)
        == TextRank().scores(for: sentences, in: text))
  }

  @Test func iterationThatIsCutShortIsReported() {
    let (text, sentences) = randomDocument(30, seed: 4)
    let ranking = TextRank(pageRank: PageRank(tolerance: 1e-12, maximumIterations: 2))
      .ranking(of: sentences, in: text)
    #expect(!ranking.converged)
    #expect(ranking.iterations == 2)
  }

  @Test func leadScoresFallWithThePlace() {
    let scores = LeadRanker().scores(for: [0..<1, 2..<3, 4..<5, 6..<7], in: "a b c d")
    #expect(scores == [1, 0.75, 0.5, 0.25])
  }
}
