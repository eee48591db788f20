import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxText
import Testing

@testable import ParallaxModels

@Suite struct LexiconColumnsTests {
  private static func columns() throws -> LexiconColumns {
    try LexiconColumns(.init("small"), WordLexicon(WordLexiconTests.text))
  }

  @Test func aColumnIsTheRootOfACategorysShareOfTheWords() throws {
    let columns = try Self.columns()
    #expect(columns.columnCount == 2 && columns.term(at: 1) == "category plain")
    func values(_ text: String) -> [Float] {
      [Float](unsafeUninitializedCapacity: 2) { values, written in
        written = 2
        if let values = values.baseAddress {
          columns.write(ClassifierInput(text), TokenSlice(text), to: values)
        }
      }
    }
    // Four words of two characters and more, of which "vile" stands in both categories.
    #expect(
      values("A Vile, odious table fell.") == [(Float(2) / 4).squareRoot(), (Float(2) / 4).squareRoot()])
    #expect(values("vile vile vile day") == [Float(0.75).squareRoot(), Float(0.75).squareRoot()])
    #expect(values("") == [0, 0] && values("?! 12") == [0, 0])
  }

  @Test func aColumnStandsWhereItsWordsStand() throws {
    let text = "Éa: a vile table."
    let places = try Self.columns().places(in: ClassifierInput(text))
    #expect(places.map(\.column) == [0, 1, 1])
    #expect(places.map { text.slice(utf8: $0.range) } == ["vile", "vile", "table"])
  }

  @Test func oneReadingTellsTheColumnsAndTheirPlaces() throws {
    let (columns, text) = (try Self.columns(), "Éa: a vile table, an odious thing, a vile day.")
    let located = try #require(columns.located(in: ClassifierInput(text)))
    let values = [Float](unsafeUninitializedCapacity: 2) { values, written in
      written = 2
      if let values = values.baseAddress { columns.write(ClassifierInput(text), TokenSlice(""), to: values) }
    }
    #expect(located.values == values)
    for column in 0..<2 {
      let places = located.places(of: column).map { Int(located.starts[$0])..<Int(located.ends[$0]) }
      #expect(places == columns.places(in: ClassifierInput(text)).filter { $0.column == column }.map(\.range))
      #expect(places.count >= 2 && places == places.sorted { $0.lowerBound < $1.lowerBound })
    }
  }

  private static func recipe(_ shares: FeatureBlock.LexiconShares = .init("small")) throws -> ClassifierRecipe
  {
    var recipe = ClassifierRecipe(
      features: .init(blocks: [FeatureBlock("connotation", .lexicon(shares), weight: 0.5)]),
      learner: .logisticRegression(.init()), calibrationFolds: 0)
    recipe.features.lexicon = try WordLexicon(WordLexiconTests.text)
    return recipe
  }

  private static let examples = (0..<20).map { index in
    LabeledExample(
      ClassifierInput("a \(index % 2 == 0 ? "vile" : "small") table of day \(index)"),
      labels: [index % 2 == 0 ? "harsh" : "fair"])
  }

  @Test func aModelHoldsItsLexiconAndIsReadBackBitForBit() throws {
    let classifier = try Self.recipe().train(on: Self.examples).classifier
    let folder = try TemporaryFolder()
    try classifier.write(to: folder.path)
    let copy = try TextClassifier(contentsOf: folder.path)
    #expect(try copy.encoded() == classifier.encoded())
    #expect(copy.features.configuration == classifier.features.configuration)
    #expect(
      copy.features.configuration.readsLexicon
        == .init("small", hash: try WordLexicon(WordLexiconTests.text).hash))
    for example in Self.examples {
      #expect(copy.classify(example.input) == classifier.classify(example.input))
    }
  }

  @Test func anotherLexiconIsRefused() throws {
    for shares in [
      FeatureBlock.LexiconShares("large"), .init("small", hash: "0123456789abcdef"), .init("a/b"),
    ] {
      #expect { try Self.recipe(shares).train(on: Self.examples) } throws: {
        ($0 as? ModelError)?.code == .invalid
      }
    }
  }

  @Test func theSettingsAreReadAsWritten() throws {
    let json = #"{"features": [{"name": "c", "lexicon": {"name": "small"}}]}"#
    let recipe = try ClassifierRecipe(json: Data(json.utf8))
    #expect(recipe.features.readsLexicon == .init("small") && !recipe.features.readsVectors)
    #expect(try JSONDecoder().decode(ClassifierRecipe.self, from: JSONEncoder().encode(recipe)) == recipe)
  }
}
