import ParallaxArticles
import ParallaxMath
import Testing

@Suite struct DuplicateFinderTests {
  private static func found(_ clusters: [DuplicateCluster]) -> [[Int]: Double] {
    Dictionary(
      clusters.flatMap(\.pairs).map { ([$0.first, $0.second], $0.jaccard) }, uniquingKeysWith: { $1 })
  }

  private static func clusters(
    _ sketches: [DuplicateSketch], _ sketcher: DuplicateSketcher, memoryLimit: Int = 1 << 20
  ) throws -> [DuplicateCluster] {
    var finder = DuplicateFinder(sketcher, memoryLimit: memoryLimit)
    for sketch in sketches { try finder.add(sketch) }
    return try finder.clusters()
  }

  @Test func jaccardIsThatOfTheSetsOfRunsOfWords() throws {
    var generator = SeededGenerator(seed: 7)
    for length in [1, 2, 5] {
      let sketcher = try DuplicateSketcher(configuration: .init(shingleLength: length))
      for _ in 0..<150 {
        // Few different words, so that runs come again within a text.
        let texts = (0..<2).map { _ in
          (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
            ["A", "the", "is", "extraordinarily_long_word", "7", "Ship"].randomElement(using: &generator)
              ?? ""
          }.joined(separator: [" ", ", ", "\n\n"].randomElement(using: &generator) ?? " ")
        }
        let sets = texts.map { Planted.shingles($0, length: length) }
        let sketches = texts.map { sketcher.sketch(of: $0) }
        #expect(sketches.map(\.shingleCount) == sets.map(\.count))
        #expect(sketches[0].jaccard(with: sketches[1]) == Planted.jaccard(sets[0], sets[1]))
      }
    }
  }

  @Test(arguments: [(0.8, 5, 3 as UInt64), (0.9, 3, 4), (0.6, 2, 5)])
  func findsNearlyAllPlantedPairsAndNoOthers(_ threshold: Double, _ length: Int, _ seed: UInt64) throws {
    let texts = Planted.texts(250, seed: seed)
    let truth = Planted.pairs(texts, threshold: threshold, length: length)
    let clusters = try DuplicateFinder.clusters(
      in: texts, configuration: .init(threshold: threshold, shingleLength: length, seed: seed))
    let found = Self.found(clusters)
    #expect(truth.count > 60)
    #expect(found.allSatisfy { truth[$0.key] == $0.value })
    #expect(Double(found.count) >= 0.99 * Double(truth.count))
  }

  @Test func clustersAreInTheOrderOfTheirFirstMembersAndOfEachOther() throws {
    let texts = Planted.texts(60, seed: 11)
    let clusters = try DuplicateFinder.clusters(in: texts)
    #expect(clusters.count > 20)
    #expect(clusters.allSatisfy { $0.members == $0.members.sorted() && $0.members.count > 1 })
    #expect(clusters.map { $0.members[0] } == clusters.map { $0.members[0] }.sorted())
    for cluster in clusters {
      #expect(cluster.pairs.allSatisfy { $0.first < $0.second && cluster.members.contains($0.first) })
    }
  }

  @Test func anotherOrderOfTheTextsGivesTheSameClustersAsSets() throws {
    let texts = Planted.texts(80, seed: 12)
    var generator = SeededGenerator(seed: 13)
    let order = texts.indices.shuffled(using: &generator)
    let plain = try DuplicateFinder.clusters(in: texts)
    let shuffled = try DuplicateFinder.clusters(in: order.map { texts[$0] })
    #expect(Set(plain.map { Set($0.members) }) == Set(shuffled.map { Set($0.members.map { order[$0] }) }))
  }

  @Test func sketchesMadeByAnyNumberOfThreadsAndShinglesKeptInAFileGiveTheSame() throws {
    let texts = Planted.texts(80, seed: 14)
    let sketcher = try DuplicateSketcher()
    let sketches = texts.map { sketcher.sketch(of: $0) }
    let expected = try Self.clusters(sketches, sketcher)
    for threads in [1, 2, 4] {
      #expect(concurrentMap(texts, threads: threads) { sketcher.sketch(of: $0) } == sketches)
    }
    for limit in [0, 3_000, 40_000] {
      #expect(try Self.clusters(sketches, sketcher, memoryLimit: limit) == expected)
    }
  }

  @Test func caseAndMarksDoNotCountAndTextsWithoutWordsAreLikeNone() throws {
    let texts = [
      "", "The ferry, they said, was late.", " — … ", "the FERRY they said was “late”", "", "Ships", "ships!",
      "Ships sail",
    ]
    let clusters = try DuplicateFinder.clusters(in: texts)
    #expect(clusters.map(\.members) == [[1, 3], [5, 6]])
    #expect(clusters.flatMap(\.pairs).map(\.jaccard) == [1, 1])
  }

  @Test func copiesArePairedWithEachOtherInSmallClustersAndWithTheFirstInLargeOnes() throws {
    let text = Planted.texts(1, seed: 15)[0]
    for (count, pairs) in [(4, 6), (100, 4950), (150, 149)] {
      let clusters = try DuplicateFinder.clusters(in: Array(repeating: text, count: count))
      #expect(clusters.map(\.members.count) == [count])
      #expect(clusters.map(\.pairs.count) == [pairs])
    }
  }

  @Test func pairsOfCopiesAreThoseOfTheirOriginals() throws {
    var generator = SeededGenerator(seed: 16)
    let original = Planted.words(200, using: &generator)
    let near = Planted.copy(original, edits: 2, using: &generator)
    let texts = [original, near, original, near].map { $0.joined(separator: " ") }
    let truth = Planted.pairs(texts, threshold: 0.8)
    #expect(truth.count == 6)
    #expect(Self.found(try DuplicateFinder.clusters(in: texts)) == truth)
  }

  @Test func manyTextsThatDifferInAWordOfEachAreOneCluster() throws {
    var generator = SeededGenerator(seed: 17)
    let words = Planted.words(150, using: &generator)
    let texts = (0..<600).map { number in
      var copy = words
      copy[number % 150] = "changed\(number)"
      return copy.joined(separator: " ")
    }
    let clusters = try DuplicateFinder.clusters(in: texts)
    #expect(clusters.map(\.members) == [Array(0..<600)])
  }

  @Test func impossibleSettingsAreRefusedWithTheirValue() {
    typealias Configuration = DuplicateSketcher.Configuration
    let cases: [(Configuration, String)] = [
      (.init(threshold: 0), "threshold is 0.0"), (.init(threshold: 1.5), "threshold is 1.5"),
      (.init(threshold: .nan), "threshold is nan"), (.init(shingleLength: 0), "shingle_length is 0"),
      (.init(permutations: 0), "permutations is 0"), (.init(recall: 1), "recall is 1.0"),
      (.init(threshold: 0.01), "128 permutations cannot find pairs at 0.01"),
    ]
    for (configuration, message) in cases {
      let error = #expect(throws: ArticleError.self) { try DuplicateSketcher(configuration: configuration) }
      #expect(error?.message.contains(message) == true)
    }
  }
}
