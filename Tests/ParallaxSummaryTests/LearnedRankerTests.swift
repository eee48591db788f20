import Foundation
import ParallaxSummary
import ParallaxText
import Testing

@Suite struct LearnedRankerTests {
  private func weights(_ values: [String: Double] = [:]) throws -> LearnedRanker.Weights {
    var named = Dictionary(uniqueKeysWithValues: SentenceFeatures.names.map { ($0, 0.0) })
    named.merge(values) { $1 }
    return try LearnedRanker.Weights(intercept: -1, named: named, provenance: "made up")
  }

  @Test(arguments: [0, 1, 2, 3, 40])
  func everySentenceHasAFiniteValueOfEveryFeature(count: Int) {
    let (text, sentences) = randomDocument(count, seed: 14)
    let features = SentenceFeatures(of: sentences, in: text, title: "Grain talks")
    #expect(features.rows.count == count)
    #expect(
      features.rows.allSatisfy { $0.count == SentenceFeatures.names.count && $0.allSatisfy(\.isFinite) })
    #expect(Set(SentenceFeatures.names).count == SentenceFeatures.names.count)
    for column in SentenceFeatures.names.indices {
      #expect(abs(features.centredRows.reduce(0) { $0 + $1[column] }) < 1e-9)
    }
  }

  @Test func featuresTellWhatTheyAreCalledFor() throws {
    let text = "Grain prices rose by 12 per cent in Northgate. \"Nobody will pay,\" said Ada Moor. It rained."
    let sentences = SentenceSplitter().sentences(in: text)
    let rows = SentenceFeatures(of: sentences, in: text, title: "Grain prices").rows
    func value(_ name: String, _ sentence: Int) throws -> Double {
      rows[sentence][try #require(SentenceFeatures.names.firstIndex(of: name))]
    }
    #expect(sentences.count == 3)
    #expect(try value("is_first", 0) == 1 && value("is_first", 1) == 0)
    #expect(try value("title_overlap", 0) == 1 && value("title_overlap", 2) == 0)
    #expect(try value("numbers", 0) > 0 && value("numbers", 1) == 0)
    #expect(try value("names", 1) > value("names", 2))
    #expect(try value("quotation", 1) > 0.4 && value("quotation", 0) == 0)
    #expect(try value("needs_neighbour", 2) == 1 && value("needs_neighbour", 0) == 0)
    #expect(try value("fragment", 2) == 1)
  }

  @Test func aWeightOnAFeatureRanksByIt() throws {
    let (text, sentences) = randomDocument(15, seed: 2)
    let first = LearnedRanker(weights: try weights(["relative_position": -3]))
    #expect(first.ranking(of: sentences, in: text).order == Array(sentences.indices))
    let scores = first.scores(for: sentences, in: text)
    #expect(scores.allSatisfy { $0 > 0 && $0 < 1 })
    let central = LearnedRanker(weights: try weights(["textrank": 2]))
    #expect(
      central.ranking(of: sentences, in: text).order == TextRank().ranking(of: sentences, in: text).order)
  }

  @Test func weightsSurviveTheirFile() throws {
    let weights = try weights(["lsa": 0.125, "names": -3])
    let data = try JSONEncoder().encode(weights)
    #expect(try JSONDecoder().decode(LearnedRanker.Weights.self, from: data) == weights)
  }

  @Test func weightsThatDoNotFitAreRefused() {
    #expect(throws: SummaryError.self) { try weights(["colour": 1]) }
    #expect(throws: SummaryError.self) { try weights(["lsa": .nan]) }
    #expect(throws: SummaryError.self) {
      try LearnedRanker.Weights(intercept: 0, named: ["lsa": 1], provenance: "")
    }
    let other = #"{"format":"other","version":1,"intercept":0,"weights":{},"provenance":""}"#
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(LearnedRanker.Weights.self, from: Data(other.utf8))
    }
  }
}

@Suite struct OracleTests {
  private let sentences = [
    "Grain prices rose across the northern markets.", "Ministers met envoys on Monday.", "It rained all day.",
    "Schools reopened after the long winter.",
  ]

  private func chosen(_ references: [String], limit: Int = .max) -> [Int] {
    let text = sentences.joined(separator: " ")
    return OracleSelector().indices(
      of: SentenceSplitter().sentences(in: text), in: text, references: references, limit: limit)
  }

  @Test func sentencesOfTheReferenceAreFoundAndNoOther() {
    #expect(chosen([sentences[3] + sentences[1]]) == [1, 3])
    #expect(chosen(sentences).count == 1)
    #expect(chosen([sentences.joined(separator: "\n")]) == [0, 1, 2, 3])
    #expect(chosen([sentences[3] + " " + sentences[1]], limit: 1).count == 1)
  }

  @Test func withoutAReferenceNothingIsChosen() {
    #expect(chosen([]).isEmpty)
    #expect(chosen(["zebra"]).isEmpty)
    #expect(OracleSelector().indices(of: [], in: "", references: ["x"]).isEmpty)
  }
}
