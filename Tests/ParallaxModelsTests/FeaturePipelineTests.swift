import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

@Suite struct FeaturePipelineTests {
  static let inputs = [
    ClassifierInput(
      "The mayor closed the old port.", claim: "The port is closed.", numbers: ["a": 1, "b": 10]),
    ClassifierInput(
      "Workers closed the road, the mayor said.", claim: "A road was closed.", numbers: ["a": 2, "b": 10]),
    ClassifierInput(
      "Rain fell over the hills.", claim: "The mayor resigned.", numbers: ["a": 4, "b": 10, "c": 7]),
  ]

  static func configuration() -> FeaturePipeline.Configuration {
    var pairs = TFIDFVectorizer.Configuration()
    pairs.maximumN = 2
    var characters = TFIDFVectorizer.Configuration()
    characters.analyzer = .charWithinWords
    (characters.minimumN, characters.maximumN) = (3, 4)
    return .init(blocks: [
      FeatureBlock("words", .terms(.text, pairs)),
      FeatureBlock("letters", .terms(.text, characters), weight: 0.5),
      FeatureBlock("claim", .terms(.claim, TFIDFVectorizer.Configuration()), scaling: .maxAbs),
      FeatureBlock("overlap", .similarity(TFIDFVectorizer.Configuration())),
      FeatureBlock("style", .numbers(["b", "a"], missing: .error)),
    ])
  }

  @Test func theRowsAreThoseOfTheBlocksSideBySide() throws {
    let (pipeline, matrix) = try FeaturePipeline.fitTransform(
      Self.inputs, configuration: Self.configuration())
    let texts = Self.inputs.map(\.text)
    let words = try TFIDFVectorizer.fitTransform(
      texts,
      configuration: {
        var c = TFIDFVectorizer.Configuration(); c.maximumN = 2; return c
      }())
    let wide = words.vectorizer.vocabulary.count
    for row in 0..<3 {
      for column in 0..<wide { #expect(matrix.row(row)[column] == words.matrix.row(row)[column]) }
    }
    #expect(pipeline.featureName(at: 0) == "words:" + words.vectorizer.vocabulary.term(at: 0))
    let last = pipeline.featureCount - 1
    #expect(
      (0..<3).map { pipeline.featureName(at: last - 2 + $0) } == ["overlap:similarity", "style:b", "style:a"])
    // Of the letters' unit rows half is left, squared a quarter.
    let letters = (0..<pipeline.featureCount).filter { pipeline.featureName(at: $0).hasPrefix("letters:") }
    let square = letters.reduce(0.0) { $0 + Double(matrix.row(1)[$1] * matrix.row(1)[$1]) }
    #expect(abs(square - 0.25) < 1e-5)
  }

  @Test func oneInputGivesTheRowThatABatchGivesForAnyNumberOfThreads() throws {
    let (pipeline, matrix) = try FeaturePipeline.fitTransform(
      Self.inputs, configuration: Self.configuration())
    let many = (0..<400).map { Self.inputs[$0 % 3] }
    for threads in [1, 3] {
      let rows = pipeline.transform(many, threads: threads)
      for row in 0..<many.count { #expect(rows.matrix.row(row) == matrix.row(row % 3)) }
      #expect(rows.coverage?.count == many.count)
    }
    for (row, input) in Self.inputs.enumerated() { #expect(pipeline.transform(input) == matrix.row(row)) }
  }

  /// StandardScaler, MinMaxScaler and MaxAbsScaler of scikit-learn 1.9.1.
  @Test(arguments: [
    (
      FeatureScaling.standard,
      [
        -1.0690449676496978, 0, 1.0690449676496976, -0.2672612419124245, 0, -1.3363062095621219,
        1.3363062095621219, 0, 0.2672612419124244,
      ]
    ),
    (.minMax, [0, 0, 1, 0.3333333333333333, 0, 0, 1, 0, 0.6666666666666666]),
    (.maxAbs, [0.25, 1, 0.5, 0.5, 1, -1, 1, 1, 0]),
    (.none, [1, 10, 3, 2, 10, -6, 4, 10, 0]),
  ])
  func numbersAreScaledAsScikitLearnScalesThem(scaling: FeatureScaling, expected: [Double]) throws {
    let rows: [[Double]] = [[1, 10, 3], [2, 10, -6], [4, 10, 0]]
    let inputs = rows.map { ClassifierInput("", numbers: ["x": $0[0], "y": $0[1], "z": $0[2]]) }
    let block = FeatureBlock("n", .numbers(["x", "y", "z"], missing: .error), scaling: scaling)
    let (_, matrix) = try FeaturePipeline.fitTransform(inputs, configuration: .init(blocks: [block]))
    for row in 0..<3 {
      for column in 0..<3 {
        #expect(abs(Double(matrix.row(row)[column]) - expected[3 * row + column]) < 1e-6)
      }
    }
  }

  @Test func theSimilarityIsTheCosineOfTextAndClaim() throws {
    let block = FeatureBlock("overlap", .similarity(TFIDFVectorizer.Configuration()))
    let same = ClassifierInput("a small port", claim: "a small port")
    let none = ClassifierInput("a small port", claim: "rain over hills")
    let (_, matrix) = try FeaturePipeline.fitTransform([same, none], configuration: .init(blocks: [block]))
    #expect(abs(matrix.row(0)[0] - 1) < 1e-6)
    #expect(matrix.row(1)[0] == 0)
  }

  @Test func whatAnInputLacksIsNamed() throws {
    let (pipeline, _) = try FeaturePipeline.fitTransform(Self.inputs, configuration: Self.configuration())
    #expect(pipeline.missing(in: Self.inputs[0]) == nil)
    #expect(pipeline.missing(in: ClassifierInput("x", numbers: ["a": 1, "b": 2]))?.contains("claim") == true)
    #expect(
      pipeline.missing(in: ClassifierInput("x", claim: "y", numbers: ["a": 1]))?.contains("\"b\"") == true)
    let infinite = ClassifierInput("x", claim: "y", numbers: ["a": 1, "b": .infinity])
    #expect(pipeline.missing(in: infinite)?.contains("finite") == true)
  }

  @Test(arguments: ["", " \n", "?!", "tax"])
  func aClaimOfOneWordOrNoneIsNotEnoughEvidence(claim: String) throws {
    let (pipeline, _) = try FeaturePipeline.fitTransform(Self.inputs, configuration: Self.configuration())
    #expect(pipeline.shortfall(of: ClassifierInput("x", claim: claim))?.contains("claim") == true)
    #expect(pipeline.shortfall(of: Self.inputs[0]) == nil)
    let alone = FeaturePipeline.Configuration(vectorizer: TFIDFVectorizer.Configuration())
    let (text, _) = try FeaturePipeline.fitTransform(Self.inputs, configuration: alone)
    #expect(text.shortfall(of: ClassifierInput("x", claim: claim)) == nil)
  }

  @Test func learningFromInputsThatLackSomethingNamesTheRecord() throws {
    var inputs = Self.inputs
    inputs[1].claim = nil
    let error = #expect(throws: ModelError.self) {
      try FeaturePipeline.fitTransform(inputs, configuration: Self.configuration())
    }
    #expect(error?.message.contains("record 2") == true)
    inputs = Self.inputs
    inputs[2].numbers["a"] = .nan
    #expect(throws: ModelError.self) {
      try FeaturePipeline.fitTransform(inputs, configuration: Self.configuration())
    }
    #expect(throws: ModelError.self) {
      try FeaturePipeline.fitTransform([], configuration: Self.configuration())
    }
  }

  @Test func namesOfNumbersAreLearntInTheirOrder() throws {
    let block = FeatureBlock("columns", .numbers([], missing: .zero))
    let inputs = [["10": 1.0, "9": 2], ["name": 3, "2": 4]].map { ClassifierInput("", numbers: $0) }
    let (pipeline, matrix) = try FeaturePipeline.fitTransform(inputs, configuration: .init(blocks: [block]))
    #expect(pipeline.configuration.numberNames == ["2", "9", "10", "name"])
    #expect((0..<4).map { matrix.row(0)[$0] } == [0, 2, 1, 0])
  }

  @Test(arguments: [
    [FeatureBlock("a b", .numbers(["x"], missing: .error))],
    [FeatureBlock("model", .numbers(["x"], missing: .error))],
    [FeatureBlock("a", .numbers(["x", "x"], missing: .error))],
    [FeatureBlock("a", .numbers(["x"], missing: .zero), scaling: .standard)],
    [FeatureBlock("a", .terms(.text, .init()), scaling: .minMax)],
    [FeatureBlock("a", .terms(.text, .init()), weight: 0)],
    [FeatureBlock("a", .terms(.text, .init())), FeatureBlock("a", .terms(.claim, .init()))],
    [],
  ])
  func settingsThatMakeNoSenseAreRefused(blocks: [FeatureBlock]) {
    let error = #expect(throws: ModelError.self) {
      try FeaturePipeline.Configuration(blocks: blocks).validate()
    }
    #expect(error?.code == .invalid)
  }

  @Test func everyPlaceOfAFeatureIsItsTermInItsOwnText() throws {
    let (pipeline, _) = try FeaturePipeline.fitTransform(Self.inputs, configuration: Self.configuration())
    let input = Self.inputs[0]
    let row = pipeline.transform(input)
    var measured = SharedMeasures()
    let located = pipeline.locatedRow(of: input, sharing: &measured)
    #expect(located.indices == row.indices && located.values == row.values)
    #expect(located.offsets.count == row.indices.count + 1 && located.blockEnds.last == row.indices.count)
    var claimPlaces = 0
    for (entry, column) in row.indices.enumerated() {
      let parts = pipeline.featureName(at: Int(column)).split(separator: ":", maxSplits: 1).map(String.init)
      let field: ClassifierInput.Field = parts[0] == "claim" ? .claim : .text
      for place in Int(located.offsets[entry])..<Int(located.offsets[entry + 1]) where parts[0] != "letters" {
        let utf8 = Array(input[field].utf8)
        let range = Int(located.starts[place])..<Int(located.ends[place])
        #expect(String(decoding: utf8[range], as: UTF8.self).lowercased() == parts[1])
        claimPlaces += field == .claim ? 1 : 0
      }
    }
    #expect(claimPlaces > 0)
  }
}

@Suite struct TextMaskTests {
  private static func blanked(_ text: String, _ mask: TextMask) -> String {
    let masked = mask.masked(text)
    #expect(masked.utf8.count == text.utf8.count)
    return masked.split(separator: " ").joined(separator: " ")
  }

  @Test func namesOfOutletsGoWhateverTheirCaseAndOnlyAsWords() {
    let mask = TextMask(outlets: true).adding(outlets: ["Quay News", "www.harbour-mail.example"])
    #expect(mask.names == ["Quay News", "www.harbour-mail.example", "harbour-mail"])
    #expect(
      Self.blanked("QUAY NEWS and Harbour-Mail said; quay newsroom did not", mask)
        == "and said; quay newsroom did not")
  }

  @Test(arguments: [
    ("PORT HALDEN, March 3 (Quay News) - Ships came.", "Ships came."),
    ("GENEVA — Talks went on.", "Talks went on."),
    ("Halden (Reuters) - Ships came.", "Ships came."),
    ("The mayor - a former captain - resigned.", "The mayor - a former captain - resigned."),
    ("Ships came - late.", "Ships came - late."),
  ])
  func datelinesGoAndOtherDashesStay(text: String, left: String) {
    #expect(Self.blanked(text, TextMask(datelines: true)) == left)
  }

  @Test func creditsOfAgenciesGoInTheirOwnSpellingOnly() {
    let mask = TextMask(agencies: true)
    #expect(Self.blanked("Said the AP and Reuters.", mask) == "Said the and .")
    #expect(Self.blanked("An ap is no agency.", mask) == "An ap is no agency.")
  }

  @Test func anEmptyMaskChangesNothing() {
    #expect(TextMask().masked("GENEVA — Reuters") == "GENEVA — Reuters")
    #expect(TextMask(outlets: false).adding(outlets: ["Quay News"]).names.isEmpty)
  }

  @Test func offsetsOfAMaskedTextAreThoseOfTheTextItself() throws {
    var recipe = ClassifierRecipe()
    recipe.features.mask = TextMask(outlets: true, datelines: true)
    recipe.calibrationFolds = 0
    let examples = (0..<6).map { index in
      LabeledExample(
        text: "GENEVA — Quay News tells of \(index % 2 == 0 ? "calm" : "storm") talks.",
        label: index % 2 == 0 ? "a" : "b", outlet: "Quay News")
    }
    let classifier = try recipe.train(on: examples).classifier
    let explanation = classifier.explain(examples[0].input, top: 100)
    #expect(explanation.contributions.map(\.term).sorted() == ["calm", "of", "talks", "tells"])
    for part in explanation.contributions {
      let utf8 = Array(examples[0].input.text.utf8)
      for range in part.ranges { #expect(String(decoding: utf8[range], as: UTF8.self) == part.term) }
    }
  }
}
