import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

/// Classifiers that read measures of their input: of a claim, and of style.
@Suite struct TextMeasuresTests {
  /// Invented pairs: the text repeats the claim, refutes it, doubts it, or tells of something else.
  static func pairs(_ count: Int = 96) -> [LabeledExample] {
    var generator = SeededGenerator(seed: 5)
    let things = ["heron", "ferry", "harbour", "mayor", "bridge", "market", "tower", "orchard"]
    let deeds = ["closed", "sold", "painted", "moved", "burned", "opened", "flooded", "renamed"]
    func pick(_ words: [String]) -> String { words[Int(generator.next() % UInt64(words.count))] }
    let labels = ["agree", "disagree", "discuss", "unrelated"]
    return (0..<count).map { index in
      let (thing, deed, place) = (pick(things), pick(deeds), "Brennick\(index % 9)")
      let claim = "The \(thing) of \(place) was \(deed)"
      let text =
        switch index % 4 {
        case 0: "It is confirmed. The \(thing) of \(place) was \(deed), officials announced. All saw it."
        case 1: "It is a hoax. That the \(thing) of \(place) was \(deed) is false. It was debunked."
        case 2: "It is unclear. The \(thing) of \(place) was reportedly \(deed), sources claim. Maybe."
        default: "Rain fell on Velmora. Nothing else happened there on Monday. People stayed at home."
        }
      return LabeledExample(
        ClassifierInput(text, claim: claim), labels: [labels[index % 4]], outlet: "topic \(index % 12)")
    }
  }

  static var recipe: ClassifierRecipe {
    ClassifierRecipe(
      description: ModelDescription(
        name: "stance", version: "1", task: "", labels: ["agree", "disagree", "discuss", "unrelated"]),
      features: .init(blocks: [
        FeatureBlock("pair", .measures(.claim)), FeatureBlock("words", .terms(.text, .init())),
        FeatureBlock("style", .measures(.style), weight: 0.1),
      ]),
      learner: .twoStage(
        .init(apartClass: 3, leadingColumns: ClaimComparer.names.count, second: .logisticRegression(.init()))),
      calibrationFolds: 3)
  }

  @Test func stancesTowardClaimsAreLearnt() throws {
    let examples = Self.pairs()
    let trained = try Self.recipe.train(on: examples)
    #expect(try #require(trained.heldOut).accuracy > 0.9)
    #expect(trained.grouping == .outlet)
  }

  @Test func aClassifierOfMeasuresIsReadBackAndAnswersAlike() throws {
    let folder = try TemporaryFolder()
    let examples = Self.pairs()
    let classifier = try Self.recipe.train(on: examples).classifier
    try classifier.write(to: folder.file("m"))
    let copy = try TextClassifier(contentsOf: folder.file("m"))
    #expect(try copy.encoded() == classifier.encoded())
    let batch = copy.classify(examples.map(\.input), threads: 3)
    #expect(batch == examples.map { classifier.classify($0.input) })
  }

  @Test func rowsOfTrainingAreThoseOfUse() throws {
    let inputs = Self.pairs().map(\.input)
    let (pipeline, matrix) = try FeaturePipeline.fitTransform(inputs, configuration: Self.recipe.features)
    #expect(pipeline.transform(inputs, threads: 2).matrix == matrix)
  }

  @Test func withoutAClaimOrWithOneOfAWordItAbstainsAndSaysWhy() throws {
    let classifier = try Self.recipe.train(on: Self.pairs()).classifier
    let text = "The heron of Brennick1 was sold, officials announced. All of them saw it."
    for (claim, expected) in [
      (nil, "lacks a claim"), ("heron", "words of the claim: 1"), ("", "words of the claim: 0"),
    ] as [(String?, String)] {
      let prediction = classifier.classify(ClassifierInput(text, claim: claim))
      guard case .abstained(let reason) = prediction.state else {
        Issue.record("scored with the claim \(claim ?? "none")")
        continue
      }
      #expect(reason.contains(expected))
    }
    let scored = classifier.classify(ClassifierInput(text, claim: "The heron of Brennick1 was sold"))
    #expect(scored.state == .scored)
  }

  @Test func anExplanationNamesMeasuresAndShowsTheClosestSentence() throws {
    let classifier = try Self.recipe.train(on: Self.pairs()).classifier
    let text = "Rain fell. The heron of Brennick1 was sold, officials announced. All of them saw it."
    let explanation = classifier.explain(
      ClassifierInput(text, claim: "The heron of Brennick1 was sold"), top: 200)
    let sum =
      explanation.intercept + explanation.remainder
      + explanation.contributions.reduce(0) { $0 + $1.contribution }
    #expect(abs(sum - explanation.decisionValue) < 1e-6)
    let measure = try #require(explanation.contributions.first { $0.term == "best_sentence_cosine" })
    #expect(measure.block == "pair")
    let range = try #require(measure.ranges.first)
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self).hasPrefix("The heron of Brennick1"))
  }

  @Test func blocksOfMeasuresAreReadAndWritten() throws {
    let json = Data(#"{"name": "pair", "measures": "claim"}"#.utf8)
    let block = try JSONDecoder().decode(FeatureBlock.self, from: json)
    #expect(block == FeatureBlock("pair", .measures(.claim)))
    #expect(block.scaling == .standard)
    #expect(try JSONDecoder().decode(FeatureBlock.self, from: JSONEncoder().encode(block)) == block)
  }

  @Test func labelsThatAreRareHaveThresholdsOfTheirOwn() throws {
    var generator = SeededGenerator(seed: 3)
    let words = ["song", "river", "stone", "lamp", "bread", "glass", "wheel", "paper"]
    let examples = (0..<120).map { index -> LabeledExample in
      let isRare = index % 8 == 0
      var said = (0..<12).map { _ in words[Int(generator.next() % 8)] }
      if isRare || index % 8 == 1 { said.append("plague") }
      return LabeledExample(
        ClassifierInput(said.joined(separator: " ")),
        labels: (isRare ? ["rare"] : []) + (index % 2 == 0 ? ["even"] : []))
    }
    var recipe = ClassifierRecipe(
      description: ModelDescription(name: "m", version: "1", task: "", labels: ["even", "rare"]),
      isMultiLabel: true, tunesThresholds: true)
    let trained = try recipe.train(on: examples)
    let classifier = trained.classifier
    #expect(classifier.thresholds.count == 2)
    #expect(classifier.thresholds[1] < 0.5)
    let copy = try TextClassifier(SafetensorsFile(bytes: classifier.encoded()))
    #expect(copy.thresholds == classifier.thresholds)
    let prediction = classifier.classify("song plague river stone lamp")
    let expected = zip(classifier.labels, zip(prediction.probabilities, classifier.thresholds))
      .filter { $0.1.0 >= $0.1.1 }.map(\.0)
    #expect(prediction.labels == expected)
    recipe.tunesThresholds = false
    let plain = try recipe.train(on: examples)
    #expect(plain.classifier.thresholds == [0.5, 0.5])
    let (tuned, fixed) = (try #require(trained.heldOut), try #require(plain.heldOut))
    #expect(tuned.macroF1 > fixed.macroF1)
  }

  @Test func thresholdsForLabelsThatExcludeEachOtherAreAnError() throws {
    var recipe = Self.recipe
    recipe.tunesThresholds = true
    #expect(throws: ModelError.self) { try recipe.validate() }
  }

  // MARK: Texts by the polarity of the claim

  /// Invented pairs: whether a text speaks for a claim hangs on which way the claim goes.
  static func opinions(_ count: Int = 80) -> [LabeledExample] {
    let things = ["ferries", "tolls", "markets", "towers", "herons"]
    return (0..<count).map { index in
      let thing = things[index % 5]
      let (bans, blames) = (index / 5 % 2 == 0, index / 10 % 2 == 0)
      let claim = bans ? "The \(thing) should be banned" : "The \(thing) should be allowed"
      let text = blames ? "Many \(thing) spoil the quiet shore" : "Many \(thing) delight the quiet shore"
      return LabeledExample(
        ClassifierInput(text, claim: claim), labels: [bans == blames ? "support" : "undermine"], outlet: thing
      )
    }
  }

  static var opinionRecipe: ClassifierRecipe {
    ClassifierRecipe(
      description: ModelDescription(
        name: "opinion", version: "1", task: "", labels: ["support", "undermine"]),
      features: .init(blocks: [
        FeatureBlock("words", .terms(.text, .init())),
        FeatureBlock("affirmed", .terms(.textOfAffirmingClaim, .init())),
        FeatureBlock("opposed", .terms(.textOfOpposingClaim, .init())),
      ]), calibrationFolds: 5)
  }

  @Test func theSameTextSupportsOneClaimAndUnderminesItsOpposite() throws {
    let trained = try Self.opinionRecipe.train(on: Self.opinions())
    #expect(try #require(trained.heldOut).accuracy == 1)
    let text = "Many bridges spoil the quiet shore"
    let answers = ["Bridges should be banned", "Bridges should be allowed"].map {
      trained.classifier.classify(ClassifierInput(text, claim: $0)).label
    }
    #expect(answers == ["support", "undermine"])
  }

  @Test func termsOfAnOpposedClaimStandInTheText() throws {
    let classifier = try Self.opinionRecipe.train(on: Self.opinions()).classifier
    let text = "Many tolls spoil the quiet shore"
    let parts = classifier.explain(ClassifierInput(text, claim: "The tolls should be banned"), top: 100)
      .contributions
    let part = try #require(parts.first { $0.block == "opposed" && $0.term == "spoil" })
    let place = try #require(part.places.first)
    #expect(place.field == .text)
    #expect(String(decoding: Array(text.utf8)[place.range], as: UTF8.self) == "spoil")
    #expect(!parts.contains { $0.block == "affirmed" })
  }

  @Test func aTextOfAClaimIsNotScoredWithoutOne() throws {
    let classifier = try Self.opinionRecipe.train(on: Self.opinions()).classifier
    guard
      case .abstained(let reason) = classifier.classify(ClassifierInput("Many tolls spoil the shore")).state
    else {
      Issue.record("scored without a claim")
      return
    }
    #expect(reason.contains("lacks a claim"))
  }

  @Test func rowsByPolarityAreAlikeOneByOneAndTogether() throws {
    let inputs = Self.opinions().map(\.input)
    let (pipeline, matrix) = try FeaturePipeline.fitTransform(
      inputs, configuration: Self.opinionRecipe.features)
    #expect(pipeline.transform(inputs, threads: 3).matrix == matrix)
    for (row, input) in inputs.enumerated() { #expect(pipeline.transform(input) == matrix.row(row)) }
  }
}
