import ParallaxMath
import Testing

@testable import ParallaxArticles

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

  @Test(arguments: [9, 45, 450])
  func setsAtTheThresholdShareABandAsOftenAsTheCutSaysHoweverSmallTheyAre(_ size: Int) {
    var generator = SeededGenerator(seed: 22)
    let cut = LSHBands(bands: 21, rows: 6)
    let minHash = MinHash(permutations: cut.bands * cut.rows, seed: 9)
    var (found, strangers) = (0, 0)
    for _ in 0..<1000 {
      // Eight in nine shared: a Jaccard similarity of 8 / 10.
      let first = (0..<size).map { _ in generator.next() }
      let second = first[..<(size / 9 * 8)] + (size / 9 * 8..<size).map { _ in generator.next() }
      let keys = [first, Array(second), first.map { ~$0 }].map { cut.keys(of: minHash.signature(of: $0)) }
      found += zip(keys[0], keys[1]).contains { $0 == $1 } ? 1 : 0
      strangers += zip(keys[0], keys[2]).contains { $0 == $1 } ? 1 : 0
    }
    // Two of a thousand may be missed, give or take 4.5 standard deviations.
    #expect(found >= 991)
    #expect(strangers == 0)
  }

  @Test func aSetOfAnySizeFillsEveryPlace() {
    var generator = SeededGenerator(seed: 23)
    for size in [1, 2, 3, 126, 5000] {
      let hashes = (0..<size).map { _ in generator.next() }
      let signature = MinHash(permutations: 126, seed: 2).signature(of: hashes)
      #expect(signature.count == 126)
      // Places that hold an element each differ as a rule, by their rounds or values.
      #expect(Set(signature).count > 120)
    }
  }

  @Test func setsOfHashesAreInOrderAndHoldEachOnce() {
    var generator = SeededGenerator(seed: 24)
    for size in [0, 1, 2, 3, 100, 1000] {
      let spread = (0..<size).map { _ in generator.next() }
      for hashes in [
        spread, spread + spread.reversed(), spread.map { $0 % 7 }, spread.map { $0 | 255 << 56 },
      ] {
        #expect(Shingles.set(hashes) == Set(hashes).sorted())
        #expect(Shingles.set(hashes[...]) == Set(hashes).sorted())
      }
    }
    #expect(Shingles.set([.max, 0, .max, 1, 0]) == [0, 1, .max])
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
