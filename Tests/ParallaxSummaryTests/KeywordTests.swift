import ParallaxMath
import ParallaxSummary
import ParallaxText
import Testing

@Suite struct KeywordTests {
  private let text = """
    Grain prices rose in the harbour. Harbour workers want higher grain prices. The harbour court heard the \
    workers. Grain prices, the court said, are not its business.
    """

  @Test func phrasesStandWhereTheySayTheyStand() {
    let found = KeywordExtractor().keywords(in: text, count: 5)
    #expect(found.converged)
    #expect(found.phrases.first?.text.lowercased() == "grain prices")
    #expect(found.phrases.first?.ranges.count == 3)
    for phrase in found.phrases {
      #expect(phrase.ranges.map(\.lowerBound) == phrase.ranges.map(\.lowerBound).sorted())
      for range in phrase.ranges {
        #expect(text.slice(utf8: range).lowercased() == phrase.text.lowercased())
      }
    }
    #expect(found.phrases.map(\.score) == found.phrases.map(\.score).sorted(by: >))
  }

  @Test func noPhraseReachesOverAMarkOrASentence() {
    let found = KeywordExtractor().keywords(
      in: "Grain, prices. Grain, prices. Grain, prices.", count: 5)
    #expect(found.phrases.allSatisfy { !$0.text.contains(",") && !$0.text.contains(".") })
    #expect(!found.phrases.isEmpty)
  }

  @Test(arguments: ["", "It was so.", "... 12 345", "Word."])
  func textsWithLittleInThemHaveFewKeywordsOrNone(text: String) {
    let found = KeywordExtractor().keywords(in: text)
    #expect(found.converged)
    #expect(found.phrases.count <= 1)
  }

  @Test(arguments: 0..<6)
  func theWordGraphAgreesWithAPlainPageRank(seed: Int) {
    let (text, sentences) = randomDocument(12, seed: UInt64(seed))
    // With phrases of one word, each score is that of a word times ln(1 + count): solve for the ranks.
    let extractor = KeywordExtractor(
      window: 3, longestPhrase: 1, pageRank: PageRank(tolerance: 1e-13, maximumIterations: 500))
    let tokens = sentences.map { range in
      let sentence = text.slice(utf8: range)
      return Tokenizer(analyzer: .words).tokens(in: sentence).map {
        sentence.slice(utf8: $0.range).lowercased()
      }
    }
    let isContent = { (word: String) in !FunctionWords.contains(word) }
    let words = Set(tokens.joined().filter(isContent)).sorted()
    var weights = words.map { _ in words.map { _ in 0.0 } }
    for sentence in tokens {
      for (i, a) in sentence.enumerated() where isContent(a) {
        for b in sentence[(i + 1)..<min(sentence.count, i + 3)] where isContent(b) && a != b {
          guard let x = words.firstIndex(of: a), let y = words.firstIndex(of: b) else { continue }
          weights[x][y] += 1
          weights[y][x] += 1
        }
      }
    }
    let sums = weights.map { $0.reduce(0, +) }
    let n = Double(words.count)
    var ranks = words.map { _ in 1 / n }
    for _ in 0..<500 {
      var next = words.map { _ in 0.15 / n }
      for i in words.indices {
        for j in words.indices {
          next[j] += 0.85 * ranks[i] * (sums[i] > 0 ? weights[i][j] / sums[i] : 1 / n)
        }
      }
      ranks = next
    }
    let found = extractor.keywords(in: text, sentences: sentences, count: 100)
    #expect(!found.phrases.isEmpty)
    for phrase in found.phrases {
      let place = words.firstIndex(of: phrase.text.lowercased()) ?? 0
      #expect(abs(phrase.score - ranks[place] * logOnePlus(phrase.ranges.count)) < 1e-9)
    }
  }

  @Test func commonWordsWeighLess() {
    let background = BackgroundFrequencies(
      documentCount: 1_000,
      documentFrequencies: ["grain": 990, "prices": 990, "workers": 990, "court": 990, "harbour": 2])
    func score(_ word: String, _ background: BackgroundFrequencies?) -> Double {
      KeywordExtractor(longestPhrase: 1, background: background).keywords(in: text, count: 20).phrases
        .first { $0.text.lowercased() == word }?.score ?? 0
    }
    #expect(score("harbour", background) > score("harbour", nil))
    #expect(score("prices", background) < score("prices", nil))
  }
}

#if canImport(Glibc)
  import Glibc
#endif

private func logOnePlus(_ count: Int) -> Double { log(1 + Double(count)) }

@Suite struct BackgroundFrequencyTests {
  @Test func aTableIsReadWithRemarksAndFurtherColumns() throws {
    let table = "# made by hand\ndocuments\t100\ngrain\t4\t9\nthe\t100\t900\n"
    let found = try BackgroundFrequencies(table: table)
    #expect(found.documentCount == 100)
    #expect(found.documentFrequencies == ["grain": 4, "the": 100])
    #expect(found.idf(of: "the") == 0)
    #expect(abs(found.idf(of: "grain") - log(25)) < 1e-12)
    #expect(abs(found.idf(of: "unheard") - log(100)) < 1e-12)
  }

  @Test(arguments: [
    "", "grain\t4\n", "documents\tmany\n", "documents\t10\ngrain\n", "documents\t10\ngrain\t0\n",
    "documents\t10\ngrain\t11\n", "documents\t10\ngrain\t-1\n", "documents\t10\ngrain\t4\ngrain\t4\n",
    "documents\t-3\n",
  ])
  func aTableThatIsNoneIsRefused(table: String) {
    do {
      _ = try BackgroundFrequencies(table: table)
      Issue.record("\(table) was accepted")
    } catch {
      #expect(error.code == .background)
    }
  }
}
