import ParallaxMath
import Testing

@testable import ParallaxCoverage

@Suite struct AverageLinkageTests {
  /// Average linkage by its definition: all means anew for every join.
  private static func naive(_ similarities: [[Double]], threshold: Double) -> [[Int]] {
    var groups = similarities.indices.map { [$0] }
    while true {
      var best: (mean: Double, first: Int, second: Int)?
      for (second, b) in groups.enumerated() {
        for (first, a) in groups[..<second].enumerated() {
          let sum = a.reduce(0.0) { sum, i in b.reduce(sum) { $0 + similarities[i][$1] } }
          let mean = sum / Double(a.count * b.count)
          if mean >= threshold, mean > best?.mean ?? 0 { best = (mean, first, second) }
        }
      }
      guard let best else { return groups.map { $0.sorted() }.sorted { $0[0] < $1[0] } }
      groups[best.first] += groups[best.second]
      groups.remove(at: best.second)
    }
  }

  private static func linked(_ similarities: [[Double]], threshold: Double) -> [(
    members: [Int], mean: Double
  )] {
    var pairs: [EventSimilarities.Pair] = []
    for second in similarities.indices {
      for first in 0..<second where similarities[first][second] > 0 {
        pairs.append(
          .init(
            first: Int32(first), second: Int32(second), similarity: Float(similarities[first][second])))
      }
    }
    var linkage = AverageLinkage(count: similarities.count, pairs: pairs)
    linkage.join(threshold: threshold)
    return linkage.groups()
  }

  private static func symmetric(_ count: Int, _ value: (Int, Int) -> Double) -> [[Double]] {
    var result = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for second in 0..<count {
      for first in 0..<second {
        result[first][second] = value(first, second)
        result[second][first] = result[first][second]
      }
    }
    return result
  }

  @Test func groupsAreThoseOfTheDefinition() {
    var generator = SeededGenerator(seed: 31)
    for count in [1, 2, 5, 12, 25] {
      for threshold in [0.1, 0.3, 0.6] {
        let similarities = Self.symmetric(count) { _, _ in
          // Floats, so that the two compute with the same numbers; many pairs are not given.
          Bool.random(using: &generator) ? 0 : Double(Float.random(in: 0...1, using: &generator))
        }
        let groups = Self.linked(similarities, threshold: threshold)
        #expect(groups.map(\.members) == Self.naive(similarities, threshold: threshold))
        for (members, mean) in groups where members.count > 1 {
          let values = members.flatMap { i in members.filter { $0 < i }.map { similarities[$0][i] } }
          #expect(abs(mean - values.reduce(0, +) / Double(values.count)) < 1e-9)
        }
      }
    }
  }

  @Test func oneArticleAlikeToTwoStoriesDoesNotChainThem() {
    // Stories 0...3 and 5...8, and 4 between them.
    let similarities = Self.symmetric(9) { first, second in
      first == 4 || second == 4 ? 0.5 : (first < 4) == (second < 4) ? 0.8 : 0
    }
    let groups = Self.linked(similarities, threshold: 0.4).map(\.members)
    #expect(groups == [[0, 1, 2, 3, 4], [5, 6, 7, 8]])
  }
}
