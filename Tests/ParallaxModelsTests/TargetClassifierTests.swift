import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import ParallaxText
import Testing

@testable import ParallaxModels

/// Classifiers that read targets, vectors and marked words, on invented sentences.
@Suite struct TargetClassifierTests {
  static let good = ["praised", "thanked", "admired"]
  static let bad = ["blamed", "accused", "mocked"]
  static let flat = ["met", "called", "saw"]

  static func examples(_ count: Int = 90) -> [LabeledExample] {
    (0..<count).map { index in
      let verb = [bad, flat, good][index % 3][(index / 3) % 3]
      let other = [good, bad, flat][(index / 9) % 3][index % 3]
      let head = "The council \(verb) "
      let text = "\(head)Lind, and aides \(other) the mayor on day \(index % 5)."
      let start = head.utf8.count
      let label = ["negative", "neutral", "positive"][index % 3]
      return LabeledExample(
        ClassifierInput(text, target: start..<start + 4, marks: index % 3 == 0 ? [verb] : []),
        labels: [label],
        event: "event \(index % 10)")
    }
  }

  static func vectors() throws -> TermVectors {
    try TermVectorTrainer(configuration: .init(vocabularySize: 100, window: 4, minimumCount: 0, dimension: 8))
      .train(on: examples().map(\.input.text))
  }

  static func recipe(_ learner: LearnerConfiguration = .logisticRegression(.init(c: 5))) throws
    -> ClassifierRecipe
  {
    var recipe = ClassifierRecipe(
      features: .init(blocks: [
        FeatureBlock("around", .target(.init())),
        FeatureBlock("words", .terms(.text, .init())),
        FeatureBlock(
          "meaning", .vectors(.init(pools: VectorPooler.Pool.allCases, dimension: 6)), weight: 0.3),
        FeatureBlock("surface", .surface(.init()), weight: 0.1),
        FeatureBlock("marked", .markedWords(.init(dimension: 8, folds: 3)), weight: 0.15),
      ]), learner: learner, calibrationFolds: 3)
    recipe.features.vectors = try vectors()
    return recipe
  }

  @Test func aClassifierOfTargetsIsReadBackBitForBitAndHoldsWhatItNeeds() throws {
    let trained = try Self.recipe().train(on: Self.examples())
    let classifier = trained.classifier
    let folder = try TemporaryFolder()
    try classifier.write(to: folder.path)
    let copy = try TextClassifier(contentsOf: folder.path)
    #expect(try copy.encoded() == classifier.encoded())
    #expect(copy.features.configuration == classifier.features.configuration)
    #expect(copy.features.configuration.vectors == nil && copy.provenance?.recipe.features.vectors == nil)
    let inputs = Self.examples().map(\.input)
    #expect(copy.classify(inputs, threads: 2) == inputs.map { classifier.classify($0) })
    #expect(trained.heldOut.map { $0.accuracy > 0.9 } ?? false)
  }

  @Test func partsOfATextAreClassifiedAsTextsOfTheirOwn() throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    let inputs = Self.examples(9).map(\.input)
    var text = ""
    var parts: [Range<Int>] = []
    for input in inputs {
      parts.append(text.utf8.count..<(text.utf8.count + input.text.utf8.count))
      text += input.text + " "
    }
    let lookups = classifier.features.lookups
    // Vectors and marked words are of the same words, which are looked up once.
    #expect(lookups.count == 1)
    let tokens = FoldedTokens(text, parts: parts, numberedBy: lookups)
    let slices = parts.indices.map(tokens.slice)
    #expect(classifier.classify(inputs, tokens: slices) == classifier.classify(inputs))
    let others = WordLookup(try #require(lookups.first).vocabulary)
    #expect(classifier.sharing(others).classify(inputs, tokens: slices) == classifier.classify(inputs))
  }

  /// Sentences of a text, whose words and tokens are known, by a classifier whose rows need not be made.
  @Test func sentencesOfATextAreClassifiedAsTextsOfTheirOwn() throws {
    var recipe = try Self.recipe()
    recipe.features.blocks = [
      FeatureBlock("words", .terms(.text, Self.pairs)),
      FeatureBlock("meaning", .vectors(.init(pools: [.mean, .rare, .maximum], dimension: 8)), weight: 0.5),
      FeatureBlock("surface", .surface(.init()), weight: 0.1),
      FeatureBlock("marked", .markedWords(.init(dimension: 8, folds: 3)), weight: 0.15),
    ]
    let classifier = try recipe.train(on: Self.examples()).classifier
    let text = (Self.examples(11).map(\.input.text) + ["“Σ!”", "1", "Lind said so"]).joined(separator: " ")
    let sentences = SentenceSplitter().sentences(in: text)
    let inputs = sentences.map { ClassifierInput(text.slice(utf8: $0)) }
    let alone = inputs.map { classifier.classify($0) }
    #expect(classifier.classify(inputs) == alone)
    let tokens = FoldedTokens(text, parts: sentences, numberedBy: classifier.features.lookups)
    let slices = sentences.indices.map(tokens.slice)
    #expect(classifier.classify(inputs, tokens: slices) == alone)
    let vectorizer = try #require(classifier.features.wordVectorizer)
    let index = try #require(JointTermIndex([vectorizer]))
    let plain = text.replacing("Σ", with: "SS")
    let own = try #require(PartedWords(index.words(of: "Title\n" + plain), parts: sentences, from: 6))
    let others = sentences.map { ClassifierInput(plain.slice(utf8: $0)) }
    let plainTokens = FoldedTokens(plain, parts: sentences, numberedBy: classifier.features.lookups)
    #expect(
      classifier.classify(others, tokens: sentences.indices.map(plainTokens.slice), words: own)
        == others.map { classifier.classify($0) })
  }

  private static let pairs: TFIDFVectorizer.Configuration = {
    var settings = TFIDFVectorizer.Configuration()
    (settings.maximumN, settings.sublinearTF) = (2, true)
    return settings
  }()

  @Test func trainingGivesTheSameBytesForAnyNumberOfThreads() throws {
    let first = try Self.recipe().train(on: Self.examples(), in: TrainingContext(threads: 1))
    let second = try Self.recipe().train(on: Self.examples(), in: TrainingContext(threads: 3))
    #expect(try first.classifier.encoded() == second.classifier.encoded())
  }

  @Test(arguments: [LearnerConfiguration.Kind.logisticRegression, .linearSVM])
  func whatWordsAndFeaturesAddSumsToTheDecisionValueForAnyNumberListed(
    kind: LearnerConfiguration.Kind
  ) throws {
    let classifier = try Self.recipe(LearnerConfiguration(kind)).train(on: Self.examples()).classifier
    for example in Self.examples(12) {
      for top in [0, 3, 10_000] {
        for label in classifier.labels {
          let explanation = try classifier.explain(example.input, label: label, top: top)
          let sum = explanation.contributions.reduce(explanation.intercept) { $0 + $1.contribution }
          #expect(abs(sum + explanation.remainder - explanation.decisionValue) < 1e-9)
          #expect(explanation.contributions.count <= top)
          if top > 1000 { #expect(abs(explanation.remainder) < 1e-4) }
        }
      }
      let explanation = classifier.explain(example.input, top: 10_000)
      for part in explanation.contributions where part.block == "meaning" {
        #expect(!part.ranges.isEmpty)
        for range in part.ranges { #expect(example.input.text.slice(utf8: range).lowercased() == part.term) }
      }
    }
  }

  @Test func theTargetDecidesWhichOfTwoVerbsCounts() throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    let text = "The council praised Lind, and aides blamed the mayor on day 2."
    let lind = classifier.classify(ClassifierInput(text, target: 20..<24))
    #expect(lind.label == "positive" && lind.state == .scored)
  }

  @Test(arguments: [nil, 0..<0, 5..<5, 50..<4000, 4000..<4001] as [Range<Int>?])
  func anInputWithoutATargetInsideOfItsTextAbstainsAndSaysWhy(target: Range<Int>?) throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    let prediction = classifier.classify(ClassifierInput("The council praised Lind.", target: target))
    guard case .abstained(let reason) = prediction.state else {
      Issue.record("\(prediction)")
      return
    }
    #expect(reason.contains("a target inside of its text"))
    #expect(prediction.probabilities.reduce(0, +) > 0.999)
    #expect(throws: ModelError.self) {
      try classifier.evaluate(on: [
        LabeledExample(ClassifierInput("The council.", target: target), labels: ["neutral"])
      ])
    }
  }

  @Test func trainingWithoutTargetsMarksOrVectorsSaysWhatIsMissing() throws {
    let plain = Self.examples().map {
      LabeledExample(ClassifierInput($0.input.text), labels: $0.labels, event: $0.event)
    }
    #expect { try Self.recipe().train(on: plain) } throws: { error in
      (error as? ModelError)?.message.contains("a target inside of its text") ?? false
    }
    let unmarked = Self.examples().map {
      LabeledExample(
        ClassifierInput($0.input.text, target: $0.input.target), labels: $0.labels, event: $0.event)
    }
    #expect { try Self.recipe().train(on: unmarked) } throws: { error in
      (error as? ModelError)?.message.contains("--marks") ?? false
    }
    var recipe = try Self.recipe()
    recipe.features.vectors = nil
    #expect { try recipe.train(on: Self.examples()) } throws: { error in
      (error as? ModelError)?.message.contains("term vectors") ?? false
    }
  }

  @Test func markedWordsAreFoundWithTheirPlacesAndTheirLikesToo() throws {
    let classifier = try Self.recipe().train(on: Self.examples()).classifier
    let model = try #require(classifier.markedWords)
    let text = "Aides blamed Lind; others thanked her."
    let found = model.findings(in: text)
    #expect(found.map(\.word) == ["blamed"])
    for finding in found {
      #expect(text.slice(utf8: finding.range).lowercased() == finding.word)
      #expect((0...1).contains(finding.probability))
    }
    #expect(model.findings(in: "").isEmpty)
  }

  @Test func theSettingsOfBlocksAreReadAsWrittenAndChecked() throws {
    let json = """
      {"features": [
        {"name": "near", "target": {"groups": ["windows", "clause"], "window": 4}},
        {"name": "meaning", "vectors": {"pools": ["left", "mean"], "dimension": 10}, "weight": 0.5},
        {"name": "style", "surface": {}},
        {"name": "marked", "marked_words": {"C": 2}}]}
      """
    let recipe = try ClassifierRecipe(json: Data(json.utf8))
    #expect(recipe.features.readsTarget && recipe.features.readsVectors && recipe.features.readsMarks)
    let copy = try JSONDecoder().decode(ClassifierRecipe.self, from: JSONEncoder().encode(recipe))
    #expect(copy == recipe)
    for wrong in [
      #"{"name": "a", "target": {"groups": []}}"#, #"{"name": "a", "target": {"window": 0}}"#,
      #"{"name": "a", "target": {"windows": 3}}"#, #"{"name": "a", "vectors": {"pools": []}}"#,
      #"{"name": "a", "vectors": {}, "scaling": "standard"}"#, #"{"name": "a", "vectors": {"decay": 0}}"#,
      #"{"name": "a", "marked_words": {"folds": 1}}"#, #"{"name": "a", "target": {}, "surface": {}}"#,
      #"{"name": "a"}"#,
    ] {
      #expect(throws: ModelError.self, "\(wrong)") {
        try ClassifierRecipe(json: Data("{\"features\": [\(wrong)]}".utf8))
      }
    }
  }

  @Test func vectorsAreReadBackBitForBitAndDamageIsTold() throws {
    let folder = try TemporaryFolder()
    let vectors = try Self.vectors()
    let path = folder.file("vectors.safetensors")
    try AtomicFile.write(try vectors.encoded(), to: path)
    #expect(try TermVectors(contentsOf: path) == vectors)
    let classifier = try ClassifierRecipe().train(
      on: (0..<20).map { LabeledExample(text: $0 % 2 == 0 ? "calm" : "loud", label: "\($0 % 2)") }
    ).classifier
    try classifier.write(to: folder.file("model"))
    #expect { try TermVectors(contentsOf: folder.file("model") + "/model.safetensors") } throws: { error in
      (error as? ModelError)?.code == .incompatible
    }
    var writer = try SafetensorsWriter(metadata: ["parallax_kind": TermVectors.fileKind])
    try writer.add("counts", [UInt32](repeating: 1, count: 2))
    try writer.add("codes", [Int8](repeating: 1, count: 6), shape: [3, 2])
    try writer.add(vectors.vocabulary, prefix: "")
    try writer.write(to: folder.file("bad"))
    #expect(throws: ModelError.self) { try TermVectors(contentsOf: folder.file("bad")) }
  }
}
