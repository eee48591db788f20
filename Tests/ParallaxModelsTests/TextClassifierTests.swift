import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

@Suite struct TextClassifierTests {
  static let documents = [
    "officials said the march passed calmly through the old town",
    "residents watched the march and said the town was calm",
    "an angry mob stormed through the terrified town in the old quarter",
    "the mob left terrified residents behind said an angry official",
  ]

  /// A classifier with small weights of its own; Unicode terms included.
  static func sample(
    calibration: Double? = nil, evidence: EvidenceRequirement = .init(minimumKnownTokens: 3),
    language: String? = nil
  ) throws -> TextClassifier {
    var configuration = TFIDFVectorizer.Configuration()
    configuration.maximumN = 2
    configuration.sublinearTF = true
    let vectorizer = try TFIDFVectorizer.fit(documents + ["café naïve 東京"], configuration: configuration)
    var generator = SeededGenerator(seed: 3)
    let weights = (0..<(vectorizer.vocabulary.count * 3)).map { _ in
      Float.random(in: -2...2, using: &generator)
    }
    let model = try LinearModel(
      weights: weights, intercepts: [0.25, -0.5, 0.125], classCount: 3,
      featureCount: vectorizer.vocabulary.count)
    var description = ModelDescription(
      name: "tone", version: "1", task: "Tells three wordings apart.", labels: ["calm", "loud", "none"])
    description.seed = 3
    description.language = language
    description.scores = [
      .init(system: "this model", split: "none", count: 4, metrics: ["accuracy": 1.0 / 3])
    ]
    return try TextClassifier(
      name: "tone", features: FeaturePipeline(vectorizer), model: .linear(model),
      labels: ["calm", "loud", "none"],
      calibration: try calibration.map { .temperature(try .init(inverseTemperature: $0)) },
      evidence: evidence,
      description: description)
  }

  @Test func probabilitiesAreTheSoftmaxOfTheScores() throws {
    let classifier = try Self.sample()
    for text in Self.documents {
      let prediction = classifier.classify(text)
      let expected = classifier.model.probabilities(of: classifier.words.transform(text))
      #expect(zip(prediction.probabilities, expected).allSatisfy { abs($0 - $1) < 1e-12 })
      #expect(abs(prediction.probabilities.reduce(0, +) - 1) < 1e-12)
      let largest = try #require(prediction.probabilities.max())
      #expect(
        prediction.probabilities.firstIndex(of: largest) == classifier.labels.firstIndex(of: prediction.label)
      )
    }
  }

  @Test func calibrationChangesProbabilitiesAndNoLabel() throws {
    let plain = try Self.sample()
    let soft = try Self.sample(calibration: 0.25)
    for text in Self.documents {
      let (a, b) = (plain.classify(text), soft.classify(text))
      #expect(a.label == b.label)
      #expect(try #require(a.probabilities.max()) > #require(b.probabilities.max()))
      let scores = soft.model.decisionValues(of: soft.words.transform(text)).map { exp(0.25 * $0) }
      #expect(zip(b.probabilities, scores).allSatisfy { abs($0 - $1 / scores.reduce(0, +)) < 1e-12 })
    }
  }

  @Test func contributionsInterceptAndRemainderAddUpToTheScore() throws {
    let classifier = try Self.sample()
    for text in Self.documents {
      for label in classifier.labels {
        for top in [0, 1, 5, 1000] {
          let explanation = try classifier.explain(text, label: label, top: top)
          #expect(explanation.contributions.count <= top)
          let sum = explanation.contributions.reduce(explanation.intercept) { $0 + $1.contribution }
          #expect(abs(sum + explanation.remainder - explanation.decisionValue) < 1e-6)
          let sizes = explanation.contributions.map { abs($0.contribution) }
          #expect(sizes == sizes.sorted(by: >))
          #expect(top < 1000 || explanation.remainder == 0)
        }
      }
    }
  }

  @Test func everyContributionPointsAtItsTermInTheText() throws {
    let classifier = try Self.sample()
    let text = "Café — the MOB, the mob said:\n東京 was naïve; the old town."
    let explanation = classifier.explain(text, top: 100)
    #expect(explanation.label == explanation.prediction.label)
    #expect(explanation.contributions.contains { $0.term == "the mob" && $0.ranges.count == 2 })
    let utf8 = Array(text.utf8)
    for contribution in explanation.contributions {
      #expect(!contribution.ranges.isEmpty)
      for range in contribution.ranges {
        let words = String(decoding: utf8[range], as: UTF8.self).lowercased()
        let parts = contribution.term.split(separator: " ").map(String.init)
        #expect(parts.first.map(words.hasPrefix) == true)
        #expect(parts.last.map(words.hasSuffix) == true)
      }
    }
  }

  @Test func anUnknownLabelIsSaid() throws {
    let error = #expect(throws: ModelError.self) { try Self.sample().explain("x", label: "left", top: 1) }
    #expect(error?.message.contains("calm, loud, none") == true)
  }

  @Test func textsWithoutEnoughEvidenceAbstainAndStillHaveALabel() throws {
    let classifier = try Self.sample(evidence: .init(minimumKnownTokens: 4, minimumKnownShare: 0.5))
    let cases = [
      ("", "the text holds no words"), ("the old town", "3 words"),
      ("xq zv wk jp the old town said vv", "4 of 9 words"),
    ]
    for (text, says) in cases {
      let prediction = classifier.classify(text)
      #expect(classifier.labels.contains(prediction.label))
      guard case .abstained(let reason) = prediction.state else {
        Issue.record("\"\(text)\" was scored")
        continue
      }
      #expect(reason.hasPrefix("not enough evidence"))
      #expect(reason.contains(says))
    }
    let scored = classifier.classify("the old town said xq zv")
    #expect(scored.state == .scored)
    #expect(scored.coverage == VocabularyCoverage(known: 4, total: 6))
  }

  /// Words that languages share are enough of what was asked for; only a model of English asks for English.
  @Test(arguments: [("en", true), ("fr", false), (nil, false)])
  func aModelOfEnglishAbstainsOfTextsThatHardlyLookEnglish(language: String?, abstains: Bool) throws {
    let evidence = EvidenceRequirement(minimumKnownTokens: 3, minimumKnownShare: 0.1)
    let classifier = try Self.sample(evidence: evidence, language: language)
    let french =
      "Le maire de la ville a dit mardi que la place du march\u{e9}, the old town, serait ouverte une semaine plus tard, "
      + "et que les familles y seraient bien re\u{e7}ues par tous."
    let prediction = classifier.classify(french)
    #expect(prediction.state != .scored && abstains || prediction.state == .scored && !abstains)
    if case .abstained(let reason) = prediction.state { #expect(reason.contains("hardly looks English")) }
    #expect(classifier.explain(french, top: 1).prediction.state == prediction.state)
    #expect(classifier.classify(Self.documents[0]).state == .scored)
  }

  @Test func tiesGoToTheFirstLabel() throws {
    let vectorizer = try TFIDFVectorizer.fit(Self.documents)
    let count = vectorizer.vocabulary.count
    let model = try LinearModel(
      weights: [Float](repeating: 0, count: 2 * count), intercepts: [0, 0], classCount: 2, featureCount: count
    )
    let classifier = try TextClassifier(
      name: "even", features: FeaturePipeline(vectorizer), model: .linear(model), labels: ["b", "a"])
    #expect(classifier.classify("the mob").label == "b")
    #expect(classifier.classify("the mob").probabilities == [0.5, 0.5])
  }

  @Test func partsThatDoNotFitAreRejected() throws {
    let sound = try Self.sample()
    func make(
      name: String = "tone", labels: [String] = ["calm", "loud", "none"],
      calibration: ScoreCalibration? = nil,
      evidence: EvidenceRequirement = .init(), description: ModelDescription? = nil
    ) throws(ModelError) -> TextClassifier {
      try TextClassifier(
        name: name, features: sound.features, model: sound.model, labels: labels,
        calibration: calibration,
        evidence: evidence, description: description)
    }
    #expect(throws: Never.self) { try make() }
    #expect(throws: ModelError.self) { try make(name: "../tone") }
    #expect(throws: ModelError.self) { try make(labels: ["calm", "loud"]) }
    #expect(throws: ModelError.self) { try make(labels: ["calm", "loud", "loud"]) }
    #expect(throws: ModelError.self) { try make(calibration: .platt([PlattCalibrator(a: -1, b: 0)])) }
    #expect(throws: ModelError.self) { try make(evidence: .init(minimumKnownShare: 1.5)) }
    #expect(throws: ModelError.self) { try make(name: "other", description: sound.description) }
    let other = try TFIDFVectorizer.fit(["other words"])
    #expect(throws: ModelError.self) {
      try TextClassifier(
        name: "tone", features: FeaturePipeline(other), model: sound.model, labels: sound.labels)
    }
  }
}

@Suite struct EvidenceMarginTests {
  @Test func aModelSavedBeforeMarginsHasNone() throws {
    let old = Data(#"{"minimum_known_tokens": 5, "minimum_known_share": 0.5}"#.utf8)
    #expect(try JSONDecoder().decode(EvidenceRequirement.self, from: old).minimumMargin == 0)
  }

  @Test func marginsOutsideTheirRangeAreRefused() {
    #expect(throws: ModelError.self) { try EvidenceRequirement(minimumMargin: 1.5).validate() }
  }

  @Test func labelsTooCloseTogetherMakeThePredictionAbstain() throws {
    let vectorizer = try TFIDFVectorizer.fit(["left left word", "right word"])
    let columns = vectorizer.vocabulary.count
    let model = try LinearModel(
      weights: [Float](repeating: 0, count: 2 * columns), intercepts: [0.01, 0], classCount: 2,
      featureCount: columns)
    func state(margin: Double) throws -> Prediction.State {
      try TextClassifier(
        name: "close", features: FeaturePipeline(vectorizer), model: .linear(model), labels: ["a", "b"],
        evidence: EvidenceRequirement(minimumKnownTokens: 0, minimumKnownShare: 0, minimumMargin: margin)
      ).classify("left word").state
    }
    #expect(try state(margin: 0) == .scored)
    guard case .abstained(let reason) = try state(margin: 0.05) else {
      Issue.record("a margin of a quarter of a per cent must not be scored")
      return
    }
    #expect(reason.contains("no label stands out"))
  }
}
