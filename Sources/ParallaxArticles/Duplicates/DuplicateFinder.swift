/// Finds texts that are near-duplicates of one another: those whose sets of word shingles have a Jaccard similarity
/// at or above a threshold, and what these join.
///
/// MinHash signatures cut into bands (``LSHBands``) give candidates, of which each is compared exactly: no pair below
/// the threshold is ever reported, and a pair at or above it is missed with a probability of at most
/// 1 - `recall`. Texts whose words are the same are found whatever their signatures.
///
/// Clusters are the connected components of the pairs found, in the order of their first members. They depend on
/// the texts and their order alone; another order gives the same clusters as sets.
///
/// Of each text 4 bytes a band (84 bytes by default) and 16 more are kept in memory, and 8 bytes a shingle, some 6 KB
/// of an article of 800 words, beyond `memoryLimit` in a temporary file. A million articles of that length take some
/// 320 MB of memory and 6.5 GB of temporary file, besides the pairs.
public struct DuplicateFinder: ~Copyable {
  /// The most members of a cluster of which every pair is listed, where texts are copies of one another.
  ///
  /// In larger ones copies of the same words are paired with the first of them alone.
  public static let pairedMembers = 100

  /// The settings.
  public let sketcher: DuplicateSketcher
  private let store: ShingleStore
  private var keys: [UInt32] = []
  private var fingerprints: [UInt64] = []

  /// Creates a finder.
  ///
  /// - Parameters:
  ///   - sketcher: Makes the sketches that are going to be added.
  ///   - memoryLimit: How many bytes of shingles are kept in memory.
  public init(_ sketcher: DuplicateSketcher, memoryLimit: Int = 64 << 20) {
    self.sketcher = sketcher
    store = ShingleStore(memoryLimit: memoryLimit / 8)
  }

  /// The clusters of texts that are in memory.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` where the settings are not valid.
  public static func clusters(
    in texts: [String], configuration: DuplicateSketcher.Configuration = .init()
  ) throws(ArticleError) -> [DuplicateCluster] {
    var finder = DuplicateFinder(try DuplicateSketcher(configuration: configuration))
    for text in texts { try finder.add(finder.sketcher.sketch(of: text)) }
    return try finder.clusters()
  }

  /// The number of texts.
  public var count: Int { store.count }

  /// Adds the next text, whose number is how many were added before.
  ///
  /// - Throws: ``ArticleError`` with code `io` where the temporary file cannot be written.
  /// - Precondition: the sketch was made by ``sketcher``, or one of the same settings.
  public mutating func add(_ sketch: DuplicateSketch) throws(ArticleError) {
    let bands = sketcher.bands.bands
    precondition(sketch.keys.isEmpty || sketch.keys.count == bands, "a sketch of other settings")
    try store.append(sketch.shingles)
    keys += sketch.keys.isEmpty ? [UInt32](repeating: 0, count: bands) : sketch.keys
    fingerprints.append(sketch.fingerprint)
  }

  /// The clusters of what was added so far.
  ///
  /// - Throws: ``ArticleError`` with code `io` where the temporary file cannot be read.
  public func clusters() throws(ArticleError) -> [DuplicateCluster] {
    let leaders = leaders()
    var sets = DisjointSets(count: count)
    for (text, leader) in leaders.enumerated() { sets.join(text, Int(leader)) }
    let texts = leaders.indices.filter { Int(leaders[$0]) == $0 && !store.isEmpty($0) }
    let candidates = CandidatePairs(
      keys: keys, bands: sketcher.bands.bands, texts: texts, numbers: leaders)
    var pairs: [DuplicateCluster.Pair] = []
    for pair in candidates.pairs {
      try compare(Int(pair >> 32), Int(pair & 0xFFFF_FFFF), &sets, &pairs)
    }
    for bucket in candidates.largeBuckets {
      for (place, second) in bucket.enumerated() {
        for first in bucket[..<place] where !sets.areJoined(first, second) {
          try compare(first, second, &sets, &pairs)
        }
      }
    }
    return listed(sets.sets(), pairs, leaders)
  }

  /// The first text with the same words as each; a text without words is its own.
  private func leaders() -> [Int32] {
    let order = fingerprints.indices.sorted { (fingerprints[$0], $0) < (fingerprints[$1], $1) }
    var leaders = fingerprints.indices.map { Int32($0) }
    for (text, next) in zip(order, order.dropFirst())
    where fingerprints[text] == fingerprints[next] && !store.isEmpty(next) {
      leaders[next] = leaders[text]
    }
    return leaders
  }

  /// Compares two texts exactly and joins them where they are near-duplicates.
  private func compare(
    _ first: Int, _ second: Int, _ sets: inout DisjointSets, _ pairs: inout [DuplicateCluster.Pair]
  ) throws(ArticleError) {
    let jaccard = Shingles.jaccard(try store.set(of: first), try store.set(of: second))
    guard jaccard >= sketcher.configuration.threshold else { return }
    pairs.append(DuplicateCluster.Pair(first: first, second: second, jaccard: jaccard))
    sets.join(first, second)
  }

  /// Clusters with their pairs; those of copies of a text are those of the text.
  private func listed(
    _ sets: [[Int]], _ pairs: [DuplicateCluster.Pair], _ leaders: [Int32]
  ) -> [DuplicateCluster] {
    var numbers = [Int32](repeating: -1, count: count)
    for (number, members) in sets.enumerated() { for text in members { numbers[text] = Int32(number) } }
    var found = [[DuplicateCluster.Pair]](repeating: [], count: sets.count)
    for pair in pairs { found[Int(numbers[pair.first])].append(pair) }
    return zip(sets, found).map { members, pairs in
      let copies = Dictionary(grouping: members) { Int(leaders[$0]) }
      var listed: [DuplicateCluster.Pair] = []
      func add(_ a: Int, _ b: Int, _ jaccard: Double) {
        listed.append(.init(first: min(a, b), second: max(a, b), jaccard: jaccard))
      }
      let listsAll = members.count <= Self.pairedMembers
      for pair in pairs {
        for a in listsAll ? copies[pair.first, default: []] : [pair.first] {
          for b in listsAll ? copies[pair.second, default: []] : [pair.second] { add(a, b, pair.jaccard) }
        }
      }
      for text in members where Int(leaders[text]) == text {
        let same = copies[text, default: []]
        for (place, copy) in same.enumerated() {
          for other in listsAll ? same[..<place] : same[..<min(1, place)] { add(other, copy, 1) }
        }
      }
      listed.sort { ($0.first, $0.second) < ($1.first, $1.second) }
      return DuplicateCluster(members: members, pairs: listed)
    }
  }
}
