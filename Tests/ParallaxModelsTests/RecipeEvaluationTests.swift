import Foundation
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

@Suite struct RecipeEvaluationTests {
  /// Outlets of one label each, that are known by their own words and by nothing else.
  private static func confounded(_ count: Int = 120) -> [LabeledExample] {
    var generator = SeededGenerator(seed: 3)
    return (0..<count).map { index in
      let outlet = index % 6
      let words = (0..<6).map { _ in "w\(Int.random(in: 0..<30, using: &generator))" }
      return LabeledExample(
        text: (["house\(outlet)"] + words).joined(separator: " "), label: outlet < 3 ? "a" : "b",
        outlet: "outlet \(outlet)", event: "event \(index % 10)")
    }
  }

  private static func recipe() -> ClassifierRecipe {
    var recipe = ClassifierRecipe(learner: .logisticRegression(.init(c: 10)))
    recipe.calibrationFolds = 0
    return recipe
  }

  @Test func aRandomSplitFlattersWhereLabelsAreOutletsAndTheProbeTellsWhy() throws {
    let report = try LeakageReport(Self.recipe(), on: Self.confounded(), grouping: .outlet, foldCount: 3)
    let random = try #require(report.random)
    #expect(random.accuracy > 0.95)
    #expect(report.grouped.accuracy < 0.75)
    #expect(try #require(report.gap) > 0.2)
    let probe = try #require(report.probe)
    #expect(probe.outlets == 6 && probe.accuracy > 0.9 && probe.majorityShare < 0.2)
  }

  @Test func theFieldsThatAreKnownDecideTheSplit() {
    let all = Self.confounded()
    #expect(SplitGrouping.standard(for: all) == .both)
    func without(outlet: Bool, event: Bool) -> [LabeledExample] {
      all.map {
        LabeledExample(
          $0.input, labels: $0.labels, outlet: outlet ? nil : $0.outlet, event: event ? nil : $0.event)
      }
    }
    #expect(SplitGrouping.standard(for: without(outlet: false, event: true)) == .outlet)
    #expect(SplitGrouping.standard(for: without(outlet: true, event: false)) == .event)
    #expect(SplitGrouping.standard(for: without(outlet: true, event: true)) == .random)
  }

  @Test func foldsOfBothShareNeitherOutletNorEvent() throws {
    let examples = Self.confounded()
    let plan = SplitPlan(grouping: .both, foldCount: 3, repeats: 2, seed: 1)
    let repeats = try plan.folds(of: examples, labels: examples.map { $0.label == "a" ? 0 : 1 })
    #expect(repeats.count == 2 && repeats.allSatisfy { $0.count == 3 })
    for fold in repeats.flatMap(\.self) {
      let held = fold.validation.map { examples[$0] }
      let trained = fold.training.map { examples[$0] }
      #expect(Set(held.map(\.outlet)).isDisjoint(with: Set(trained.map(\.outlet))))
      #expect(Set(held.map(\.event)).isDisjoint(with: Set(trained.map(\.event))))
    }
  }

  @Test func maskedOutletsAreHarderToTell() throws {
    let named = Self.confounded().enumerated().map { index, example in
      LabeledExample(
        text: example.input.text.replacingOccurrences(of: "house", with: "quaypress"), label: example.label,
        outlet: example.outlet.map { _ in "Quaypress\(index % 6)" })
    }
    let open = try #require(try OutletProbe(Self.recipe(), on: named))
    var masking = Self.recipe()
    masking.features.mask.outlets = true
    let masked = try #require(try OutletProbe(masking, on: named))
    #expect(masked.accuracy < open.accuracy)
  }

  @Test func learningCurvesGrowInRowsAndAreMeasuredOnOneFold() throws {
    let examples = ClassifierKindsTests.examples(150)
    let plan = SplitPlan(grouping: .random, foldCount: 3)
    let curve = try LearningCurve(Self.recipe(), on: examples, plan: plan)
    #expect(curve.points.map(\.count) == curve.points.map(\.count).sorted() && curve.points.count >= 4)
    #expect(Set(curve.points.map(\.metrics.count)) == [50])
    let last = try #require(curve.points.last)
    #expect(last.count == 100 && last.metrics.macroF1 >= curve.points[0].metrics.macroF1)
  }

  @Test func everyBeginningOfTheOrderHasTheSharesOfTheWhole() throws {
    let labels = (0..<90).map { $0 < 60 ? 0 : 1 }
    let order = try SplitPlan(grouping: .random, seed: 4).order(of: Array(0..<90), labels: labels)
    #expect(order.sorted() == Array(0..<90))
    for count in stride(from: 3, through: 90, by: 3) {
      let ones = order.prefix(count).count { labels[$0] == 1 }
      #expect(abs(ones - count / 3) <= 1)
    }
  }

  @Test func aGridIsSearchedWhollyAndTheBestComesFirst() throws {
    let grid = Data(#"{"learner.C": [0.001, 10], "vectorizer.sublinear_tf": [true, false]}"#.utf8)
    let plan = SplitPlan(grouping: .random, foldCount: 3)
    let search = try RecipeSearch(grid: grid, plan: plan)
    let report = try search.run(Self.recipe(), on: ClassifierKindsTests.examples(90))
    #expect(report.candidates.count == 4)
    #expect(report.candidates.map(\.macroF1) == report.candidates.map(\.macroF1).sorted(by: >))
    #expect(Set(report.candidates.map { $0.settings["learner.C"] }) == ["0.001", "10"])
    let alone = try CrossValidation(plan).run(report.best, on: ClassifierKindsTests.examples(90))
    #expect(abs(alone.meanMacroF1 - report.candidates[0].macroF1) < 1e-9)
  }

  @Test func randomSearchDrawsTheSameForASeedAndHalvingDropsTheWorst() throws {
    let values = (1...12).map { String(Double($0) / 4) }.joined(separator: ",")
    let grid = Data("{\"learner.C\": [\(values)]}".utf8)
    let plan = SplitPlan(grouping: .random, foldCount: 2, seed: 5)
    let search = try RecipeSearch(grid: grid, strategy: .random(9), plan: plan, halving: 3)
    let report = try search.run(Self.recipe(), on: ClassifierKindsTests.examples(120))
    #expect(report.candidates.count == 9)
    #expect(report.candidates.count { $0.share == 1 } == 3)
    let again = try search.run(Self.recipe(), on: ClassifierKindsTests.examples(120))
    #expect(again.candidates.map(\.settings) == report.candidates.map(\.settings))
  }

  @Test func nestedSearchMeasuresItsWinnersOutside() throws {
    let search = try RecipeSearch(
      grid: Data(#"{"learner.C": [0.1, 1]}"#.utf8), plan: SplitPlan(grouping: .random, foldCount: 3))
    let report = try search.run(Self.recipe(), on: ClassifierKindsTests.examples(90), isNested: true)
    #expect(report.nested?.count == 3)
  }

  @Test(arguments: [
    #"[]"#, "{}", #"{"learner.C": 1}"#, #"{"learner.C": []}"#,
    #"{"a":[1,2,3,4,5,6,7,8,9,0],"b":[1,2,3,4,5,6,7,8,9,0],"c":[1,2,3,4,5,6,7,8,9,0],"d":[1,2,3,4,5,6,7,8,9,0],"e":[1,2,3,4,5,6,7,8,9,0],"f":[1,2,3,4,5,6,7,8,9,0],"g":[1,2]}"#,
  ])
  func gridsThatMakeNoSenseAreRefused(grid: String) {
    let error = #expect(throws: ModelError.self) {
      try RecipeSearch(grid: Data(grid.utf8), plan: SplitPlan(grouping: .random))
    }
    #expect(error?.code == .malformed)
  }

  @Test func settingsThatLeadNowhereAreNamed() throws {
    #expect(throws: ModelError.self) { try Self.recipe().setting(["learner.c": "1"]) }
    #expect(throws: ModelError.self) { try Self.recipe().setting(["vectorizer.min_df.x": "1"]) }
    #expect(throws: ModelError.self) { try Self.recipe().setting(["learner.C": "-1"]) }
    #expect(
      try Self.recipe().setting(["learner.C": "3", "learner.kind": "linear_svm"]).learner
        == .linearSVM(.init(c: 3)))
  }

  @Test func chartsAreDrawnWithoutAnythingThatRuns() throws {
    let classifier = try Self.recipe().train(on: ClassifierKindsTests.examples()).classifier
    let evaluation = try classifier.evaluate(on: ClassifierKindsTests.examples(80))
    for svg in [
      EvaluationChart.svg(of: try evaluation.reliability(), title: "<script>&\""),
      EvaluationChart.svg(of: try evaluation.riskCoverage(), title: "risk"),
    ] {
      #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n") && !svg.contains("<script"))
      #expect(XMLCheck.isBalanced(svg))
    }
  }

  @Test func intervalsHoldTheScoreAndAComparisonWithItselfHasNoDifference() throws {
    let classifier = try Self.recipe().train(on: ClassifierKindsTests.examples(30)).classifier
    let evaluation = try classifier.evaluate(on: ClassifierKindsTests.examples(90))
    let intervals = try ScoreIntervals(evaluation, resamples: 200)
    #expect(abs(intervals.macroF1.estimate - evaluation.metrics.macroF1) < 1e-12)
    #expect(intervals.accuracy.lower <= evaluation.metrics.accuracy)
    #expect(evaluation.metrics.accuracy <= intervals.accuracy.upper)
    let comparison = try ClassifierComparison(evaluation, evaluation, resamples: 50)
    #expect(comparison.mcNemar.pValue == 1 && comparison.macroF1.difference.estimate == 0)
  }

  @Test func differencesListTheTermsThatChangedMost() throws {
    let examples = ClassifierKindsTests.examples()
    let first = try ClassifierRecipe().train(on: examples).classifier
    var more = examples
    for index in stride(from: 0, to: 30, by: 3) {
      more.append(LabeledExample(text: "lantern quiet march \(index)", label: "calm"))
    }
    let second = try ClassifierRecipe().train(on: more).classifier
    let differences = try ModelDifference.between(first, second, top: 5)
    #expect(differences.map(\.label) == ["calm", "loud", "odd"])
    let calm = differences[0]
    #expect(calm.features.count == 5 && calm.features.contains { $0.term == "lantern" && $0.first == 0 })
    #expect(calm.onlyInFirst == 0 && calm.onlyInSecond >= 1 && calm.cosine < 1)
    #expect(
      calm.features.map { abs($0.difference) } == calm.features.map { abs($0.difference) }.sorted(by: >))
    let same = try ModelDifference.between(first, first, top: 5)
    #expect(same.allSatisfy { $0.features.isEmpty && abs($0.cosine - 1) < 1e-12 })
  }
}

/// Whether every tag that opens closes.
private enum XMLCheck {
  static func isBalanced(_ text: String) -> Bool {
    var open: [Substring] = []
    for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let end = part.firstIndex(of: ">") else { return false }
      let tag = part[..<end]
      if tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty
  }
}
