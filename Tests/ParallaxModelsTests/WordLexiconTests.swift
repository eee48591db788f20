import Foundation
import ParallaxFeatures
import ParallaxLearning
import Testing

@testable import ParallaxModels

@Suite struct WordLexiconTests {
  static let text = """
    # name: small
    # version: 1
    # a comment
    # -- harsh
    vile 3
    odious 2

    # -- plain
    Table 1
    vile 1
    """

  @Test func wordsStandInTheirCategoriesWithTheirGrades() throws {
    let lexicon = try WordLexicon(Self.text)
    #expect(lexicon.name == "small")
    #expect(lexicon.categories == ["harsh", "plain"])
    #expect(lexicon.count == 3)
    #expect(lexicon.entries(of: "vile").map(\.category) == [0, 1])
    #expect(lexicon.entries(of: "vile").map(\.grade) == [3, 1])
    #expect(lexicon.entries(of: "table").map(\.grade) == [1])
    #expect(lexicon.entries(of: "chair").isEmpty)
    #expect(lexicon.hash.count == 16)
    #expect(try WordLexicon(Self.text + "\n").hash != lexicon.hash)
    let windows = try WordLexicon(Self.text.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(windows.categories == lexicon.categories && windows.entries(of: "odious").count == 1)
  }

  @Test(arguments: [
    "", "# name: a", "# -- harsh\nvile 3", "# name: a\nvile 3", "# name: a\n# -- harsh\nvile",
    "# name: a\n# -- harsh\nvile 4", "# name: a\n# -- harsh\nvile 0", "# name: a\n# -- harsh\nvile vile 1",
    "# name: a\n# -- harsh\nvile 1\nvile 2", "# name: a\n# -- harsh\n# -- harsh",
    "# name: a\n# -- harsh\nvile x",
  ])
  func whatIsNoLexiconIsRefused(_ text: String) {
    #expect { try WordLexicon(text) } throws: { ($0 as? ModelError)?.code == .malformed }
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect { try WordLexicon(contentsOf: "/nowhere/small.txt") } throws: {
      ($0 as? ModelError)?.path == "/nowhere/small.txt"
    }
  }

  private static func inputs() -> [ClassifierInput] {
    (0..<30).map { index in
      let isHarsh = index % 2 == 0
      return ClassifierInput(
        "the \(isHarsh ? "vile" : "new") law of day \(index) passed", marks: isHarsh ? ["vile"] : [])
    }
  }

  private static func vectors() throws -> TermVectors {
    let others = ["an odious speech was heard", "a chair was heard in a speech"]
    return try TermVectorTrainer(
      configuration: .init(vocabularySize: 100, window: 4, minimumCount: 0, dimension: 4)
    ).train(on: inputs().map(\.text) + others)
  }

  @Test func aWordThatWasNeverMarkedIsJudgedByItsCategories() throws {
    let vectors = try Self.vectors()
    func score(_ word: String, _ lexicon: WordLexicon?) throws -> Float {
      let settings = MarkedWordModel.Configuration(
        dimension: 4, folds: 2, lexicon: lexicon.map { .init($0.name) })
      let model = try MarkedWordModel.fit(settings, Self.inputs(), vectors, lexicon, threads: 1).model
      return model.scores[try #require(vectors.row(of: word))]
    }
    let lexicon = try WordLexicon(Self.text)
    let gain = try score("odious", lexicon) - score("odious", nil)
    #expect(gain > 0.2)
    #expect(try gain > score("chair", lexicon) - score("chair", nil))
  }

  private static func recipe(_ reference: WordLexicon.Reference?) throws -> ClassifierRecipe {
    var recipe = ClassifierRecipe(
      features: .init(blocks: [
        FeatureBlock("marked", .markedWords(.init(dimension: 4, folds: 2, lexicon: reference)))
      ]), learner: .logisticRegression(.init()), calibrationFolds: 0)
    recipe.features.vectors = try vectors()
    recipe.features.lexicon = try WordLexicon(text)
    return recipe
  }

  private static let examples = inputs().map {
    LabeledExample($0, labels: [$0.marks.isEmpty ? "fair" : "harsh"])
  }

  @Test func aModelTellsWhichLexiconItWasTrainedWith() throws {
    let hash = try WordLexicon(Self.text).hash
    let classifier = try Self.recipe(.init("small")).train(on: Self.examples).classifier
    let folder = try TemporaryFolder()
    try classifier.write(to: folder.path)
    let copy = try TextClassifier(contentsOf: folder.path)
    #expect(copy.features.configuration.readsLexicon == .init("small", hash: hash))
    #expect(copy.features.configuration == classifier.features.configuration)
    #expect(copy.provenance?.recipe.features.lexicon == nil)
    #expect(
      try Self.recipe(.init("small", hash: hash)).train(on: Self.examples).classifier.encoded().count > 0)
    #expect(try Self.recipe(nil).features.readsLexicon == nil)
  }

  @Test func aRecipeIsTrainedWithNoOtherLexicon() throws {
    for (reference, word) in [
      (WordLexicon.Reference("large"), "large"), (.init("small", hash: "0123456789abcdef"), "changed"),
      (.init("../small"), "letters"),
    ] {
      #expect { try Self.recipe(reference).train(on: Self.examples) } throws: {
        ($0 as? ModelError)?.code == .invalid && ($0 as? ModelError)?.message.contains(word) == true
      }
    }
    var recipe = try Self.recipe(.init("small"))
    recipe.features.lexicon = nil
    #expect { try recipe.train(on: Self.examples) } throws: {
      ($0 as? ModelError)?.message.contains("none was given") == true
    }
  }

  @Test func theLexiconOfARecipeIsReadAsWritten() throws {
    let json = #"{"features": [{"name": "m", "marked_words": {"lexicon": {"name": "small", "hash": "ab"}}}]}"#
    let recipe = try ClassifierRecipe(json: Data(json.utf8))
    #expect(recipe.features.readsLexicon == .init("small", hash: "ab"))
    #expect(try JSONDecoder().decode(ClassifierRecipe.self, from: JSONEncoder().encode(recipe)) == recipe)
    var changed = recipe
    changed.features.lexicon = try WordLexicon(Self.text)
    #expect(try changed.setting(["learner.C": "3"]).features.lexicon == changed.features.lexicon)
  }
}
