/// The words and n-grams of a corpus, by number, and how many documents hold each.
///
/// Nothing that is learnt from it depends on the numbers, so corpora counted in parts and joined in any
/// order give the same result.
struct CorpusStatistics {
  /// The number of documents.
  var documentCount = 0
  /// The UTF-8 of all words.
  var wordBytes: [UInt8] = []
  /// Where each word starts in `wordBytes`; one entry more than there are words.
  var wordOffsets: [Int] = [0]
  /// The number of documents of each word.
  var wordFrequencies: [Int32] = []
  /// The prefix and the last word of each n-gram of two words and more; the n-gram -1 is at index 0.
  var gramParts: [(prefix: Int32, word: Int32)] = []
  /// The number of documents of each n-gram.
  var gramFrequencies: [Int32] = []
  /// The number of occurrences of each word; empty where no maximum of features is set.
  var wordTotals: [Int] = []
  /// The number of occurrences of each n-gram; empty where no maximum of features is set.
  var gramTotals: [Int] = []

  /// The number of words.
  var wordCount: Int { wordFrequencies.count }

  /// The UTF-8 of a word, as a range into `wordBytes`.
  @inline(__always) func bytes(ofWord word: Int) -> Range<Int> { wordOffsets[word]..<wordOffsets[word + 1] }

  /// Calls `body` with the words of a term, last to first.
  @inline(__always) func forEachWord(ofTerm term: Int32, _ body: (Int32) -> Void) {
    var rest = term
    while rest < 0 {
      let part = gramParts[Int(~rest)]
      body(part.word)
      rest = part.prefix
    }
    body(rest)
  }

  /// Appends the UTF-8 of a term, its words parted by spaces; `stored` is `wordBytes` at hand.
  func append(_ term: Int32, of stored: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var last = term
    if term < 0 {
      let part = gramParts[Int(~term)]
      append(part.prefix, of: stored, to: &bytes)
      bytes.append(0x20)
      last = part.word
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: stored[self.bytes(ofWord: Int(last))]))
  }
}
