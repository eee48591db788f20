import ParallaxSummary
import ParallaxText
import Testing

/// Scores given beforehand.
private struct FixedRanker: SentenceRanker {
  let values: [Double]
  var method: String { "fixed" }
  func scores(for sentences: [Range<Int>], in text: String) -> [Double] { values }
}

private func chosen(
  _ sentences: [String], _ scores: [Double], _ length: SummaryLength,
  _ configuration: Summarizer.Configuration = .init()
) -> [Int] {
  var ranges: [Range<Int>] = []
  var text = ""
  for sentence in sentences {
    let start = text.utf8.count
    text += sentence
    ranges.append(start..<text.utf8.count)
    text += " "
  }
  let summary = Summarizer(ranker: FixedRanker(values: scores), configuration: configuration)
    .summary(of: text, sentences: ranges, length: length)
  for sentence in summary.sentences {
    #expect(sentence.text == sentences[sentence.index])
    #expect(sentence.score == scores[sentence.index])
    #expect(sentence.range == ranges[sentence.index])
  }
  return summary.sentences.map(\.index)
}

private let plain = [
  "Grain prices rose sharply across the northern markets.",
  "Ministers met envoys from four countries on Monday.",
  "Observers counted eleven trucks near the river bridge.",
  "Schools reopened after the long winter holiday ended.",
  "Engineers inspected every turbine inside the old dam.",
]

@Suite struct SummarizerTests {
  @Test func theBestAreGivenInTheOrderOfTheText() {
    #expect(chosen(plain, [1, 5, 2, 4, 3], .sentences(3)) == [1, 3, 4])
    #expect(chosen(plain, [1, 1, 1, 1, 1], .sentences(2)) == [0, 1])
    #expect(chosen(plain, [1, 5, 2, 4, 3], .sentences(99)) == [0, 1, 2, 3, 4])
  }

  @Test(arguments: [(0.2, 1), (0.01, 1), (0.5, 3), (0.3, 2), (1.0, 5), (7.0, 5), (-1, 1), (.nan, 1)])
  func aShareIsRoundedAndNeverNothing(share: Double, expected: Int) {
    #expect(chosen(plain, [1, 5, 2, 4, 3], .share(share)).count == expected)
  }

  @Test func budgetsOfWordsAndCharactersAreKept() {
    for budget in 8...50 {
      let indices = chosen(plain, [1, 5, 2, 4, 3], .words(budget))
      #expect(indices.map { plain[$0].split(separator: " ").count }.reduce(0, +) <= budget)
      #expect(!indices.isEmpty)
    }
    for budget in 52...300 {
      let indices = chosen(plain, [1, 5, 2, 4, 3], .characters(budget))
      #expect(indices.map { plain[$0] }.joined(separator: " ").unicodeScalars.count <= budget)
      #expect(!indices.isEmpty)
    }
  }

  @Test func aBudgetBelowTheShortestSentenceGivesTheShortest() {
    let sentences = ["Grain prices rose sharply across the northern markets today.", plain[1], "Too short."]
    #expect(chosen(sentences, [3, 1, 2], .words(1)) == [1])
    #expect(chosen(sentences, [3, 1, 2], .characters(3)) == [1])
    #expect(chosen(["Too short."], [1], .words(1)) == [0])
  }

  @Test(arguments: ["", " \n\t "])
  func aTextWithoutSentencesHasAnEmptySummary(text: String) {
    let summary = Summarizer().summary(of: text)
    #expect(summary.sentences.isEmpty)
    #expect(summary.text.isEmpty)
    #expect(summary.converged)
  }

  @Test(arguments: ["Rain.", "It was.", "...", "Rain fell. Snow fell.", "The the the. Of of of."])
  func anyTextWithASentenceHasASummary(text: String) {
    for length in [SummaryLength.sentences(0), .words(0), .characters(-5), .share(0), .sentences(1)] {
      #expect(Summarizer().summary(of: text, length: length).sentences.count == 1)
    }
  }

  @Test func nearDuplicatesAreTakenOnce() {
    let twins = [plain[0], plain[0], "Grain prices rose sharply across northern markets, again.", plain[2]]
    #expect(chosen(twins, [3, 4, 2, 1], .sentences(4)) == [1, 3])
    #expect(chosen([plain[0], plain[0], plain[0]], [1, 1, 1], .sentences(3)) == [0])
    #expect(chosen(["It was so.", "It was so.", "It is so."], [1, 1, 1], .sentences(3)) == [0, 2])
  }

  @Test func aSentenceThatNeedsItsNeighbourGivesWayToOneAsGood() {
    for opener in [
      "It raised costs for every baker in town, officials said.",
      "But bakers held their old prices until the weekend.",
    ] {
      let sentences = [plain[0], opener, plain[1]]
      #expect(chosen(sentences, [0.1, 1, 0.95], .sentences(1)) == [2])
      // Nothing as good stands ready.
      #expect(chosen(sentences, [0.1, 1, 0.5], .sentences(1)) == [1])
      // Its neighbour is there.
      #expect(chosen(sentences, [2, 1, 0.95], .sentences(2)) == [0, 1])
    }
  }

  @Test(arguments: [
    "\"Bakers will close their doors, the owner said.", "Bakers “will close their doors, the owner said.",
    "Bakers will close their doors” by noon, owners said.", "«Bakers will close their doors by noon today.",
    "“This will close every bakery by noon,” they said.", "THEY closed every bakery in town by noon.",
  ])
  func cutQuotationsAndPronounsNeedTheirNeighbour(sentence: String) {
    #expect(chosen([plain[0], sentence, plain[1]], [0.1, 1, 0.95], .sentences(1)) == [2])
  }

  @Test(arguments: [
    "\"Bakers will close their doors,\" the owner said.", "“Bakers will close their doors,” the owner said.",
    "Theodore closed every bakery in town by noon.", "Itō closed every bakery in the town by noon.",
    "Élise closed every bakery in town by noon.", "12 bakeries closed their doors at noon today.",
  ])
  func completeQuotationsAndNamesStandAlone(sentence: String) {
    #expect(chosen([plain[0], sentence, plain[1]], [0.1, 1, 0.95], .sentences(1)) == [1])
  }

  @Test func theMiddleOfALongQuotationNeedsItsNeighbours() {
    let middle = "Bakers in every quarter closed their doors at noon today."
    let quoted = [
      "\"Nobody in this town will pay for it.", middle, "We are done,\" the owner of two shops said.",
      plain[1],
    ]
    #expect(chosen(quoted, [0.1, 1, 0.1, 0.95], .sentences(1)) == [3])
    // Where the mark is never closed it opens nothing, and the middle stands alone.
    let open = [quoted[0], middle, plain[2], plain[1]]
    #expect(chosen(open, [0.1, 1, 0.1, 0.95], .sentences(1)) == [1])
  }

  @Test func aQuotationWithoutItsSpeakerGivesWay() {
    let sentences = [plain[0], "\"Every bakery in this town will close by noon.\"", plain[1]]
    #expect(chosen(sentences, [0.1, 1, 0.95], .sentences(1)) == [2])
  }

  @Test(arguments: ["Read more here.", "Grain prices rise across the northern markets", "Markets:"])
  func fragmentsAndHeadingsComeLast(fragment: String) {
    #expect(chosen([fragment, plain[0], plain[1]], [9, 1, 2], .sentences(2)) == [1, 2])
    #expect(chosen([fragment, plain[0]], [9, 1], .sentences(2)) == [0, 1])
    var configuration = Summarizer.Configuration()
    configuration.avoidsFragments = false
    #expect(chosen([fragment, plain[0], plain[1]], [9, 1, 2], .sentences(2), configuration) == [0, 2])
  }

  @Test func marginalRelevancePrefersWhatIsNew() {
    let sentences = [
      plain[0], "Grain prices also rose across southern markets and ports.", plain[3],
    ]
    #expect(chosen(sentences, [1, 0.9, 0.8], .sentences(2)) == [0, 1])
    let configuration = Summarizer.Configuration(relevanceWeight: 0.5)
    #expect(chosen(sentences, [1, 0.9, 0.8], .sentences(2), configuration) == [0, 2])
  }

  @Test(arguments: 0..<20)
  func everySummaryIsSortedDistinctAndRepeatable(seed: Int) {
    let (text, sentences) = randomDocument(5 + seed * 2, seed: UInt64(seed))
    for lambda in [1, 0.6] {
      let summarizer = Summarizer(
        ranker: TextRank(similarity: .overlap), configuration: .init(relevanceWeight: lambda))
      for length in [SummaryLength.sentences(3), .share(0.4), .words(40), .characters(200)] {
        let summary = summarizer.summary(of: text, sentences: sentences, length: length)
        let indices = summary.sentences.map(\.index)
        #expect(!indices.isEmpty)
        #expect(zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 })
        #expect(summary == summarizer.summary(of: text, sentences: sentences, length: length))
        #expect(Set(summary.sentences.map(\.text)).count == indices.count)
      }
    }
  }

  @Test(arguments: [
    ("3", SummaryLength.sentences(3)), ("20%", .share(0.2)), ("100w", .words(100)),
    ("500c", .characters(500)),
    ("12.5%", .share(0.125)), ("100%", .share(1)),
  ])
  func lengthsAreReadAndWritten(text: String, length: SummaryLength) throws {
    #expect(try SummaryLength(parsing: text) == length)
    #expect(length.description == text)
  }

  @Test(arguments: [
    "", "0", "-1", "0%", "101%", "nan%", "1e1%", "w", "c", "%", "3x", "1.5", "3 ", "٣", "0w", ".%", "1..2%",
    "99999999999999999999", "+3", "0x3",
  ])
  func badLengthsAreRefusedWithTheFormsThatAreKnown(text: String) {
    do {
      _ = try SummaryLength(parsing: text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.code == .length)
      #expect(error.message.contains("20%"))
    }
  }
}
