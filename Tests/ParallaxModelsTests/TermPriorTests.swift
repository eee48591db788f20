import Foundation
import ParallaxFeatures
import ParallaxLearning
import Testing

@testable import ParallaxModels

/// Terms that start from another model's weights.
@Suite struct TermPriorTests {
  private static let harsh = ["vile", "shameful", "brutal", "foul", "odious"]
  private static let plain = ["quiet", "weekly", "local", "early", "public"]
  private static let things = ["speech", "plan", "vote", "march", "report"]

  private static func examples(_ words: Int) -> [LabeledExample] {
    (0..<words).flatMap { word in
      things.enumerated().flatMap { number, thing in
        [(harsh[word], "harsh"), (plain[word], "fair")].map { adjective, label in
          LabeledExample(
            text: "the \(adjective) \(thing) was heard on day \(number) of the week", label: label)
        }
      }
    }
  }

  /// A model that knows all words.
  private static let source = Result { () throws(any Error) -> TextClassifier in
    let recipe = ClassifierRecipe(
      description: .init(name: "source", version: "1", task: "", labels: ["fair", "harsh"]),
      calibrationFolds: 0)
    return try recipe.train(on: examples(5)).classifier
  }

  private static func recipe(
    weight: Double = 0.5, blockWeight: Double = 1, hash: String? = nil, others: [FeatureBlock] = []
  ) throws -> ClassifierRecipe {
    var recipe = ClassifierRecipe(
      description: .init(name: "tuned", version: "1", task: "", labels: ["fair", "harsh"]),
      features: .init(
        blocks: [
          FeatureBlock(
            "words", .terms(.text, .init()), weight: blockWeight,
            prior: .init(model: "source", weight: weight, hash: hash))
        ] + others), calibrationFolds: 0)
    recipe.features.priors["source"] = try TermWeights(Self.source.get())
    return recipe
  }

  /// What few examples do not hold is known from the other model.
  @Test func wordsThatNoExampleHoldsAreJudgedAsTheOtherModelJudgesThem() throws {
    let tuned = try Self.recipe().train(on: Self.examples(1)).classifier
    for word in Self.harsh { #expect(tuned.classify("the \(word) speech was heard").label == "harsh") }
    for word in Self.plain { #expect(tuned.classify("the \(word) speech was heard").label == "fair") }
    let source = try Self.source.get()
    #expect(
      tuned.features.wordVectorizer?.vocabulary == source.features.wordVectorizer?.vocabulary
    )
  }

  /// The terms' weights hold the prior exactly: what was trained with the column scores the same without it.
  @Test(arguments: [1.0, 0.25]) func theFoldedModelScoresAsTheTrainedOne(blockWeight: Double) throws {
    let surface = FeatureBlock("surface", .surface(SurfaceFeatures()))
    let recipe = try Self.recipe(blockWeight: blockWeight, others: [surface])
    let examples = Self.examples(2)
    let prepared = try recipe.prepare(examples, threads: 1)
    let trained = try prepared.rows.train(recipe.learner, in: TrainingContext()).model
    let folded = try prepared.pipeline.takingPriorsIn(trained)
    #expect(folded.pipeline.featureCount == prepared.pipeline.featureCount - 1)
    #expect(folded.pipeline.blocks.map(\.name) == ["words", "surface"])
    for input in examples.map(\.input) + [ClassifierInput("an odious and weekly plan"), ClassifierInput("")] {
      let before = trained.decisionValues(of: prepared.pipeline.transform(input))
      let after = folded.model.decisionValues(of: folded.pipeline.transform(input))
      for (first, second) in zip(before, after) { #expect(abs(first - second) < 1e-5) }
    }
  }

  @Test func aFileTellsOfThePriorAndReadsBack() throws {
    let classifier = try Self.recipe().train(on: Self.examples(2)).classifier
    let folder = try TemporaryFolder()
    try classifier.write(to: folder.path)
    let copy = try TextClassifier(contentsOf: folder.path)
    let hash = try TermWeights(Self.source.get()).hash
    #expect(copy.features.configuration.blocks[0].prior == .init(model: "source", weight: 0.5, hash: hash))
    #expect(copy.classify("a vile speech") == classifier.classify("a vile speech"))
    #expect(copy.provenance?.recipe.features.priors.isEmpty == true)
    #expect(try Self.recipe(hash: hash).train(on: Self.examples(2)).classifier.labels == ["fair", "harsh"])
  }

  /// Rare terms are left out by groups; those of a prior stay, because its score is of all.
  @Test func noTermOfAPriorIsLeftOut() throws {
    var recipe = try Self.recipe()
    recipe.minimumGroupFrequency = 2
    let examples = Self.examples(1).enumerated().map { number, example in
      LabeledExample(example.input, labels: example.labels, outlet: "outlet \(number % 3)")
    }
    let tuned = try recipe.train(on: examples).classifier
    let source = try Self.source.get()
    #expect(tuned.features.featureCount == source.features.featureCount)
  }

  @Test func whatCannotBeAPriorIsSaid() throws {
    func message(_ recipe: ClassifierRecipe) -> String {
      do {
        _ = try recipe.train(on: Self.examples(1))
        return ""
      } catch { return (error as? ModelError)?.message ?? "" }
    }
    #expect(message(try Self.recipe(weight: 0)).contains("weight of the prior is 0"))
    #expect(message(try Self.recipe(hash: "0123456789abcdef")).contains("has changed"))
    var recipe = try Self.recipe()
    recipe.features.priors = [:]
    #expect(message(recipe).contains("\"source\" of its prior was not given"))
    recipe = try Self.recipe()
    var pairs = TFIDFVectorizer.Configuration()
    pairs.maximumN = 2
    recipe.features.blocks[0].source = .terms(.text, pairs)
    #expect(message(recipe).contains("other settings"))
    recipe.features.blocks[0].source = .surface(SurfaceFeatures())
    #expect(message(recipe).contains("a prior is of the terms"))
    recipe = try Self.recipe()
    recipe.learner = .multilayerPerceptron(.init())
    #expect(message(recipe).contains("linear models alone"))
    let several = try Self.recipe(others: [FeatureBlock("surface", .surface(SurfaceFeatures()))])
      .train(on: Self.examples(1)).classifier
    #expect(throws: ModelError.self) { try TermWeights(several) }
  }

  @Test func thePriorOfARecipeIsReadAsWritten() throws {
    let json = #"{"features": [{"name": "w", "vectorizer": {}, "prior": {"model": "m", "weight": 0.3}}]}"#
    var recipe = try ClassifierRecipe(json: Data(json.utf8))
    #expect(recipe.features.blocks[0].prior == .init(model: "m", weight: 0.3))
    #expect(recipe.features.readsPriors == ["m"])
    #expect(try JSONDecoder().decode(ClassifierRecipe.self, from: JSONEncoder().encode(recipe)) == recipe)
    recipe.features.priors["m"] = try TermWeights(Self.source.get())
    #expect(try recipe.setting(["learner.C": "3"]).features.priors == recipe.features.priors)
  }
}
