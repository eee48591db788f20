import ParallaxArticles
import ParallaxMath
import Testing

@Suite struct MinHashTests {
  @Test(arguments: [0.1, 0.5, 0.8, 0.95])
  func placesAgreeAsOftenAsTheJaccardSimilarityIsLarge(_ jaccard: Double) {
    var generator = SeededGenerator(seed: 21)
    let permutations = 1024
    let minHash = MinHash(permutations: permutations, seed: 5)
    for size in [50, 400] {
      let shared = Int((2 * jaccard / (1 + jaccard) * Double(size)).rounded())
      let first = (0..<size).map { _ in generator.next() }
      let second = first[..<shared] + (shared..<size).map { _ in generator.next() }
      let exact = Double(shared) / Double(2 * size - shared)
      let (a, b) = (minHash.signature(of: first), minHash.signature(of: Array(second)))
      let share = Double(zip(a, b).count { $0 == $1 }) / Double(permutations)
      #expect(abs(share - exact) < 4.5 * (exact * (1 - exact) / Double(permutations)).squareRoot())
    }
  }

  @Test func signaturesDependOnTheSetAndTheSeedAlone() {
    let hashes: [UInt64] = [9, 1 << 60, 77, 12_345_678_901]
    let minHash = MinHash(permutations: 7, seed: 1)
    let signature = minHash.signature(of: hashes)
    #expect(signature.count == 7)
    #expect(minHash.signature(of: hashes.reversed() + hashes) == signature)
    #expect(MinHash(permutations: 7, seed: 1).signature(of: hashes) == signature)
    #expect(MinHash(permutations: 7, seed: 2).signature(of: hashes) != signature)
    #expect(minHash.signature(of: []) == Array(repeating: .max, count: 7))
  }

  @Test func bandsAreTheLongestThatFindPairsAtTheThreshold() throws {
    for (threshold, permutations, recall) in [
      (0.8, 128, 0.995), (0.5, 128, 0.99), (0.9, 64, 0.999), (1, 16, 0.5),
    ] {
      let cut = try #require(LSHBands(threshold: threshold, permutations: permutations, recall: recall))
      #expect(cut.bands == permutations / cut.rows)
      #expect(cut.recall(at: threshold) >= recall)
      for rows in cut.rows + 1..<permutations + 1 {
        #expect(LSHBands(bands: permutations / rows, rows: rows).recall(at: threshold) < recall)
      }
    }
    #expect(LSHBands(threshold: 0.8, permutations: 128, recall: 0.995) == LSHBands(bands: 21, rows: 6))
    #expect(LSHBands(threshold: 0.01, permutations: 16, recall: 0.9) == nil)
  }
}
