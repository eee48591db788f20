import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

/// Classifiers of every kind of features, labels and calibration, made by training.
@Suite struct ClassifierKindsTests {
  /// Invented examples: tone by words, a claim that agrees with it or not, and a number that leans with it.
  static func examples(_ count: Int = 60, labels: [String] = ["calm", "loud", "odd"]) -> [LabeledExample] {
    var generator = SeededGenerator(seed: 12)
    let words = [
      ["march", "quiet", "square", "song", "town"], ["mob", "angry", "fire", "storm", "town"],
      ["purple", "elephant", "teapot", "moon", "town"],
    ]
    return (0..<count).map { index in
      let label = index % labels.count
      let said = (0..<8).map { _ in words[label][Int.random(in: 0..<5, using: &generator)] }
      let noise = Double.random(in: -1...1, using: &generator)
      return LabeledExample(
        ClassifierInput(
          said.joined(separator: " "), claim: "the \(said[0]) in town",
          numbers: ["lean": Double(label) + noise, "flat": 3]),
        labels: [labels[label]], outlet: "outlet \(index % 7)", event: "event \(index % 11)")
    }
  }

  static func recipe(
    calibration: ScoreCalibration.Method? = nil, isMultiLabel: Bool = false,
    learner: LearnerConfiguration = .logisticRegression(.init())
  ) -> ClassifierRecipe {
    var characters = TFIDFVectorizer.Configuration()
    characters.analyzer = .charWithinWords
    (characters.minimumN, characters.maximumN) = (2, 3)
    return ClassifierRecipe(
      features: .init(
        blocks: [
          FeatureBlock("words", .terms(.text, .init())),
          FeatureBlock("letters", .terms(.text, characters), weight: 0.5),
          FeatureBlock("claim", .terms(.claim, .init()), scaling: .maxAbs),
          FeatureBlock("overlap", .similarity(.init())),
          FeatureBlock("style", .numbers([], missing: .error)),
        ], mask: TextMask(outlets: true)),
      learner: learner, isMultiLabel: isMultiLabel, calibration: calibration, calibrationFolds: 3)
  }

  @Test(arguments: [ScoreCalibration.Method.uncalibrated, .temperature, .platt, .isotonic])
  func aClassifierOfManyBlocksIsReadBackBitForBit(method: ScoreCalibration.Method) throws {
    let folder = try TemporaryFolder()
    let examples = Self.examples()
    let classifier = try Self.recipe(calibration: method).train(on: examples).classifier
    #expect(classifier.calibration?.method ?? .uncalibrated == method)
    try classifier.write(to: folder.file("m"))
    let copy = try TextClassifier(contentsOf: folder.file("m"))
    #expect(try copy.encoded() == classifier.encoded())
    #expect(copy.model == classifier.model)
    #expect(copy.calibration == classifier.calibration)
    #expect(copy.provenance == classifier.provenance)
    #expect(copy.features.configuration == classifier.features.configuration)
    for example in examples.prefix(9) {
      #expect(copy.classify(example.input) == classifier.classify(example.input))
      #expect(copy.explain(example.input, top: 9) == classifier.explain(example.input, top: 9))
    }
  }

  @Test func contributionsOfAllBlocksAndTheInterceptSumToTheDecisionValue() throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    for example in Self.examples().prefix(12) {
      for label in classifier.labels {
        let explanation = try classifier.explain(example.input, label: label, top: 1000)
        let sum = explanation.contributions.reduce(explanation.intercept) { $0 + $1.contribution }
        #expect(abs(sum - explanation.decisionValue) < 1e-6)
        #expect(explanation.scope == .exact && explanation.remainder == 0)
        #expect(
          explanation.contributions.contains { $0.block == "style" && $0.term == "lean" && $0.places.isEmpty }
        )
        #expect(
          explanation.contributions.contains { $0.block == "claim" && $0.places.first?.field == .claim })
      }
    }
  }

  @Test(arguments: LearnerConfiguration.Kind.allCases)
  func everyLearnerTrainsIsReadBackAndTakenApart(kind: LearnerConfiguration.Kind) throws {
    var recipe = ClassifierRecipe(learner: LearnerConfiguration(kind), calibrationFolds: 3)
    recipe.features.blocks.append(
      FeatureBlock("lean", .numbers(["lean"], missing: .error), scaling: .minMax))
    let examples = Self.examples(90)
    let trained = try recipe.train(on: examples).classifier
    let folder = try TemporaryFolder()
    try trained.write(to: folder.path)
    let copy = try TextClassifier(contentsOf: folder.path)
    #expect(try copy.encoded() == trained.encoded())
    #expect(try copy.evaluate(on: examples).metrics.accuracy > 0.9)
    for example in examples.prefix(10) {
      let prediction = copy.classify(example.input)
      #expect(prediction == trained.classify(example.input))
      #expect(abs(prediction.probabilities.reduce(0, +) - 1) < 1e-9)
      let explanation = copy.explain(example.input, top: 1000)
      #expect(explanation.scope == ([.multilayerPerceptron, .twoStage].contains(kind) ? .local : .exact))
      let sum = explanation.contributions.reduce(explanation.intercept) { $0 + $1.contribution }
      #expect(abs(sum - explanation.decisionValue) < 1e-6)
    }
  }

  @Test func aBatchGivesWhatOneAtATimeDoesForAnyNumberOfThreads() throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    let inputs = (0..<5).flatMap { _ in Self.examples().map(\.input) }
    let alone = inputs.map { classifier.classify($0) }
    for threads in [1, 2, 4] { #expect(classifier.classify(inputs, threads: threads) == alone) }
  }

  @Test func trainingIsTheSameBitForBitForAnyNumberOfThreads() throws {
    let one = try Self.recipe().train(on: Self.examples()).classifier.encoded()
    for threads in [2, 3] {
      let more = try Self.recipe().train(on: Self.examples(), in: TrainingContext(threads: threads))
      #expect(try more.classifier.encoded() == one)
    }
  }

  @Test func anInputThatLacksAClaimOrANumberAbstainsAndSaysWhy() throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    for (input, word) in [
      (ClassifierInput("quiet march", numbers: ["lean": 1, "flat": 3]), "claim"),
      (ClassifierInput("quiet march", claim: "x", numbers: ["flat": 3]), "\"lean\""),
    ] {
      guard case .abstained(let reason) = classifier.classify(input).state else {
        Issue.record("scored without \(word)")
        continue
      }
      #expect(reason.contains(word))
      #expect(throws: ModelError.self) {
        try classifier.evaluate(on: [LabeledExample(input, labels: ["calm"])])
      }
    }
  }

  @Test func labelsThatDoNotExcludeEachOtherAreGivenTogether() throws {
    let examples = Self.examples().enumerated().map { index, example in
      LabeledExample(
        example.input, labels: index % 5 == 4 ? [] : example.labels + (index % 2 == 0 ? ["even"] : []))
    }
    let trained = try Self.recipe(isMultiLabel: true).train(on: examples)
    let classifier = trained.classifier
    #expect(classifier.isMultiLabel && classifier.labels == ["calm", "even", "loud", "odd"])
    #expect(classifier.calibration?.method == .platt)
    let folder = try TemporaryFolder()
    try classifier.write(to: folder.path)
    let copy = try TextClassifier(contentsOf: folder.path)
    for example in examples {
      let prediction = copy.classify(example.input)
      #expect(prediction == classifier.classify(example.input))
      for (label, probability) in zip(copy.labels, prediction.probabilities) {
        #expect(prediction.labels.contains(label) == (probability >= 0.5))
      }
    }
    let evaluation = try copy.evaluate(on: examples)
    #expect(evaluation.metrics.isMultiLabel && evaluation.metrics.macroF1 > 0.5)
  }

  @Test func severalLabelsWithoutTheSettingAreAnErrorThatNamesTheRecord() throws {
    var examples = Self.examples()
    examples[3] = LabeledExample(examples[3].input, labels: ["calm", "loud"])
    let error = #expect(throws: ModelError.self) { try Self.recipe().train(on: examples) }
    #expect(error?.message.contains("record 4") == true && error?.message.contains("multi_label") == true)
  }

  @Test func labelsWithCommasQuotesAndLineBreaksSurvive() throws {
    let labels = ["a, b", "say \"no\"", "new\nline ☂"]
    let examples = Self.examples(labels: labels)
    let folder = try TemporaryFolder()
    let classifier = try Self.recipe().train(on: examples).classifier
    try classifier.write(to: folder.path)
    #expect(Set(try TextClassifier(contentsOf: folder.path).labels) == Set(labels))
    let card = try ModelCard(classifier).text
    #expect(card.contains("say \"no\"") && !card.contains("new\nline"))
  }

  @Test func aTrainingThatIsStoppedGivesTheBestSoFarAndSaysSo() throws {
    var steps = 0
    let trained = try Self.recipe().train(
      on: Self.examples(),
      in: TrainingContext(threads: 1) { _ in
        steps += 1
        return steps > 1 ? .stop : .proceed
      })
    #expect(trained.report.wasStopped)
    #expect(trained.classifier.calibration == nil && trained.heldOut == nil)
    #expect(trained.classifier.classify(Self.examples()[0].input).probabilities.allSatisfy { $0.isFinite })
  }

  @Test func everyAlteredByteOfTheHeaderIsFound() throws {
    let sound = try Self.recipe(calibration: .isotonic).train(on: Self.examples()).classifier.encoded()
    let length = sound.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    for place in 0..<8 + length {
      var bytes = sound
      bytes[place] ^= 0x01
      #expect(throws: ModelError.self) { try TextClassifier(SafetensorsFile(bytes: bytes)) }
    }
  }

  @Test func weightsOfZeroGiveEvenChancesAndNaNIsRefused() throws {
    let trained = try Self.recipe(calibration: .uncalibrated).train(on: Self.examples())
      .classifier
    let columns = trained.features.featureCount
    let zeros = try LinearModel(
      weights: [Float](repeating: 0, count: 3 * columns), intercepts: [0, 0, 0], classCount: 3,
      featureCount: columns)
    let even = try TextClassifier(
      name: "even", features: trained.features, model: .linear(zeros), labels: trained.labels)
    let prediction = even.classify(Self.examples()[0].input)
    #expect(prediction.probabilities.allSatisfy { abs($0 - 1.0 / 3) < 1e-12 } && prediction.label == "calm")
    #expect(throws: TrainingError.self) {
      try LinearModel(weights: [.nan, 0], intercepts: [0, 0], classCount: 2, featureCount: 1)
    }
  }

  @Test(arguments: ["", " \n\t", "zyx wvu", "\u{0}\u{FEFF}", "☂"]) func emptyAndUnknownTextsGetAnAnswer(
    text: String
  ) throws {
    let classifier = try ClassifierRecipe().train(on: Self.examples()).classifier
    let prediction = classifier.classify(text)
    #expect(prediction.probabilities.allSatisfy { $0.isFinite })
    #expect(abs(prediction.probabilities.reduce(0, +) - 1) < 1e-9)
    #expect(prediction.state != .scored)
  }

  @Test func abstentionKeepsTheRiskItWasAskedFor() throws {
    var noisy = Self.examples(240)
    for index in stride(from: 0, to: noisy.count, by: 4) {
      noisy[index] = LabeledExample(
        noisy[index].input, labels: [["calm", "loud", "odd"][(index / 4) % 3]], outlet: noisy[index].outlet)
    }
    var recipe = Self.recipe()
    recipe.abstentionRisk = 0.1
    let trained = try recipe.train(on: noisy)
    #expect(trained.classifier.evidence.minimumConfidence > 0)
    let evaluation = try trained.classifier.evaluate(on: noisy)
    #expect(evaluation.coverage > 0.2)
    #expect(try #require(evaluation.scoredAccuracy) >= evaluation.metrics.accuracy)
    let folder = try TemporaryFolder()
    try trained.classifier.write(to: folder.path)
    #expect(try TextClassifier(contentsOf: folder.path).evidence == trained.classifier.evidence)
  }

  @Test func recalibratingChangesProbabilitiesAndNotTheModel() throws {
    let classifier = try Self.recipe(calibration: .uncalibrated).train(on: Self.examples())
      .classifier
    let held = Self.examples(90)
    for method in [ScoreCalibration.Method.temperature, .platt, .isotonic] {
      let calibrated = try classifier.calibrated(on: held, method: method)
      #expect(calibrated.model == classifier.model && calibrated.calibration?.method == method)
      let before = try #require(Self.logLoss(try classifier.evaluate(on: held)))
      let after = try #require(Self.logLoss(try calibrated.evaluate(on: held)))
      #expect(after <= before + 1e-9)
    }
    #expect(throws: ModelError.self) {
      try classifier.calibrated(on: [LabeledExample(held[0].input, labels: ["none such"])], method: .platt)
    }
  }

  private static func logLoss(_ evaluation: ClassifierEvaluation) -> Double? {
    guard case .exclusive(let metrics) = evaluation.metrics else { return nil }
    return metrics.logLoss
  }

  @Test func aPlainClassifierIsWrittenInTheFirstFormatAndAnyOtherInTheSecond() throws {
    let plain = try SafetensorsFile(bytes: ClassifierRecipe().train(on: Self.examples()).classifier.encoded())
    #expect(plain.metadata["parallax_format"] == "1" && plain.metadata["vectorizer"] != nil)
    #expect(
      Set(plain.tensors.map(\.name)).isSuperset(of: ["weights", "intercepts", "idf", "vocabulary.terms"]))
    let other = try SafetensorsFile(bytes: Self.recipe().train(on: Self.examples()).classifier.encoded())
    #expect(other.metadata["parallax_format"] == "2" && other.metadata["features"] != nil)
    #expect(
      other.tensors.contains { $0.name == "words.idf" }
        && other.tensors.contains { $0.name == "model.weights" })
  }

  @Test func theSameExamplesHaveTheSameHashAndOthersAnother() {
    let examples = Self.examples()
    #expect(examples.contentHash == Self.examples().contentHash)
    #expect(examples.contentHash.count == 16)
    #expect(Array(examples.reversed()).contentHash != examples.contentHash)
    var changed = examples
    changed[5] = LabeledExample(changed[5].input, labels: ["loud"], outlet: "elsewhere")
    #expect(changed.contentHash != examples.contentHash)
    let (a, b) = (LabeledExample(text: "ab", label: "c"), LabeledExample(text: "a", label: "bc"))
    #expect([a].contentHash != [b].contentHash)
  }
}
