import Testing

@testable import ParallaxFeatures

/// Holding a text against a claim.
@Suite struct ClaimComparerTests {
  static let documents = [
    "The council of Brennick met on Monday. It spoke of the harbour.",
    "The harbour of Brennick is closed. The council said so on Monday.",
    "A heron was seen in Velmora. The council did not say where.",
    "The mayor of Velmora denied that a heron was seen.",
  ]

  static func comparer() throws -> ClaimComparer { try ClaimComparer.fit(documents) }

  static func measures(_ text: String, _ claim: String) throws -> [String: Double] {
    let values = try comparer().values(text: text, claim: claim)
    #expect(values.count == ClaimComparer.names.count)
    #expect(values.allSatisfy { $0.isFinite })
    return Dictionary(uniqueKeysWithValues: zip(ClaimComparer.names, values))
  }

  @Test func namesDiffer() {
    #expect(Set(ClaimComparer.names).count == ClaimComparer.names.count)
  }

  @Test func theSentenceThatRepeatsTheClaimIsTheClosest() throws {
    let text = "Ferries ran late. A heron was seen in Velmora. Nobody minded."
    let claim = "heron seen in Velmora"
    let found = try #require(Self.comparer().closestSentence(of: text, to: claim))
    #expect(String(decoding: Array(text.utf8)[found], as: UTF8.self) == "A heron was seen in Velmora.")
    let measures = try Self.measures(text, claim)
    #expect(measures["text_coverage"] == 1)
    #expect(measures["best_sentence_coverage"] == 1)
    #expect(measures["shared_words"] == 1)
    #expect(measures["shared_pairs"] == 2.0 / 3)
    #expect(try #require(measures["best_sentence_cosine"]) > 0.8)
    #expect(measures["best_sentence_place"] == 1.0 / 3)
  }

  @Test func aSentenceEqualToTheClaimHasACosineOfOne() throws {
    let measures = try Self.measures("Heron seen in Velmora.", "heron seen in velmora")
    #expect(abs(try #require(measures["best_sentence_cosine"]) - 1) < 1e-9)
    #expect(abs(try #require(measures["text_cosine"]) - 1) < 1e-9)
  }

  @Test func withoutASharedWordNothingIsClose() throws {
    let claim = "ferries ran late"
    let text = "A heron was seen in Velmora."
    #expect(try Self.comparer().closestSentence(of: text, to: claim) == nil)
    let measures = try Self.measures(text, claim)
    for name in [
      "best_sentence_cosine", "text_cosine", "text_coverage", "shared_words", "rarest_shared_word",
    ] {
      #expect(measures[name] == 0)
    }
  }

  @Test func aWordThatWasNeverSeenWeighsMost() throws {
    let rare = try Self.measures("Quagga sighted.", "quagga council")
    let common = try Self.measures("Council sighted.", "quagga council")
    let (most, less) = (try #require(rare["text_coverage"]), try #require(common["text_coverage"]))
    #expect(most > less)
    #expect(rare["rarest_shared_word"] == 1)
  }

  @Test func formsOfAWordAreFoundByTheirFirstLetters() throws {
    let measures = try Self.measures("The harbours were closing.", "harbour")
    #expect(measures["shared_words"] == 0)
    #expect(measures["stem_coverage"] == 1)
  }

  @Test func cuesAreCountedWhereTheyStand() throws {
    let text = "A heron was seen in Velmora, it is said. Ferries ran. One was late. The report is a hoax."
    let measures = try Self.measures(text, "Heron not seen in Velmora?")
    #expect(measures["negating_in_claim"] ?? 0 > 0)
    #expect(measures["negating_in_best_sentence"] == 0)
    #expect(measures["negating_differs"] == 1)
    #expect(measures["reporting_in_best_sentence"] ?? 0 > 0)
    #expect(measures["refuting_in_lead"] == 0)
    #expect(measures["refuting_in_text"] ?? 0 > 0)
    #expect(measures["claim_asks"] == 1)
    #expect(measures["best_sentence_asks"] == 0)
  }

  @Test(arguments: [
    ("", ""), ("", "a claim"), ("a text", ""), ("!?", "..."), ("\n\n", "\u{FFFD}"),
    ("word", "word word word"),
  ])
  func emptyAndOddInputsHaveMeasures(text: String, claim: String) throws {
    _ = try Self.measures(text, claim)
  }

  @Test func aDocumentGivenTwiceCountsOnce() throws {
    #expect(try ClaimComparer.fit(Self.documents + Self.documents) == Self.comparer())
  }

  @Test func weightsThatCannotBeUsedAreAnError() throws {
    #expect(throws: FeatureError.self) { try ClaimComparer(weights: [1, 2]) }
    var weights = try Self.comparer().weights
    weights[7] = .nan
    #expect(throws: FeatureError.self) { try ClaimComparer(weights: weights) }
    #expect(throws: FeatureError.self) { try ClaimComparer.fit([]) }
  }
}
