import ParallaxText

/// The vocabularies of several vectorizers as one table: the words of a text are found once for all of them.
///
/// Every word and every pair of words that any vocabulary holds has a number, and with it a row of columns, one a
/// vocabulary, so that what is looked up lies in one place for all. The table is made when it is first asked for.
/// Its conformance to `Sendable` is unchecked because it holds raw tables; nothing writes to them after they were made.
package final class JointTermIndex: Sendable {
  /// The columns of a word that a vocabulary does not know.
  static let unknown: Int32 = -1
  /// Those of a word that only occurs inside pairs.
  static let withoutColumn: Int32 = -2
  /// The most vocabularies: as many columns as a row has.
  static let width = 4

  final class Table: @unchecked Sendable {
    let words: WordTable
    let pairs: GramTable
    /// The columns of each word, ``width`` a word.
    let wordColumns: [Int32]
    /// The columns of each pair, that of number -1 first.
    let pairColumns: [Int32]

    init(_ vocabularies: [Vocabulary]) {
      var builder = Builder(vocabularies)
      for (member, vocabulary) in vocabularies.enumerated() { builder.add(vocabulary, member) }
      wordColumns = builder.wordColumns
      pairColumns = builder.pairColumns
      words = WordTable(builder.words)
      pairs = builder.pairs
    }
  }

  private let vocabularies: [Vocabulary]
  private let configuration: TFIDFVectorizer.Configuration
  private let lazyTable: Lazy<Table>

  /// The table, to be asked for once before many words are looked up.
  var table: Table { lazyTable.value }

  /// Joins vectorizers; nil where they do not all find the same words, and weigh words and pairs of words.
  package init?(_ vectorizers: [TFIDFVectorizer]) {
    guard let first = vectorizers.first, vectorizers.count <= Self.width,
      vectorizers.allSatisfy({
        $0.configuration.isJoinable && $0.configuration.lowercase == first.configuration.lowercase
      })
    else { return nil }
    let vocabularies = vectorizers.map(\.vocabulary)
    self.vocabularies = vocabularies
    configuration = first.configuration
    lazyTable = Lazy { Table(vocabularies) }
  }

  /// The place of a vectorizer's columns in a row; nil where it is none of those that were joined.
  func member(_ vectorizer: TFIDFVectorizer) -> Int? {
    guard vectorizer.configuration.isJoinable,
      vectorizer.configuration.lowercase == configuration.lowercase
    else { return nil }
    return vocabularies.firstIndex(of: vectorizer.vocabulary)
  }

  /// The words of a document and their numbers.
  ///
  /// - Precondition: the document is shorter than 2 GiB.
  /// - Complexity: O(bytes).
  package func words(of document: String) -> JointWords {
    precondition(document.utf8.count <= Int(Int32.max), "a document of \(document.utf8.count) bytes")
    let table = table
    var lexer = Lexer(configuration, capacity: document.utf8.count)
    var sink = LookupSink(table.words, keepsPlaces: true)
    lexer.scan(document, into: &sink)
    sink.finish()
    let (count, ids) = (sink.count, sink.ids)
    let pairs = [Int32](unsafeUninitializedCapacity: count) { pairs, written in
      for place in 0..<count {
        // While pairs are looked up, those a few words on are fetched.
        let ahead = place &+ 8
        if ahead &+ 1 < count, ids[ahead] >= 0, ids[ahead &+ 1] >= 0 {
          table.pairs.prefetch(prefix: ids[ahead], word: ids[ahead &+ 1])
        }
        let isPair = place &+ 1 < count && ids[place] >= 0 && ids[place &+ 1] >= 0
        pairs[place] = isPair ? table.pairs.id(prefix: ids[place], word: ids[place &+ 1]) : 0
      }
      written = count
    }
    return JointWords(
      index: self, document: document,
      ids: Array(UnsafeBufferPointer(start: ids, count: count)), pairs: pairs,
      starts: Array(UnsafeBufferPointer(start: sink.starts, count: count)),
      ends: Array(UnsafeBufferPointer(start: sink.ends, count: count)))
  }

  /// Fills a table, one vocabulary after the other.
  fileprivate struct Builder: ~Copyable {
    fileprivate var words: TermTable
    fileprivate var pairs: GramTable
    fileprivate var wordColumns: [Int32] = []
    fileprivate var pairColumns: [Int32] = []

    init(_ vocabularies: [Vocabulary]) {
      let largest = vocabularies.reduce(0) { max($0, $1.count) }
      let total = vocabularies.reduce(0) { $0 + $1.count }
      // Of terms about half are words, and vocabularies share most of these.
      words = TermTable(capacity: largest / 2)
      pairs = GramTable(capacity: total / 2)
      wordColumns.reserveCapacity(JointTermIndex.width * largest / 2)
      pairColumns.reserveCapacity(JointTermIndex.width * total / 2)
    }

    /// Terms of one first word follow each other, and the word is before them where it is a term itself.
    mutating func add(_ vocabulary: Vocabulary, _ member: Int) {
      vocabulary.termBytes.withUnsafeBufferPointer { bytes in
        vocabulary.termOffsets.withUnsafeBufferPointer { offsets in
          var first = (word: UnsafeBufferPointer(rebasing: bytes[..<0]), id: Int32(-1))
          for column in 0..<(offsets.count - 1) {
            let term = UnsafeBufferPointer(
              rebasing: bytes[Int(offsets[column])..<Int(offsets[column &+ 1])])
            let space = term.firstIndex(of: 0x20) ?? term.count
            let word = UnsafeBufferPointer(rebasing: term[..<space])
            if first.id < 0 || !word.elementsEqual(first.word) { first = (word, number(of: word)) }
            if space == term.count {
              wordColumns[JointTermIndex.width &* Int(first.id) &+ member] = Int32(column)
              continue
            }
            // A term of more than two words, or with a space at an end, no text has.
            let second = UnsafeBufferPointer(rebasing: term[(space + 1)...])
            if word.isEmpty || second.isEmpty || second.contains(0x20) { continue }
            let next = number(of: second)
            know(first.id, member)
            know(next, member)
            let pair = Int(~pairs.insert(prefix: first.id, word: next))
            if pairColumns.count < JointTermIndex.width * pairs.count {
              for _ in 0..<JointTermIndex.width { pairColumns.append(JointTermIndex.unknown) }
            }
            pairColumns[JointTermIndex.width &* pair &+ member] = Int32(column)
          }
        }
      }
    }

    private mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int32 {
      let id = words.insert(word)
      if wordColumns.count < JointTermIndex.width * words.count {
        for _ in 0..<JointTermIndex.width { wordColumns.append(JointTermIndex.unknown) }
      }
      return id
    }

    private mutating func know(_ word: Int32, _ member: Int) {
      let place = JointTermIndex.width &* Int(word) &+ member
      if wordColumns[place] == JointTermIndex.unknown { wordColumns[place] = JointTermIndex.withoutColumn }
    }
  }
}

extension TFIDFVectorizer.Configuration {
  /// Whether terms are the words of the plain pattern and pairs of them, neither left out nor changed but for their
  /// case.
  fileprivate var isJoinable: Bool {
    analyzer == .word && tokenizer == .words && contractions == .keep && stripAccents == nil
      && wordRange == (1, 2) && stopWords.isEmpty && stemmer == nil
  }
}
