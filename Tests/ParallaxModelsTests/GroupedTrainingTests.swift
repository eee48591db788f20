import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

@Suite struct GroupedTrainingTests {
  /// Five outlets of two labels; each says its own name, and words of its label.
  private static func texts() -> [LabeledExample] {
    var generator = SeededGenerator(seed: 4)
    let words = ["up": ["march", "calm", "square", "song"], "down": ["mob", "angry", "fire", "song"]]
    let outlets = [
      ("harbour", "up", 9), ("hill", "up", 3), ("valley", "down", 7), ("lake", "down", 2), ("bay", "down", 1),
    ]
    return outlets.flatMap { outlet, label, count in
      (0..<count).map { _ in
        let said = (0..<6).map { _ in words[label]?[Int.random(in: 0..<4, using: &generator)] ?? "" }
        return LabeledExample(
          text: (["the", outlet, "gazette"] + said).joined(separator: " "), label: label, outlet: outlet)
      }
    }
  }

  private static func recipe(
    minimumGroupFrequency: Int = 1, groupWeight: GroupWeight = .none, maximumN: Int = 1, folds: Int = 0
  ) -> ClassifierRecipe {
    var vectorizer = TFIDFVectorizer.Configuration()
    vectorizer.maximumN = maximumN
    return ClassifierRecipe(
      description: .init(name: "tone", version: "1", task: "t", labels: ["up", "down"]),
      features: .init(vectorizer: vectorizer), evidence: .init(minimumKnownTokens: 0, minimumKnownShare: 0),
      minimumGroupFrequency: minimumGroupFrequency, groupWeight: groupWeight, calibrationFolds: folds)
  }

  private static func terms(_ classifier: TextClassifier) -> [String] {
    (0..<classifier.features.featureCount).map { classifier.features.featureName(at: $0) }
  }

  @Test(arguments: 2...6, 1...2) func termsOfFewerGroupsAreGoneAndAllOthersKept(limit: Int, maximumN: Int)
    throws
  {
    let texts = Self.texts()
    let all = try Self.recipe(maximumN: maximumN).train(on: texts).classifier
    var groups: [String: Set<String>] = [:]
    for text in texts {
      for occurrence in all.words.occurrences(in: text.input.text) {
        groups[all.words.vocabulary.term(at: occurrence.term), default: []].insert(text.outlet ?? "")
      }
    }
    let expected = Self.terms(all).filter { groups[$0]?.count ?? 0 >= limit }
    guard !expected.isEmpty else {
      let error = #expect(throws: ModelError.self) {
        try Self.recipe(minimumGroupFrequency: limit, maximumN: maximumN).train(on: texts)
      }
      #expect(error?.code == .invalid)
      return
    }
    let kept = try Self.recipe(minimumGroupFrequency: limit, maximumN: maximumN).train(on: texts).classifier
    #expect(Self.terms(kept) == expected)
    #expect(!Self.terms(kept).contains("harbour"))
    for (column, term) in expected.enumerated() {
      let before = try #require(all.words.vocabulary.index(of: term))
      #expect(kept.words.idf[column] == all.words.idf[before])
    }
  }

  @Test func aGroupLimitOfOneChangesNothing() throws {
    let texts = Self.texts()
    let plain = try Self.recipe().train(on: texts).classifier
    let withoutGroups = try Self.recipe().train(
      on: texts.map { LabeledExample(text: $0.input.text, label: $0.label) })
    #expect(plain.model == withoutGroups.classifier.model)
  }

  @Test func aTextWithoutAGroupIsAGroupOfItsOwn() {
    let groups = GroupNumbers(["a", nil, "a", nil, "b"])
    #expect(groups.ofRow == [0, 1, 0, 2, 3])
    #expect(groups.sizes == [2, 1, 1, 1])
  }

  @Test(arguments: [GroupWeight.squareRoot, .balanced]) func weightsSumToTheTextsOfEachClass(
    weight: GroupWeight
  ) throws {
    let texts = Self.texts()
    let labels = texts.map { $0.label == "up" ? 0 : 1 }
    let groups = GroupNumbers(texts.map(\.outlet))
    let weights = try #require(weight.weights(groups: groups, labels: labels, classCount: 2))
    for label in 0..<2 {
      let sum = labels.indices.filter { labels[$0] == label }.reduce(0) { $0 + Double(weights[$1]) }
      #expect(abs(sum - Double(labels.filter { $0 == label }.count)) < 1e-5)
    }
  }

  @Test func balancedWeightsSumEquallyOverTheGroupsOfAClass() throws {
    let texts = Self.texts()
    let labels = texts.map { $0.label == "up" ? 0 : 1 }
    let groups = GroupNumbers(texts.map(\.outlet))
    let weights = try #require(GroupWeight.balanced.weights(groups: groups, labels: labels, classCount: 2))
    var sums = [Double](repeating: 0, count: groups.count)
    for (row, group) in groups.ofRow.enumerated() { sums[group] += Double(weights[row]) }
    #expect(abs(sums[0] - sums[1]) < 1e-5)
    #expect(abs(sums[2] - sums[3]) < 1e-5 && abs(sums[3] - sums[4]) < 1e-5)
  }

  @Test(arguments: [GroupWeight.none, .squareRoot, .balanced])
  func whereGroupsHaveWeightsTheTemperatureIsOfGroupsThatCountAlike(weight: GroupWeight) throws {
    // Some in the large outlets are of the other label, so that no temperature is right without limit.
    let texts = Self.texts().enumerated().map { place, text in
      LabeledExample(
        text: text.input.text, label: [1, 4, 13, 16].contains(place) == (text.label == "up") ? "down" : "up",
        outlet: text.outlet)
    }
    let recipe = Self.recipe(groupWeight: weight, folds: 2)
    let prepared = try recipe.prepare(texts, threads: 1)
    let folds = try SplitPlan(grouping: .random, foldCount: 2, seed: 1)
      .folds(of: texts, labels: prepared.members.first)[0]
    let held = try #require(
      try HeldOutScores(prepared, folds: folds, learner: recipe.learner, in: TrainingContext()))
    let sizes = Dictionary(texts.map { ($0.outlet ?? "", 1.0) }, uniquingKeysWith: +)
    let expected = try TemperatureCalibrator(
      scores: held.scores, labels: held.rows.map { texts[$0].label == "up" ? 0 : 1 }, classCount: 2,
      weights: weight == .none ? nil : held.rows.map { 1 / (sizes[texts[$0].outlet ?? ""] ?? 1) })
    #expect(try held.calibration(.temperature) == .temperature(expected))
    #expect(expected.inverseTemperature < 1e4)
  }

  @Test func squareRootWeightsSumToTheRootOfTheGroupsSize() throws {
    let groups = GroupNumbers(["a", "a", "a", "a", "b"])
    let weights = try #require(
      GroupWeight.squareRoot.weights(groups: groups, labels: [0, 0, 0, 0, 0], classCount: 1))
    #expect(abs(weights[..<4].reduce(0, +) / weights[4] - 2) < 1e-6)
    #expect(GroupWeight.none.weights(groups: groups, labels: [0, 0, 0, 0, 0], classCount: 1) == nil)
  }

  @Test func balancedWeightsAreAsGoodAsCopiesOfTheSmallGroups() throws {
    // Two groups a class, of 4 and 2 texts: each of the smaller group's texts weighs twice the others'.
    var texts: [LabeledExample] = []
    for (label, word) in [("up", "calm"), ("down", "angry")] {
      texts += (0..<4).map { .init(text: "\(word) big talk \($0)x", label: label, outlet: label + "big") }
      texts += (0..<2).map { .init(text: "\(word) small chat \($0)y", label: label, outlet: label + "small") }
    }
    let weighted = try Self.recipe(groupWeight: .balanced).train(on: texts).classifier
    let vectorizer = weighted.words
    let copies = texts.filter { $0.outlet?.hasSuffix("small") == true }
    let rows = vectorizer.transform((texts + copies).map(\.input.text))
    let labels = (texts + copies).map { $0.label == "up" ? 0 : 1 }
    // 12 texts weigh 12 in all, the 16 with copies 16: C makes up for it.
    let model = try LogisticRegression(configuration: .init(c: 0.75))
      .train(on: LabeledDataset(features: rows, labels: labels, classCount: 2)).model
    for (a, b) in zip(weighted.linear.weights, model.weights) { #expect(abs(a - b) < 2e-3) }
  }

  @Test(
    arguments: [(2, GroupWeight.none), (1, .squareRoot), (1, .balanced)])
  func askingForGroupsWithoutAnyIsAnError(limit: Int, weight: GroupWeight) throws {
    let texts = Self.texts().map { LabeledExample(text: $0.input.text, label: $0.label) }
    let error = #expect(throws: ModelError.self) {
      try Self.recipe(minimumGroupFrequency: limit, groupWeight: weight).train(on: texts)
    }
    #expect(error?.code == .invalid)
    #expect(error?.message.contains("group") == true)
  }

  @Test(arguments: 1...3) func theModelIsTheSameBitForBitForAnyThreadCount(threads: Int) throws {
    let recipe = Self.recipe(minimumGroupFrequency: 2, groupWeight: .squareRoot, folds: 2)
    let texts = Self.texts()
    let one = try recipe.train(on: texts).classifier
    let more = try recipe.train(on: texts, in: TrainingContext(threads: threads)).classifier
    #expect(one.calibration != nil)
    #expect(try more.encoded() == one.encoded())
  }
}
