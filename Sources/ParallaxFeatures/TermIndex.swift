import ParallaxText

/// The numbers of words, as a table that many hold and none changes.
///
/// Its conformance to `Sendable` is unchecked because it holds a raw table; nothing writes to it after `init`.
final class WordTable: @unchecked Sendable {
  let table: TermTable

  init(_ table: consuming TermTable) { self.table = table }
}

/// Finds the columns of the terms of a text: the vocabulary as hash tables, made once and never changed.
///
/// A word's number is its column; numbers past the columns are those of words that only occur inside
/// n-grams. Its conformance to `Sendable` is unchecked because it holds raw tables; nothing writes to them
/// after `init`.
final class TermIndex: @unchecked Sendable {
  /// The number of a stop word; an unknown word has -1.
  static let stopWord: Int32 = -2

  let words: WordTable
  private let grams: GramTable
  /// The column of each n-gram, the n-gram -1 first; -1 for one that only begins longer ones.
  private let gramColumns: [Int32]
  private let columnCount: UInt32
  private let minimumN: Int
  private let maximumN: Int

  init(_ vocabulary: Vocabulary, configuration: TFIDFVectorizer.Configuration) {
    let (shortest, longest) = configuration.wordRange
    let stopWords = configuration.stopWordsOfSink
    minimumN = shortest
    maximumN = longest
    columnCount = UInt32(vocabulary.count)
    // Of n-grams about half are words; a table that has to grow is filled twice.
    var table = TermTable(
      capacity: (longest == 1 ? vocabulary.count : vocabulary.count / 2) + stopWords.count)
    var grams = GramTable(capacity: longest > 1 ? vocabulary.count : 1)
    for word in stopWords {
      var word = word
      word.withUTF8 { if !$0.isEmpty { _ = table.insert($0, id: TermIndex.stopWord) } }
    }
    var columns: [Int32] = []
    vocabulary.termBytes.withUnsafeBufferPointer { bytes in
      // Words before n-grams, so that each gets its column's number.
      var grown: [Int32] = []
      for column in 0..<vocabulary.count {
        let term = UnsafeBufferPointer(rebasing: bytes[vocabulary.bytes(at: column)])
        if longest == 1 || !term.holdsSpace {
          _ = table.insert(term, id: Int32(column))
        } else {
          grown.append(Int32(column))
        }
      }
      var next = Int32(vocabulary.count)
      for column in grown {
        let term = bytes[vocabulary.bytes(at: Int(column))]
        var number: Int32?
        var start = term.startIndex
        // As `split` does, which leaves out what is empty.
        for end in term.startIndex...term.endIndex where end == term.endIndex || bytes[end] == 0x20 {
          let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
          start = end + 1
          if word.isEmpty || (number == nil && word.count == term.count) { continue }
          if table.insert(word, id: next) { next += 1 }
          let id = table.id(of: word)
          number = number.map { grams.insert(prefix: $0, word: id) } ?? id
          if columns.count < grams.count { columns.append(-1) }
        }
        if let number, number < 0, Int(~number) < columns.count { columns[Int(~number)] = column }
      }
    }
    words = WordTable(table)
    self.grams = grams
    gramColumns = columns
  }

  /// Calls `body` with the column of every known term of a document, and where its words stand in `ids`.
  ///
  /// The places are those of the term's first and last word; words unknown to the table are -1.
  @inline(__always) func forEachTerm(
    _ ids: UnsafeMutablePointer<Int32>, count: Int, _ body: (Int32, Int, Int) -> Void
  ) {
    if minimumN == 1 {
      for i in 0..<count where UInt32(bitPattern: ids[i]) < columnCount { body(ids[i], i, i) }
    }
    guard maximumN > 1 else { return }
    for start in 0..<count {
      // While pairs are looked up, those a few words on are fetched.
      let ahead = start &+ 8
      if ahead &+ 1 < count, ids[ahead] >= 0, ids[ahead &+ 1] >= 0 {
        grams.prefetch(prefix: ids[ahead], word: ids[ahead &+ 1])
      }
      if ids[start] < 0 { continue }
      var number = ids[start]
      var n = 2
      while n <= maximumN, start &+ n <= count, ids[start &+ n &- 1] >= 0 {
        number = grams.id(prefix: number, word: ids[start &+ n &- 1])
        if number == 0 { break }
        if n >= minimumN {
          let column = gramColumns[Int(~number)]
          if column >= 0 { body(column, start, start &+ n &- 1) }
        }
        n &+= 1
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a space is among the bytes.
  fileprivate var holdsSpace: Bool {
    for byte in self where byte == 0x20 { return true }
    return false
  }
}
