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
  /// The columns of what no vocabulary knows: the first row of both tables.
  static let unknownRow = [Int32](repeating: unknown, count: width)

  /// Where the columns of a word begin; those of -1, an unknown one, come first, so that none needs a branch.
  @inline(__always) static func row(ofWord id: Int32) -> Int { width &* Int(id &+ 1) }

  /// Where the columns of a pair begin; pairs are numbered from 1 up, and 0 is an unknown one.
  @inline(__always) static func row(ofPair id: Int32) -> Int { width &* Int(id) }

  /// What all copies of an index share.
  ///
  /// Its conformance to `Sendable` is unchecked because it holds raw tables; nothing writes to them after it was made.
  final class Table: @unchecked Sendable {
    let words: WordTable
    let pairs: PairTable
    /// The columns of each word, ``width`` a word, at ``JointTermIndex/row(ofWord:)``.
    let wordColumns: [Int32]
    /// The columns of each pair, at ``JointTermIndex/row(ofPair:)``.
    let pairColumns: [Int32]
    /// Whether every pair found its place.
    let isComplete: Bool

    init(_ builder: consuming Builder) {
      wordColumns = builder.wordColumns
      pairColumns = builder.pairColumns
      words = WordTable(builder.words)
      isComplete = builder.isComplete
      pairs = builder.pairs
    }
  }

  /// A vectorizer that was joined: its terms, and whether pairs of words are any.
  struct Member: Equatable {
    let vocabulary: Vocabulary
    let readsPairs: Bool

    init(_ vectorizer: TFIDFVectorizer) {
      vocabulary = vectorizer.vocabulary
      readsPairs = vectorizer.configuration.wordRange.longest > 1
    }
  }

  private let members: [Member]
  private let configuration: TFIDFVectorizer.Configuration
  private let lazyTable: Lazy<Table>

  /// The table, to be asked for once before many words are looked up.
  var table: Table { lazyTable.value }

  /// Joins vectorizers, those that find the same terms as one; nil where they do not all find the same words, and weigh
  /// words or words and pairs of words, or where their terms are too many.
  package convenience init?(_ vectorizers: [TFIDFVectorizer]) {
    var members: [Member] = []
    for member in vectorizers.map(Member.init) where !members.contains(member) { members.append(member) }
    guard let first = vectorizers.first, members.count <= Self.width,
      vectorizers.allSatisfy({
        $0.configuration.isJoinable && $0.configuration.lowercase == first.configuration.lowercase
      })
    else { return nil }
    // No term has more than two words that are new.
    guard 2 * members.reduce(0, { $0 + $1.vocabulary.count }) <= PairTable.mostWords else { return nil }
    self.init(members, first.configuration)
  }

  /// The words of one vectorizer that finds no pairs.
  convenience init(words vectorizer: TFIDFVectorizer) {
    self.init([Member(vectorizer)], vectorizer.configuration)
  }

  private init(_ members: [Member], _ configuration: TFIDFVectorizer.Configuration) {
    self.members = members
    self.configuration = configuration
    lazyTable = Lazy { Table(members) }
  }

  /// The place of a vectorizer's columns in a row; nil where it is none of those that were joined.
  func member(_ vectorizer: TFIDFVectorizer) -> Int? {
    guard vectorizer.configuration.isJoinable,
      vectorizer.configuration.lowercase == configuration.lowercase, table.isComplete
    else { return nil }
    return members.firstIndex(of: Member(vectorizer))
  }

  /// Makes the table, if it has not been asked for yet.
  package func prepare() { _ = table }

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
      table.wordColumns.withUnsafeBufferPointer { wordColumns in
        table.pairColumns.withUnsafeBufferPointer { pairColumns in
          guard let wordColumns = wordColumns.baseAddress, let pairColumns = pairColumns.baseAddress
          else { return }
          for place in 0..<count {
            // While pairs are looked up, those some words on are fetched: so far ahead that memory has answered.
            let ahead = place &+ 24
            if ahead &+ 1 < count { table.pairs.prefetch(ids[ahead], ids[ahead &+ 1]) }
            let isPair = place &+ 1 < count && ids[place] >= 0 && ids[place &+ 1] >= 0
            let pair = isPair ? table.pairs.number(of: ids[place], ids[place &+ 1]) : 0
            pairs[place] = pair
            // The columns, which every vectorizer reads next.
            VectorKernels.prefetch(wordColumns + Self.row(ofWord: ids[place]))
            VectorKernels.prefetch(pairColumns + Self.row(ofPair: pair))
          }
        }
      }
      written = count
    }
    return JointWords(
      index: self, document: document,
      ids: Array(UnsafeBufferPointer(start: ids, count: count)), pairs: pairs,
      starts: Array(UnsafeBufferPointer(start: sink.starts, count: count)),
      ends: Array(UnsafeBufferPointer(start: sink.ends, count: count)))
  }
}

extension TFIDFVectorizer.Configuration {
  /// Whether terms are the words of the plain pattern, and pairs of them or not, neither left out nor changed but for their
  /// case.
  fileprivate var isJoinable: Bool {
    analyzer == .word && tokenizer == .words && contractions == .keep && stripAccents == nil
      && (wordRange == (1, 2) || wordRange == (1, 1)) && stopWords.isEmpty && stemmer == nil
  }
}
