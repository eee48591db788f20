import ParallaxMath
import ParallaxSummary
import ParallaxText
import Testing

#if canImport(Glibc)
  import Glibc
#endif

private let rankers: [any SentenceRanker] = [
  TextRank(similarity: .overlap), TextRank(similarity: .tfidfCosine),
  TextRank(similarity: .termFrequencyCosine), TextRank(similarity: .bm25),
  TextRank(similarity: .tfidfProduct), TextRank(restart: .position), TextRank(restart: .query("grain talks")),
  LexRank(), LexRank(edges: .continuous), LeadRanker(), LSARanker(), Luhn(), SumBasic(), KLSum(),
  FusionRanker.consensus,
]

/// What every ranker promises.
@Suite struct RankerContractTests {
  @Test(arguments: rankers.indices, [0, 1, 2, 3, 20, 300])
  func thereIsOneFiniteNonNegativeScoreASentenceAndTheSameOneEachTime(ranker: Int, count: Int) {
    let (text, sentences) = randomDocument(count, seed: 21)
    let scores = rankers[ranker].scores(for: sentences, in: text)
    #expect(scores.count == count)
    #expect(scores.allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(scores == rankers[ranker].scores(for: sentences, in: text))
    #expect(rankers[ranker].ranking(of: sentences, in: text).scores == scores)
  }

  @Test(arguments: rankers.indices)
  func sentencesThatAreAllTheSameKeepTheirOrder(ranker: Int) {
    let text = Array(repeating: "Grain talks opened again today.", count: 7).joined(separator: " ")
    let sentences = SentenceSplitter().sentences(in: text)
    #expect(rankers[ranker].ranking(of: sentences, in: text).order == Array(0..<7))
  }

  @Test(arguments: rankers.indices, ["It was. It is. So it was.", "... !!! ???", "a b c. d e f."])
  func textsWithoutTermsKeepTheirOrder(ranker: Int, text: String) {
    let sentences = SentenceSplitter().sentences(in: text)
    #expect(rankers[ranker].ranking(of: sentences, in: text).order == Array(sentences.indices))
  }

  @Test(arguments: [0, 1, 2, 3, 300])
  func chanceIsSeededAndDrawnAnewForEachText(count: Int) {
    let (text, sentences) = randomDocument(count, seed: 5)
    let scores = RandomRanker(seed: 1).scores(for: sentences, in: text)
    #expect(scores.count == count && scores.allSatisfy { (0..<1).contains($0) })
    #expect(scores == RandomRanker(seed: 1).scores(for: sentences, in: text))
    guard count > 0 else { return }
    #expect(scores != RandomRanker(seed: 2).scores(for: sentences, in: text))
    #expect(scores != RandomRanker(seed: 1).scores(for: sentences, in: text + " "))
  }

  @Test func aFusionIsTheMeanOfTheSharesOfTheBest() {
    let (text, sentences) = randomDocument(30, seed: 3)
    let parts: [any SentenceRanker] = [TextRank(), LeadRanker()]
    let shares = parts.map { ranker in
      let scores = ranker.scores(for: sentences, in: text)
      return scores.map { $0 / (scores.max() ?? 1) }
    }
    let found = FusionRanker(parts).scores(for: sentences, in: text)
    for i in found.indices { #expect(abs(found[i] - (shares[0][i] + shares[1][i]) / 2) < 1e-12) }
  }

  @Test func methodsHaveDistinctNames() {
    #expect(Set(rankers.map(\.method)).count == rankers.count)
  }
}

@Suite struct RankerTests {
  private func order(_ ranker: some SentenceRanker, _ text: String) -> [Int] {
    ranker.ranking(of: SentenceSplitter().sentences(in: text), in: text).order
  }

  @Test func luhnWeighsTheDensestStretch() {
    let text = "Grain talks stalled. Grain one two three four five talks. Grain talks. Talks."
    let scores = Luhn().scores(for: SentenceSplitter().sentences(in: text), in: text)
    // grain and talks are significant: 2²/2; apart by five words 1²/1; 2²/2; 1.
    #expect(scores == [2, 1, 2, 1])
  }

  @Test func sumBasicTurnsToWhatHasNotBeenSaid() {
    let text = "Grain grain prices. Grain prices. Rebels marched. Rebels marched."
    // p(grain) = 3/9, p(prices) = 2/9, so 0 leads with mean 8/27; squaring leaves sentence 1 the mean 13/162,
    // below the 2/9 of "rebels marched".
    #expect(order(SumBasic(), text) == [0, 2, 1, 3])
  }

  @Test func klSumFollowsTheDistributionOfTheDocument() {
    let text = "Weather report. Grain prices rebels marched. Grain prices rebels marched. Grain rebels."
    #expect(order(KLSum(), text).first == 1)
  }

  @Test(arguments: 0..<4)
  func lsaAgreesWithTheWholeDecomposition(seed: Int) throws {
    let (text, sentences) = randomDocument(14, seed: UInt64(seed + 40))
    let terms = naiveTerms(sentences, text) { FunctionWords.contains($0) }
    let vocabulary = Set(terms.joined()).sorted()
    var matrix = Matrix(rowCount: sentences.count, columnCount: vocabulary.count)
    for (row, sentence) in terms.enumerated() {
      for (column, term) in vocabulary.enumerated() {
        let df = Double(terms.count { $0.contains(term) })
        matrix[row, column] = Float(Double(sentence.count { $0 == term }) * (log(15 / (1 + df)) + 1))
      }
    }
    let (u, values, _) = try LAPACK.singularValues(of: matrix)
    let kept = values.prefix { $0 >= values[0] / 2 }.count
    let found = LSARanker().scores(for: sentences, in: text)
    for row in sentences.indices {
      let expected = (0..<kept).reduce(Float(0)) { $0 + u[row, $1] * values[$1] * u[row, $1] * values[$1] }
      #expect(abs(found[row] - Double(expected.squareRoot())) < 1e-3)
    }
  }
}
