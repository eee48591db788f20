import ParallaxArticles
import ParallaxMath
import ParallaxText
import Testing

@testable import ParallaxCoverage

/// Alignment over the inverted index, held to comparing every sentence with every other.
@Suite struct SentenceAlignerTests {
  /// Sentences of outlets, of words from a small vocabulary, so that many are alike; every second names somebody.
  private static func index(sentences: Int, outlets: Int, seed: UInt64) -> EventIndex {
    var generator = SeededGenerator(seed: seed)
    func word(_ stem: String, _ count: Int) -> String {
      "\(stem)\(Int.random(in: 0..<count, using: &generator))"
    }
    let articles = (0..<2 * outlets).map { number in
      let text = (0..<sentences).map { _ in
        let name = Bool.random(using: &generator) ? " with \(word("Brenn", 5))" : ""
        let words = (0..<Int.random(in: 3..<9, using: &generator)).map { _ in word("harbour", 40) }
        return "The \(words.joined(separator: " "))\(name) closed."
      }.joined(separator: "\n\n")
      return Article(id: "\(number)", outlet: "outlet \(number % outlets)", original: text)
    }
    let read = ReadArticles(
      articles, splitter: SentenceSplitter(), tokenizer: Tokenizer(analyzer: .unicode))
    return EventIndex(EventSentenceReader().sentences(of: read), gazetteer: nil)
  }

  @Test func theWalkHandsOutThePairsWhoseCosineIsAboveTheLeastOfEither() {
    let likeness = Self.index(sentences: 30, outlets: 3, seed: 4).likeness
    var generator = SeededGenerator(seed: 5)
    let least = (0..<likeness.count).map { _ in Float.random(in: 0...0.6, using: &generator) }
    for least in [least, [Float](repeating: 0, count: likeness.count)] {
      var walk = SentenceLikeness.Walk(likeness)
      for first in 0..<likeness.count {
        walk.advance(least: least)
        #expect(walk.sentence == first)
        #expect(walk.found.map(\.sentence) == walk.found.map(\.sentence).sorted())
        let found = Dictionary(uniqueKeysWithValues: walk.found.map { ($0.sentence, Double($0.cosine)) })
        for second in (first + 1)..<likeness.count {
          let exact = likeness.likeness(of: first, and: second)
          if let cosine = found[second] {
            #expect(abs(likeness.likeness(of: first, and: second, cosine: cosine) - exact) < 1e-5)
          } else {
            // Whatever was passed over is no likelier than the least cosines allow.
            let bound = Double(min(least[first], least[second])) + 1e-5
            #expect(exact <= max(bound, 0.8 * bound + 0.2))
          }
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3 as UInt64])
  func pairsAreThoseThatAreTheLikestOfTheirOutletsToEachOther(_ seed: UInt64) {
    let index = Self.index(sentences: 25, outlets: 3, seed: seed)
    let options = AlignmentOptions()
    var best: [[Int: (sentence: Int, likeness: Double)]] = []
    var nearest: [Double] = []
    for one in index.sentences.indices {
      var own: [Int: (sentence: Int, likeness: Double)] = [:]
      var most = 0.0
      for other in index.sentences.indices where index.sentences[other].outlet != index.sentences[one].outlet
      {
        let likeness = index.likeness.likeness(of: one, and: other)
        most = max(most, likeness)
        let outlet = index.sentences[other].outlet
        guard likeness >= options.threshold, index.agree(one, other) else { continue }
        // Sums in another order may differ in the last digits, and then the earlier of two counts.
        if likeness > (own[outlet]?.likeness ?? 0) + 1e-6 { own[outlet] = (other, likeness) }
      }
      best.append(own)
      nearest.append(most)
    }
    let expected = index.sentences.indices.flatMap { one in
      best[one].values.filter { found in
        found.sentence > one && best[found.sentence][index.sentences[one].outlet]?.sentence == one
      }.map { [one, $0.sentence] }
    }
    let aligner = SentenceAligner(index: index, options: options)
    let (pairs, likeness) = aligner.align()
    let statements = aligner.statements(pairs, nearest: likeness)
    #expect(expected.count > 20)
    #expect(Set(pairs.map { [$0.first, $0.second] }) == Set(expected))
    for pair in pairs {
      #expect(abs(pair.likeness - index.likeness.likeness(of: pair.first, and: pair.second)) < 1e-5)
    }
    for statement in statements where statement.sentences.count == 1 {
      #expect(abs(statement.likeness - nearest[statement.sentences[0]]) < 1e-5)
    }
  }
}
