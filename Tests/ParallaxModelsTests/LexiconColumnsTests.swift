import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxText
import Testing

@testable import ParallaxModels

@Suite struct LexiconColumnsTests {
  private static func columns(_ texts: [String] = []) throws -> LexiconColumns {
    try LexiconColumns(.init("small"), WordLexicon(WordLexiconTests.text), texts)
  }

  private static func values(_ text: String, by columns: LexiconColumns) -> [Float] {
    [Float](unsafeUninitializedCapacity: columns.columnCount) { values, written in
      written = columns.columnCount
      if let values = values.baseAddress { columns.write(ClassifierInput(text), TokenSlice(""), to: values) }
    }
  }

  @Test func aColumnIsTheRootOfACategorysShareOfTheWords() throws {
    let columns = try Self.columns()
    #expect(columns.columnCount == 2 && columns.term(at: 1) == "category plain")
    // Four words of two characters and more, of which "vile" stands in both categories; a hundred words are added, of
    // which without texts none stands in a category.
    let two = (Float(2) / 104).squareRoot()
    #expect(Self.values("A Vile, odious table fell.", by: columns) == [two, two])
    let three = (Float(3) / 104).squareRoot()
    #expect(Self.values("vile vile vile day", by: columns) == [three, three])
    #expect(Self.values("", by: columns) == [0, 0] && Self.values("?! 12 x", by: columns) == [0, 0])
  }

  @Test func aShortTextIsMuchLikeTheAverageAndALongOneLikeItself() throws {
    let columns = try Self.columns(["an odious table", "the odious day is here"])
    // Of eight words two are harsh, and one is plain.
    #expect(Self.values("", by: columns) == [Float(0.25).squareRoot(), Float(0.125).squareRoot()])
    #expect(Self.values("vile", by: columns)[0] == (Float(26) / 101).squareRoot())
    let long = Self.values(String(repeating: "vile day ", count: 5_000), by: columns)
    #expect(abs(long[0] - Float(0.5).squareRoot()) < 0.002)
  }

  @Test func aColumnStandsWhereItsWordsStand() throws {
    let text = "Éa: a vile table."
    let places = try Self.columns().places(in: ClassifierInput(text))
    #expect(places.map(\.column) == [0, 1, 1])
    #expect(places.map { text.slice(utf8: $0.range) } == ["vile", "vile", "table"])
  }

  @Test func oneReadingTellsTheColumnsAndTheirPlaces() throws {
    let (columns, text) = (try Self.columns(), "Éa: a vile table, an odious thing, a vile day.")
    let located = try #require(columns.located(in: ClassifierInput(text), []))
    #expect(columns.values(of: located) == Self.values(text, by: columns))
    #expect(located.count == 2 && located.wordCount == 8)
    for column in 0..<2 {
      let places = located.places(of: column).map { Int(located.starts[$0])..<Int(located.ends[$0]) }
      #expect(places == columns.places(in: ClassifierInput(text)).filter { $0.column == column }.map(\.range))
      #expect(places.count >= 2 && places == places.sorted { $0.lowerBound < $1.lowerBound })
    }
  }

  @Test func whatIsQuotedMayBeLeftOutAsIfItWereNotThere() throws {
    let narrator = try LexiconColumns(
      .init("small", outsideQuotations: true), WordLexicon(WordLexiconTests.text), ["a vile “odious” table"])
    let whole = try LexiconColumns(
      .init("small"), WordLexicon(WordLexiconTests.text), ["a vile  table"])
    let text = "Éa: “A vile, odious day,” he said. It's a table, \"vile\" as they say."
    let told = "Éa:  he said. It's a table,  as they say."
    #expect(Self.values(text, by: narrator) == Self.values(told, by: whole))
    #expect(Self.values(text, by: whole) != Self.values(told, by: whole))
    let places = narrator.places(in: ClassifierInput(text))
    #expect(places.map { text.slice(utf8: $0.range) } == ["table"])
    let located = try #require(narrator.located(in: ClassifierInput(text), []))
    #expect(narrator.values(of: located) == Self.values(text, by: narrator))
    #expect(narrator.sharedBy != whole.sharedBy && narrator.sharedBy != nil)
    #expect(narrator.term(at: 1) == "category plain, unquoted" && whole.term(at: 1) == "category plain")
  }

  @Test func wordsThatWereNumberedBeforeCountTheSame() throws {
    let text = "Éa: “A vile, odious day,” he said. It's a vile table."
    let other = TFIDFVectorizer(words: try Vocabulary(terms: ["table", "zzz"]))
    for outside in [false, true] {
      let columns = try LexiconColumns(
        .init("small", outsideQuotations: outside), WordLexicon(WordLexiconTests.text), [])
      let alone = try #require(columns.located(in: ClassifierInput(text), []))
      let vectorizer = try #require(columns.wordVectorizer)
      let (joint, apart) = (
        try #require(JointTermIndex([other, vectorizer])), try #require(JointTermIndex([other]))
      )
      for words in [joint.words(of: text), joint.words(of: "another"), apart.words(of: text)] {
        let located = try #require(columns.located(in: ClassifierInput(text), [words]))
        #expect(located.wordCount == alone.wordCount && located.starts == alone.starts)
        #expect(located.ends == alone.ends && located.offsets == alone.offsets)
      }
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
    let outside = #"{"features": [{"name": "c", "lexicon": {"name": "small", "outside_quotations": true}}]}"#
    let other = try ClassifierRecipe(json: Data(outside.utf8))
    #expect(other != recipe)
    guard case .lexicon(let shares) = other.features.blocks[0].source else {
      Issue.record("no lexicon")
      return
    }
    #expect(shares.outsideQuotations)
    #expect(try JSONDecoder().decode(ClassifierRecipe.self, from: JSONEncoder().encode(other)) == other)
  }
}
