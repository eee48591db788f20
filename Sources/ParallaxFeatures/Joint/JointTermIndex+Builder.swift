import ParallaxText

extension JointTermIndex {
  /// Fills a table, one vocabulary after the other.
  ///
  /// Words and pairs are gathered before they are put in: while the last are hashed, the places of the first are
  /// fetched.
  struct Builder: ~Copyable {
    private struct Word {
      let bytes: UnsafeBufferPointer<UInt8>
      let low: UInt64
      let high: UInt64
      let hash: UInt64
    }

    /// A term by the places of its words among those gathered; without a second word it is one word.
    private struct Term {
      let column: Int32
      let first: Int
      let second: Int?
    }

    private static let batch = 128

    var words: TermTable
    var pairs: PairTable
    private(set) var wordColumns: [Int32]
    private(set) var pairColumns: [Int32]
    private(set) var isComplete = true
    private var gatheredWords: [Word] = []
    private var gatheredTerms: [Term] = []
    private var numbers: [Int32] = []

    init(_ members: [Member]) {
      let vocabularies = members.map(\.vocabulary)
      let largest = vocabularies.reduce(0) { max($0, $1.count) }
      let total = vocabularies.reduce(0) { $0 + $1.count }
      // Of many terms most are pairs, and vocabularies share most of their words.
      words = TermTable(capacity: largest / 4)
      pairs = PairTable(capacity: total, wordCount: 2 * total)
      wordColumns = JointTermIndex.unknownRow
      pairColumns = JointTermIndex.unknownRow
      wordColumns.reserveCapacity(JointTermIndex.width * (largest / 4 + 1))
      pairColumns.reserveCapacity(JointTermIndex.width * (total / 2 + 1))
    }

    /// Adds a vocabulary: terms of one first word follow each other, and the word stands before them where it is a
    /// term itself.
    mutating func add(_ vectorizer: Member, _ member: Int) {
      let vocabulary = vectorizer.vocabulary
      vocabulary.termBytes.withUnsafeBufferPointer { bytes in
        vocabulary.termOffsets.withUnsafeBufferPointer { offsets in
          for column in 0..<(offsets.count - 1) {
            let term = UnsafeBufferPointer(rebasing: bytes[Int(offsets[column])..<Int(offsets[column &+ 1])])
            gather(term, Int32(truncatingIfNeeded: column), pairs: vectorizer.readsPairs)
            if gatheredWords.count >= Self.batch { putIn(member) }
          }
          putIn(member)
        }
      }
    }

    private mutating func gather(_ term: UnsafeBufferPointer<UInt8>, _ column: Int32, pairs: Bool) {
      let space = term.firstIndex(of: 0x20) ?? term.count
      let first = UnsafeBufferPointer(rebasing: term[..<space])
      let before = gatheredTerms.last.map { gatheredWords[$0.first].bytes }
      let place: Int
      if let before, let known = gatheredTerms.last?.first, before.elementsEqual(first) {
        place = known
      } else {
        place = gather(word: first)
      }
      if space == term.count {
        gatheredTerms.append(Term(column: column, first: place, second: nil))
        return
      }
      // A pair where none are read, a term of more than two words, or with a space at an end, no text has.
      guard pairs else { return }
      let second = UnsafeBufferPointer(rebasing: term[(space + 1)...])
      if first.isEmpty || second.isEmpty || second.contains(0x20) { return }
      gatheredTerms.append(Term(column: column, first: place, second: gather(word: second)))
    }

    private mutating func gather(word: UnsafeBufferPointer<UInt8>) -> Int {
      let (low, high) = word.count <= 16 ? packed(word) : (0, 0)
      let hash = TermTable.hash(low, high)
      VectorKernels.prefetch(words.entries + words.home(hash))
      gatheredWords.append(Word(bytes: word, low: low, high: high, hash: hash))
      return gatheredWords.count - 1
    }

    /// Puts in what was gathered of a vocabulary.
    private mutating func putIn(_ member: Int) {
      for word in gatheredWords {
        numbers.append(
          word.bytes.count <= 16 && !word.bytes.isEmpty
            ? words.insert(word.low, word.high, hash: word.hash, length: word.bytes.count)
            : words.insert(word.bytes))
        if wordColumns.count < JointTermIndex.width * (words.count + 1) { Self.makeRoom(in: &wordColumns) }
      }
      for term in gatheredTerms {
        if let second = term.second { pairs.prefetch(numbers[term.first], numbers[second]) }
      }
      for term in gatheredTerms {
        let first = numbers[term.first]
        if let second = term.second {
          put(first, numbers[second], column: term.column, member)
        } else if first >= 0 {
          wordColumns[JointTermIndex.row(ofWord: first) &+ member] = term.column
        }
      }
      gatheredWords.removeAll(keepingCapacity: true)
      gatheredTerms.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
    }

    /// Adds rows of unknown columns, many at once.
    private static func makeRoom(in columns: inout [Int32]) {
      columns.append(contentsOf: repeatElement(JointTermIndex.unknown, count: 1024 * JointTermIndex.width))
    }

    private mutating func put(_ first: Int32, _ second: Int32, column: Int32, _ member: Int) {
      know(first, member)
      know(second, member)
      let pair = pairs.insert(first, second)
      guard pair > 0 else {
        isComplete = false
        return
      }
      if pairColumns.count < JointTermIndex.width * (pairs.count + 1) { Self.makeRoom(in: &pairColumns) }
      pairColumns[JointTermIndex.row(ofPair: pair) &+ member] = column
    }

    private mutating func know(_ word: Int32, _ member: Int) {
      let place = JointTermIndex.row(ofWord: word) &+ member
      if wordColumns[place] == JointTermIndex.unknown { wordColumns[place] = JointTermIndex.withoutColumn }
    }
  }
}

extension JointTermIndex.Table {
  convenience init(_ members: [JointTermIndex.Member]) {
    var builder = JointTermIndex.Builder(members)
    for (place, member) in members.enumerated() { builder.add(member, place) }
    self.init(builder)
  }
}
