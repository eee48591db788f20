import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

@Suite struct ScorePartsTests {
  private static func parts(_ amounts: [Double]) -> ScoreParts {
    ScoreParts(
      prediction: Prediction(
        label: "a", labels: ["a"], probabilities: [1], state: .scored,
        coverage: VocabularyCoverage(known: 1, total: 1)),
      label: 0,
      parts: amounts.enumerated().map { number, amount in
        .init(block: 0, number: number, isWord: false, amount: amount, value: 1, places: 0..<0)
      }, starts: [], ends: [], words: [], baseline: 0.5, decisionValue: 0.5 + amounts.reduce(0, +),
      rounding: 0, scope: .exact)
  }

  /// A few are found without sorting all: the same ones, in the same order, ties included.
  @Test(arguments: [0, 1, 3, 10, 63, 64, 500])
  func theLargestAreThoseThatSortingGives(count: Int) {
    var generator = SeededGenerator(seed: 3)
    for size in [0, 1, 2, 9, 10, 11, 200] {
      let amounts = (0..<size).map { _ in Double(Int.random(in: -6...6, using: &generator)) / 4 }
      let parts = Self.parts(amounts)
      let sorted = amounts.indices.sorted { (abs(amounts[$1]), $0) < (abs(amounts[$0]), $1) }
      let found = parts.largest(count)
      #expect(found == Array(sorted.prefix(count)))
      let sum = found.reduce(0) { $0 + amounts[$1] } + parts.remainder(without: found) + parts.baseline
      #expect(abs(sum - parts.decisionValue) < 1e-12)
    }
  }
}
