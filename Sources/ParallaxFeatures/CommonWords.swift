import ParallaxText

/// The words of a vocabulary that most documents hold, each at the one place where its hash puts it.
///
/// A text's words are mostly few and the same. A table of these alone stays in a cache next to the processor, where
/// that of all words does not; and because a word is at its place or not here at all, it is looked up without a
/// branch that cannot be predicted. Of two words of one place the more frequent one is here.
final class CommonWords: Sendable {
  /// A word of at most 16 bytes; `length` is 0 where the place is free.
  struct Entry: BitwiseCopyable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length: UInt32 = 0
    var id: Int32 = -1
    var idf: Float = 0
    /// For ``KnownWordCounter``: how often the word occurred in the document at hand.
    var occurrences: UInt32 = 0

    /// 0 where this is the entry of a word, something else where not.
    @inline(__always) func difference(_ low: UInt64, _ high: UInt64, _ length: Int) -> UInt64 {
      (self.low ^ low) | (self.high ^ high) | (UInt64(self.length) ^ UInt64(truncatingIfNeeded: length))
    }
  }

  private static let placeBits: UInt64 = 13
  /// The number of places.
  static let placeCount = 1 << Int(placeBits)

  /// The words, place by place.
  let entries: [Entry]

  /// The place of a word of a hash.
  @inline(__always) static func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> (64 &- placeBits))
  }

  /// Finds the words that are most frequent by their idf; stop words come before all others.
  init(_ vocabulary: Vocabulary, idf: [Float], stopWords: [String]) {
    var entries = [Entry](repeating: Entry(), count: CommonWords.placeCount)
    func insert(_ word: UnsafeBufferPointer<UInt8>, id: Int32, idf: Float) {
      guard (1...16).contains(word.count) else { return }
      let (low, high) = packed(word)
      let place = CommonWords.place(TermTable.hash(low, high))
      guard entries[place].length == 0 else { return }
      entries[place] = Entry(low: low, high: high, length: UInt32(word.count), id: id, idf: idf)
    }
    for word in stopWords {
      var word = word
      word.withUTF8 { insert($0, id: TermIndex.stopWord, idf: 0) }
    }
    vocabulary.termBytes.withUnsafeBufferPointer { bytes in
      // With so many candidates a place hardly stays free.
      for column in CommonWords.byFrequency(idf).prefix(8 * CommonWords.placeCount) {
        let word = UnsafeBufferPointer(rebasing: bytes[vocabulary.bytes(at: Int(column))])
        insert(word, id: column, idf: idf[Int(column)])
      }
    }
    self.entries = entries
  }

  /// Columns by ascending idf in steps of a half, which is order enough; those of one step in their own order.
  private static func byFrequency(_ idf: [Float]) -> some Sequence<Int32> {
    var steps = [[Int32]](repeating: [], count: 40)
    for (column, value) in idf.enumerated() {
      let step = min(max(2 * value, 0), Float(steps.count - 1))
      steps[Int(step)].append(Int32(truncatingIfNeeded: column))
    }
    return steps.lazy.joined()
  }
}
