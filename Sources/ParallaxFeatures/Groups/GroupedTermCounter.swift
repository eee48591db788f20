import ParallaxText

/// Counts the n-grams of documents by group, in time and memory for corpora of any size.
///
/// Words are cut as ``TFIDFVectorizer`` cuts them, lowercased. N-grams do not run over punctuation, line ends
/// or single letters, and names given with a document are one word each, their case kept.
///
/// The corpus is kept as a sequence of numbers, four bytes a word. Longer n-grams are counted level by level:
/// one of n words can be frequent only where both of n - 1 words in it are (Agrawal & Srikant 1994), so that
/// no table ever holds the many n-grams that occur once.
public struct GroupedTermCounter: ~Copyable {
  private var sink: SequenceSink
  private var lexer: Lexer
  private var groups: [Int32] = []
  private var offsets: [Int] = [0]
  private static let wordLimit = Int(Int32.max)

  /// Creates a counter; `keepsPlaces` remembers where terms stand, sixteen bytes a word.
  public init(keepsPlaces: Bool = false) {
    sink = SequenceSink(keepsPlaces: keepsPlaces)
    lexer = Lexer(TFIDFVectorizer.Configuration())
  }

  /// Counts a document of a group.
  ///
  /// `names` ascend and do not overlap.
  ///
  /// - Throws: ``FeatureError`` of code `limit` past 2^31 - 1 words.
  /// - Precondition: groups are numbered from 0.
  public mutating func add(
    _ document: String, group: Int, names: [NamedSpan] = []
  ) throws(FeatureError) {
    precondition((0..<Int(Int32.max)).contains(group), "group \(group)")
    guard sink.ids.count + document.utf8.count < Self.wordLimit else {
      throw FeatureError(.limit, "more than \(Self.wordLimit) words: count fewer documents")
    }
    var text = document
    text.makeContiguousUTF8()
    let fixed = text
    // The sink looks at the bytes between words, which must not move while they are scanned.
    _ = fixed.utf8.withContiguousStorageIfAvailable { bytes in
      sink.begin(bytes, names: names)
      lexer.scan(fixed, into: &sink)
      sink.finish()
    }
    groups.append(Int32(group))
    offsets.append(sink.ids.count)
  }

  /// The number of documents counted.
  public var documentCount: Int { groups.count }

  /// The counts of all terms of 1 to `longest` words that occur `minimumCount` times or more.
  ///
  /// - Throws: ``FeatureError`` of code `limit` where the counts by group would be more than 2^28.
  /// - Precondition: both are 1 or more.
  /// - Complexity: O(words · `longest`).
  public consuming func counts(longest: Int, minimumCount: Int = 1) throws(FeatureError) -> GroupedTermCounts
  {
    precondition(longest >= 1 && minimumCount >= 1, "n-grams of a word or more that occur at all")
    var words: [[UInt8]] = Array(repeating: [], count: sink.table.count)
    sink.table.forEachTerm { id, bytes in words[Int(id)] = Array(bytes) }
    var levels = TermLevels(ids: sink.ids, wordCount: words.count, minimumCount: minimumCount)
    while levels.count < longest, levels.extend() {}
    return try GroupedTermCounts(
      levels: levels, words: words, offsets: offsets, groups: groups, groupCount: Int(groups.max() ?? -1) + 1,
      places: sink.places)
  }
}
