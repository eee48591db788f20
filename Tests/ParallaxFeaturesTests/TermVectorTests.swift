import Foundation
import ParallaxMath
import ParallaxText
import Testing

@testable import ParallaxFeatures

@Suite struct TermVectorTests {
  /// Texts in which cats and dogs do the same things, and ships others.
  static func texts(_ count: Int = 300) -> [String] {
    var random = SeededGenerator(seed: 3)
    let animals = ["cat", "dog"]
    let vessels = ["ship", "ferry"]
    return (0..<count).map { _ in
      let animal = animals[Int.random(in: 0..<2, using: &random)]
      let vessel = vessels[Int.random(in: 0..<2, using: &random)]
      let tame = ["sleeps", "eats", "purrs"][Int.random(in: 0..<3, using: &random)]
      let marine = ["sails", "docks", "sinks"][Int.random(in: 0..<3, using: &random)]
      return "A small \(animal) \(tame) warmly. A large \(vessel) \(marine) slowly."
    }
  }

  static func trainer(dimension: Int = 6, vocabulary: Int = 1000) throws -> TermVectorTrainer {
    try TermVectorTrainer(
      configuration: .init(vocabularySize: vocabulary, window: 3, minimumCount: 1, dimension: dimension))
  }

  static func cosine(_ vectors: TermVectors, _ first: String, _ second: String) throws -> Float {
    let a = vectors.vector(at: try #require(vectors.row(of: first)))
    let b = vectors.vector(at: try #require(vectors.row(of: second)))
    return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test func wordsOfLikeSurroundingsLieCloserThanOthers() throws {
    let vectors = try Self.trainer().train(on: Self.texts())
    #expect(try Self.cosine(vectors, "cat", "dog") > Self.cosine(vectors, "cat", "ship") + 0.3)
    #expect(try Self.cosine(vectors, "ship", "ferry") > Self.cosine(vectors, "dog", "ferry") + 0.3)
    let row = try #require(vectors.row(of: "cat"))
    let nearest = CosineIndex(rows: vectors.matrix).nearest(toRow: row, count: 1)
    #expect(nearest.first.map { vectors.vocabulary.term(at: $0.row) } == "dog")
  }

  @Test func theSameTextsGiveTheSameVectorsForAnyNumberOfThreads() throws {
    let first = try Self.trainer().train(on: Self.texts(), threads: 1)
    #expect(try Self.trainer().train(on: Self.texts(), threads: 3) == first)
  }

  @Test func everyVectorHasLengthOneAndItsLeadingPartToo() throws {
    let vectors = try Self.trainer().train(on: Self.texts())
    for cut in [vectors, vectors.leading(3)] {
      for row in 0..<cut.count where cut.scales[row] > 0 {
        let square = cut.vector(at: row).reduce(Float(0)) { $0 + $1 * $1 }
        #expect(abs(square - 1) < 1e-5)
      }
      #expect((0..<cut.count).reduce(0.0) { $0 + cut.frequency(at: $1) } - 1 < 1e-9)
    }
    #expect(vectors.leading(3).dimension == 3)
  }

  /// Against counting every pair of every text, the definition read word by word.
  @Test func pairsAreCountedByTheInverseOfTheirDistanceWithinATextAlone() throws {
    let texts = ["b a c, a! b", "a don't a", "c"]
    let corpus = WordSequence(texts, vocabularySize: 10, threads: 1)
    let words = (0..<corpus.vocabulary.count).map { corpus.vocabulary.term(at: $0) }
    #expect(words == ["a", "b", "c", "do", "n't"])
    #expect(corpus.counts == [4, 2, 2, 1, 1])
    var expected: [String: Double] = [:]
    for text in [["b", "a", "c", "a", "b"], ["a", "do", "n't", "a"], ["c"]] {
      for (i, first) in text.enumerated() {
        for (j, second) in text.enumerated() where i != j && abs(i - j) <= 3 {
          expected["\(first) \(second)", default: 0] += 1 / Double(abs(i - j))
        }
      }
    }
    let pairs = Cooccurrences(corpus, window: 3, minimumCount: 0, threads: 2)
    #expect(pairs.columns.count == expected.count)
    for row in words.indices {
      var margin = 0.0
      for entry in pairs.offsets[row]..<pairs.offsets[row + 1] {
        let count = Double(pairs.counts[entry]) / Double(pairs.unit)
        margin += count
        #expect(
          abs(count - expected["\(words[row]) \(words[Int(pairs.columns[entry])])", default: 0]) < 1e-12)
      }
      #expect(abs(Double(pairs.margins[row]) / Double(pairs.unit) - margin) < 1e-12)
    }
  }

  @Test func theVocabularyIsTheMostFrequentWordsInCodePointOrder() throws {
    let corpus = WordSequence(["b b b c c a a d", "1 2 3 ... é"], vocabularySize: 3, threads: 1)
    #expect((0..<corpus.vocabulary.count).map { corpus.vocabulary.term(at: $0) } == ["a", "b", "c"])
    #expect(corpus.words.count { $0 == WordSequence.unknown } == 2)
  }

  @Test func tooLittleTextAndWrongSettingsAreToldApart() throws {
    #expect(throws: FeatureError.self) { try Self.trainer().train(on: []) }
    #expect(throws: FeatureError.self) { try Self.trainer().train(on: ["one word", ""]) }
    for settings in [
      TermVectorTrainer.Configuration(vocabularySize: 0), .init(window: 0), .init(minimumCount: -1),
      .init(contextPower: 0), .init(dimension: 0),
    ] {
      #expect { try TermVectorTrainer(configuration: settings) } throws: { error in
        (error as? FeatureError)?.code == .configuration
      }
    }
    let words = try Vocabulary(terms: ["a", "b"])
    #expect(throws: FeatureError.self) {
      try TermVectors(vocabulary: words, counts: [1], dimension: 2, codes: [1, 2, 3, 4])
    }
    #expect(throws: FeatureError.self) {
      try TermVectors(vocabulary: words, counts: [1, 2], dimension: 2, codes: [1, 2, 3])
    }
  }

  @Test func tokensAreFoldedAndKnowWhereTheyStand() {
    let text = "“ÉTÉ” Don’t say ΩΔΗ, O'Neil’s 3.5%"
    let tokens = FoldedTokens(text)
    let folded = (0..<tokens.count).map { tokens.text(of: $0) }
    #expect(folded.contains("été") && folded.contains("do") && folded.contains("n't"))
    #expect(folded.contains("'s") && folded.contains("ωδη"))
    for token in 0..<tokens.count {
      let own = text.slice(utf8: tokens.places[token]).lowercased().replacingOccurrences(of: "’", with: "'")
      #expect(own == tokens.text(of: token))
    }
  }
}
