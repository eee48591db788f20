import ParallaxText

/// Where the terms of a counter go in the matrix, by their numbers.
///
/// Rows ask for the column and the idf of term after term in no order, so the two lie side by side.
struct TermColumns: Sendable {
  struct Place: BitwiseCopyable, Sendable {
    /// The column, -1 where the term was not chosen.
    var column: Int32
    var idf: Float

    static let none = Place(column: -1, idf: 0)
  }

  private let words: [Place]
  private let grams: GramColumns

  /// Creates the table of what was chosen from `words` words and `grams` n-grams: the terms, column by
  /// column.
  init(words: Int, grams: Int, terms: [Int32], idf: [Float]) {
    var wordPlaces = [Place](repeating: .none, count: words)
    var gramPlaces = [Int32](repeating: -1, count: grams)
    for (column, term) in terms.enumerated() {
      let column = Int32(truncatingIfNeeded: column)
      if term >= 0 {
        wordPlaces[Int(term)] = Place(column: column, idf: idf[Int(column)])
      } else {
        gramPlaces[Int(~term)] = column
      }
    }
    self.words = wordPlaces
    self.grams = GramColumns(count: grams, chosen: terms.count) { gram in
      let column = gramPlaces[gram]
      return column < 0 ? .none : Place(column: column, idf: idf[Int(column)])
    }
  }

  /// The same places under the numbers of a part of the corpus, given which terms of the whole those are.
  init(_ whole: TermColumns, words: [Int32], grams: [Int32]) {
    self.words = words.map { whole.words[Int($0)] }
    self.grams = whole.grams.withLookup { lookup in
      GramColumns(count: grams.count, chosen: grams.count) { lookup[lookup.rank(of: ~grams[$0])] }
    }
  }

  /// Whether a term has a column.
  func holds(_ term: Int32) -> Bool {
    term >= 0 ? words[Int(term)].column >= 0 : grams.holds(~term)
  }

  /// Calls `body` with the places of words and of n-grams.
  func withTables(_ body: (UnsafePointer<Place>, GramColumns.Lookup) -> Void) {
    words.withUnsafeBufferPointer { words in
      // A corpus without words has no entries to look up.
      guard let word = words.baseAddress else { return }
      grams.withLookup { body(word, $0) }
    }
  }
}

/// The places of n-grams, most of which have none, because they occurred once.
///
/// One bit an n-gram says whether it has a place; the places stand close together, an n-gram's by how many
/// chosen ones have lower numbers. The bits stay in a cache where a table of all n-grams would not; the
/// places do not, so that each is asked for before it is read.
struct GramColumns: Sendable {
  /// Which of 64 n-grams have a place, and where that of the first of them is.
  struct Block: BitwiseCopyable, Sendable {
    var chosen: UInt64 = 0
    var first = 0
  }

  private var blocks: [Block]
  /// The first is that of all n-grams without a column.
  private var places: [TermColumns.Place] = [.none]

  /// Creates the table of `count` n-grams, the n-gram -1 first, of which at most `chosen` have places.
  init(count: Int, chosen: Int, _ place: (Int) -> TermColumns.Place) {
    places.reserveCapacity(chosen + 1)
    places.withUnsafeMutableBufferPointer { LargeAllocation.advise($0.baseAddress, count: chosen + 1) }
    blocks = [Block](repeating: Block(), count: count / 64 + 1)
    for block in blocks.indices {
      blocks[block].first = places.count
      for gram in (64 * block)..<max(64 * block, min(64 * block + 64, count)) {
        let place = place(gram)
        guard place.column >= 0 else { continue }
        blocks[block].chosen |= 1 << UInt64(gram & 63)
        places.append(place)
      }
    }
  }

  /// The table at hand for a loop.
  struct Lookup {
    fileprivate let blocks: UnsafePointer<Block>
    fileprivate let places: UnsafePointer<TermColumns.Place>

    /// Where the place of an n-gram is; without a branch, and asking for it.
    @inline(__always) func rank(of gram: Int32) -> Int32 {
      let block = blocks[Int(gram &>> 6)]
      let bit = UInt64(truncatingIfNeeded: gram & 63)
      let isChosen = Int(truncatingIfNeeded: block.chosen &>> bit & 1)
      let before = (block.chosen & (1 &<< bit &- 1)).nonzeroBitCount
      let rank = (block.first &+ before) & (0 &- isChosen)
      VectorKernels.prefetch(places + rank)
      return Int32(truncatingIfNeeded: rank)
    }

    @inline(__always) subscript(rank: Int32) -> TermColumns.Place { places[Int(rank)] }
  }

  func holds(_ gram: Int32) -> Bool { blocks[Int(gram >> 6)].chosen >> UInt64(gram & 63) & 1 == 1 }

  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    blocks.withUnsafeBufferPointer { blocks in
      places.withUnsafeBufferPointer { places in
        guard let block = blocks.baseAddress, let place = places.baseAddress else {
          preconditionFailure("both tables always hold something")
        }
        return body(Lookup(blocks: block, places: place))
      }
    }
  }
}
