import ParallaxText

/// Counts the terms of documents as they come: the one pass over the text that a fit takes.
///
/// Words get numbers in order of arrival, stop words the first ones, so that "is a stop word" is one
/// comparison a token.
struct CorpusCounter: ~Copyable {
  private var sink: InsertingSink
  private var lexer: Lexer
  private let minimumN: Int
  private let firstTerm: Int32
  private let maximumN: Int
  /// The n-grams of two words and more.
  private var grams = GramCounter()
  /// The term of each entry (a word's number, or an n-gram's, from -1 down) and its count.
  private(set) var entries = EntryBuffer()
  /// Where the entries of each document start.
  private(set) var rowOffsets: [Int] = [0]

  /// Whether there are, or might be, more different terms than their numbers can tell; the rest was not
  /// counted then.
  private(set) var isOverLimit = false
  private let termLimit: Int
  /// The most terms that can begin at one byte: lengths of n-grams of characters, one word.
  private let termsPerByte: Int

  /// What is kept of a document once it is counted, beside the numbers of documents of its terms.
  enum Kept {
    /// Its entries, for a matrix.
    case entries
    /// The numbers of occurrences of its terms.
    case totals
    /// Nothing.
    case nothing
  }

  private let kept: Kept
  /// The number of occurrences of words and of n-grams, where those are kept.
  private var running: (words: [Int], grams: [Int]) = ([], [])

  init(configuration: TFIDFVectorizer.Configuration, keeping kept: Kept = .entries) {
    self.kept = kept
    lexer = Lexer(configuration)
    (minimumN, maximumN) = configuration.wordRange
    termLimit = configuration.termLimit
    termsPerByte = configuration.analyzer == .word ? 1 : configuration.maximumN - configuration.minimumN + 1
    sink = InsertingSink(stopWords: configuration.stopWordsOfSink, keepsIDs: maximumN > 1)
    // Where words are no terms they are counted for nothing.
    firstTerm = minimumN == 1 ? sink.firstWord : .max
  }

  /// Counts one document.
  mutating func add(_ document: String) {
    // Numbers are 32 bits wide; a document cannot have more words than this.
    if isOverLimit || wordCount + document.utf8.count * termsPerByte > termLimit {
      isOverLimit = true
      return
    }
    sink.begin()
    lexer.scan(document, into: &sink)
    sink.finish()
    let first = firstTerm
    entries.append(upTo: sink.words.touchedCount) { terms, counts in
      var written = 0
      sink.words.flush(from: first) { id, count, isTaken in
        terms[written] = id
        counts[written] = Float(count)
        written &+= isTaken ? 1 : 0
      }
      return written
    }
    if maximumN > 1 { countGrams() }
    if kept == .totals { takeTotals() }
    if kept != .entries { entries.removeAll() }
    rowOffsets.append(entries.count)
  }

  private mutating func countGrams() {
    guard grams.table.count + sink.count * (maximumN - 1) <= termLimit else {
      isOverLimit = true
      return
    }
    grams.count(sink.ids, count: sink.count, shortest: minimumN, longest: maximumN)
    let found = grams.touchedCount
    entries.append(upTo: found) { terms, counts in
      grams.flush(terms, counts)
      return found
    }
  }

  private mutating func takeTotals() {
    let (words, grams) = (wordCount - running.words.count, grams.table.count - running.grams.count)
    running.words.append(contentsOf: repeatElement(0, count: words))
    running.grams.append(contentsOf: repeatElement(0, count: grams))
    for (term, count) in zip(entries.terms, entries.values) {
      if term >= 0 { running.words[Int(term)] += Int(count) } else { running.grams[Int(~term)] += Int(count) }
    }
  }

  /// Makes room for the entries of `count` documents, judged by those counted so far.
  ///
  /// Growing by doubling would touch, and the system would clear, twice the memory.
  mutating func reserve(documents count: Int) {
    guard documentCount > 0 else { return }
    let expected = Int(1.1 * Double(entries.count) / Double(documentCount) * Double(count))
    entries.reserve(expected)
    rowOffsets.reserveCapacity(count + 1)
  }

  /// The number of documents counted.
  var documentCount: Int { rowOffsets.count - 1 }
  /// The number of different words, stop words included.
  var wordCount: Int { sink.words.table.count }

  /// What was counted; with the number of occurrences of each term where `totals` are asked for.
  borrowing func statistics(totals: Bool) -> CorpusStatistics {
    var result = CorpusStatistics()
    result.documentCount = documentCount
    (result.wordBytes, result.wordOffsets) = wordBytes()
    result.wordFrequencies = sink.words.documentFrequencies()
    result.gramParts = grams.table.parts
    result.gramFrequencies = grams.documentFrequencies()
    guard totals else { return result }
    guard kept == .entries else {
      // Words and n-grams that came with no document yet are stop words, or none at all.
      result.wordTotals = running.words + repeatElement(0, count: wordCount - running.words.count)
      result.gramTotals = running.grams + repeatElement(0, count: grams.table.count - running.grams.count)
      return result
    }
    result.wordTotals = [Int](repeating: 0, count: wordCount)
    result.gramTotals = [Int](repeating: 0, count: grams.table.count)
    for (term, count) in zip(entries.terms, entries.values) {
      if term >= 0 {
        result.wordTotals[Int(term)] += Int(count)
      } else {
        result.gramTotals[Int(~term)] += Int(count)
      }
    }
    return result
  }

  /// The UTF-8 of every word, by number: all bytes, and where each word starts.
  private borrowing func wordBytes() -> (bytes: [UInt8], offsets: [Int]) {
    var ranges = [Range<Int>](repeating: 0..<0, count: wordCount)
    var bytes: [UInt8] = []
    sink.words.table.forEachTerm { id, term in
      ranges[Int(id)] = bytes.count..<(bytes.count + term.count)
      bytes.append(contentsOf: term)
    }
    var ordered: [UInt8] = []
    ordered.reserveCapacity(bytes.count)
    var offsets = [0]
    offsets.reserveCapacity(wordCount + 1)
    for range in ranges {
      ordered.append(contentsOf: bytes[range])
      offsets.append(ordered.count)
    }
    return (ordered, offsets)
  }

  /// Gives up the entries, so that they can be turned into a matrix in place.
  consuming func takeEntries() -> (entries: EntryBuffer, rowOffsets: [Int]) { (entries, rowOffsets) }
}
