import Parallax
import Testing

@Suite struct SummaryMethodTests {
  private func weights() throws -> LearnedRanker.Weights {
    try LearnedRanker.Weights(
      intercept: 0, named: Dictionary(uniqueKeysWithValues: SentenceFeatures.names.map { ($0, 1.0) }),
      provenance: "made up")
  }

  @Test(arguments: SummaryMethod.allCases)
  func aMethodIsFoundByItsNameHyphensAndCapitalsAside(_ method: SummaryMethod) {
    #expect(SummaryMethod(named: method.rawValue) == method)
    #expect(SummaryMethod(named: method.rawValue.uppercased()) == method)
    #expect(SummaryMethod(named: method.rawValue.filter { $0 != "-" }) == method)
  }

  @Test(arguments: ["", "-", "rank", "text", "text_rank", "leads"])
  func whatNamesNoMethodIsNone(_ name: String) {
    #expect(SummaryMethod(named: name) == nil)
  }

  @Test(arguments: SummaryMethod.allCases)
  func everyMethodChoosesAsManySentencesAsAsked(_ method: SummaryMethod) throws {
    let text =
      "Ships lie in the harbour. Workers strike in the harbour. The court hears the workers. It rains."
    let context = SummaryMethod.Context(title: "Harbour", query: "court", weights: try weights())
    let summary = try method.summarizer(in: context).summary(of: text, length: .sentences(2))
    #expect(summary.sentences.count == 2)
    #expect(try method.summarizer(in: context).summary(of: "", length: .sentences(2)).sentences.isEmpty)
  }

  @Test func theLearnedMethodWithoutWeightsIsRefused() {
    #expect(throws: SummaryError.self) { try SummaryMethod.learned.summarizer() }
  }

  @Test func aQueryDrawsASummaryTowardIt() throws {
    let text = """
      Grain prices rose across the northern markets. Grain prices fell in the southern markets. \
      Grain markets opened early on Monday. The court heard the harbour workers about their pay. \
      The court in the harbour sat until noon.
      """
    let plain = try SummaryMethod.textRank.summarizer().summary(of: text, length: .sentences(1))
    let asked = try SummaryMethod.textRank.summarizer(in: .init(query: "harbour court"))
      .summary(of: text, length: .sentences(1))
    #expect(plain.text.contains("Grain"))
    #expect(asked.text.contains("court"))
    #expect(asked.method == "text-rank-query")
  }
}

@Suite struct LearnedRankerTrainerTests {
  /// Made-up articles whose summaries are the sentences that name the harbour.
  private let examples = (0..<24).map { number -> SummaryExample in
    let topics = ["grain", "winter", "schools", "bridges", "ferries"]
    let sentences = (0..<6).map { place -> String in
      let topic = topics[(number + place) % 5]
      return place == number % 6
        ? "Harbour \(place) took in 12 ships with \(topic) for Northgate Council on Monday."
        : "People spoke of \(topic) again and went home before the evening came."
    }
    return SummaryExample(
      id: String(number), title: "Harbour", text: sentences.joined(separator: " "),
      references: [sentences[number % 6]])
  }

  @Test func whatSummariesHaveInCommonIsLearned() throws {
    let trainer = LearnedRankerTrainer()
    let material = trainer.material(of: examples)
    #expect(material.count == 24 && material.sentenceCount == 144)
    let half = Array(0..<12)
    let (weights, report) = try trainer.train(on: material, documents: half, provenance: "made up")
    #expect(report.converged)
    #expect(weights.provenance == "made up")
    for example in examples.dropFirst(12) {
      let summarizer = Summarizer(ranker: LearnedRanker(weights: weights, title: example.title))
      #expect(example.summary(by: summarizer, length: .sentences(1)) == example.references[0])
    }
  }

  @Test func weightsDoNotDependOnTheNumberOfThreads() throws {
    let (one, two) = (LearnedRankerTrainer(threads: 1), LearnedRankerTrainer(threads: 2))
    let first = try one.train(on: one.material(of: examples), provenance: "").weights
    let second = try two.train(on: two.material(of: examples), provenance: "").weights
    #expect(first == second)
  }

  @Test func examplesThatTeachNothingAreRefused() {
    let trainer = LearnedRankerTrainer()
    let none = trainer.material(of: [SummaryExample(id: "a", text: "Rain fell.", references: ["zebra"])])
    #expect(throws: (any Error).self) { try trainer.train(on: none, provenance: "") }
    #expect(throws: (any Error).self) { try trainer.train(on: trainer.material(of: []), provenance: "") }
  }
}
