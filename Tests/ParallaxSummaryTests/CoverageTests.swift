import ParallaxSummary
import ParallaxText
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The function of Lin & Bilmes over nested arrays, and its greedy maximum.
private struct NaiveCoverage {
  let cosines: [[Double]]
  let groups: [Int]
  let saturation: Double
  let diversity: Double

  init(_ terms: [[String]], saturation: Double, diversity: Double) {
    let n = Double(terms.count)
    let vocabulary = Set(terms.joined()).sorted()
    let rows = terms.map { sentence -> [Double] in
      let row = vocabulary.map { term in
        Double(sentence.count { $0 == term })
          * (log((1 + n) / (1 + Double(terms.count { $0.contains(term) }))) + 1)
      }
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return norm > 0 ? row.map { $0 / norm } : row
    }
    cosines = rows.indices.map { i in
      rows.indices.map { j in zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    var groups = [Int](repeating: -1, count: terms.count)
    var closest = [Double](repeating: 0.2, count: terms.count)
    var count = 0
    for i in groups.indices where groups[i] < 0 {
      groups[i] = count
      for j in (i + 1)..<max(i + 1, groups.count) where closest[j] < .infinity && cosines[i][j] > closest[j] {
        groups[j] = count
        closest[j] = cosines[i][j]
      }
      closest[i] = .infinity
      count += 1
    }
    self.groups = groups
    self.saturation = saturation
    self.diversity = diversity
  }

  func value(_ chosen: [Int]) -> Double {
    let all = Array(cosines.indices)
    func coverage(_ set: [Int], cap: Double) -> Double {
      all.reduce(0) { total, i in
        total + min(set.reduce(0) { $0 + cosines[i][$1] }, cap * all.reduce(0) { $0 + cosines[i][$1] })
      }
    }
    func spread(_ set: [Int]) -> Double {
      Set(groups).sorted().reduce(0) { total, group in
        total
          + set.filter { groups[$0] == group }.reduce(0) { sum, j in
            sum + all.reduce(0) { $0 + cosines[$1][j] } / Double(all.count)
          }.squareRoot()
      }
    }
    return coverage(chosen, cap: saturation) / coverage(all, cap: saturation)
      + diversity * spread(chosen) / spread(all)
  }

  func greedy(_ count: Int) -> [Int] {
    var chosen: [Int] = []
    while chosen.count < min(count, cosines.count) {
      let base = value(chosen)
      let gains = cosines.indices.map { chosen.contains($0) ? -1 : value(chosen + [$0]) - base }
      let best = gains.max() ?? 0
      guard let next = gains.firstIndex(where: { $0 > best - 1e-12 }) else { break }
      chosen.append(next)
    }
    return chosen
  }
}

@Suite struct CoverageTests {
  private func summarizer(_ saturation: Double, _ diversity: Double) -> Summarizer {
    Summarizer(
      configuration: .init(
        objective: .coverage(saturation: saturation, diversity: diversity), duplicateCosine: 2,
        standInShare: 9,
        avoidsFragments: false))
  }

  @Test(arguments: [(0.25, 0.5), (0.1, 0.0), (1.0, 2.0)], [1, 2, 7, 24])
  func lazyChoiceIsAsGoodAsThatOfThePlainDefinition(weights: (Double, Double), count: Int) {
    for seed in 0..<4 {
      let (text, sentences) = randomDocument(count, seed: UInt64(seed + 60))
      let terms = naiveTerms(sentences, text) { FunctionWords.contains($0) }
      guard !terms.joined().isEmpty else { continue }
      let naive = NaiveCoverage(terms, saturation: weights.0, diversity: weights.1)
      for size in [1, 3, 5] {
        let summary = summarizer(weights.0, weights.1).summary(
          of: text, sentences: sentences, length: .sentences(size))
        let found = summary.sentences.map(\.index)
        #expect(summary.method == "coverage")
        #expect(found.count == min(size, count))
        // Twins tie to the last bit or not, so the values are held to one another and not the choices.
        #expect(abs(naive.value(found) - naive.value(naive.greedy(size))) < 1e-9)
      }
    }
  }

  @Test(arguments: [SummaryLength.words(40), .characters(250)])
  func aBudgetIsKeptAndUsed(length: SummaryLength) {
    for seed in 0..<6 {
      let (text, sentences) = randomDocument(30, seed: UInt64(seed))
      let summary = summarizer(0.25, 0.5).summary(of: text, sentences: sentences, length: length)
      let words = summary.text.split(separator: " ").count
      #expect(!summary.sentences.isEmpty)
      switch length {
      case .words(let budget): #expect(words <= budget && words > budget / 2)
      default: #expect(summary.text.unicodeScalars.count <= 250 && summary.text.unicodeScalars.count > 125)
      }
    }
  }

  @Test func aLongDocumentIsCoveredWithoutComparingAllSentences() {
    let (text, sentences) = randomDocument(2_300, seed: 2)
    let summary = summarizer(0.25, 0.5).summary(of: text, sentences: sentences, length: .sentences(20))
    #expect(summary.sentences.count == 20)
    #expect(summary == summarizer(0.25, 0.5).summary(of: text, sentences: sentences, length: .sentences(20)))
  }

  @Test(arguments: ["", "It was.", "It was. It is. So it was.", "... !!!"])
  func textsWithoutTermsHaveADefinedSummary(text: String) {
    let sentences = SentenceSplitter().sentences(in: text)
    let summary = summarizer(0.25, 0.5).summary(of: text, length: .sentences(1))
    #expect(summary.sentences.map(\.index) == (sentences.isEmpty ? [] : [0]))
  }
}
