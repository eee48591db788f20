/// The arrays of ``SentenceTerms`` while tokens come in.
///
/// Every token adds at most one item to each array, so all are given room for that at once, and each is
/// written through a pointer: the checks that a growing array makes cost as much as the work.
struct TermCollector: ~Copyable {
  private(set) var offsets: [Int] = [0]
  private(set) var lengths: [Int] = []
  private(set) var sequenceOffsets: [Int] = [0]
  /// The number of entries of the table of spellings that were added.
  private(set) var entryCount = 0

  private let buffer: UnsafeMutableBufferPointer<Int32>
  private let capacity: Int
  private var tokenCount = 0
  private var placeCount = 0
  private var termCount = 0
  private var length = 0
  private var firstPlace: Int32 = 0

  init(tokenCount: Int, sentenceCount: Int) {
    capacity = tokenCount
    buffer = .allocate(capacity: tokenCount * 6)
    offsets.reserveCapacity(sentenceCount + 1)
    sequenceOffsets.reserveCapacity(sentenceCount + 1)
    lengths.reserveCapacity(sentenceCount)
  }

  deinit { buffer.deallocate() }

  /// The distinct terms of each sentence, in order of first appearance.
  var terms: [Int32] { Array(array(0, placeCount)) }
  /// How often each of them appears in its sentence.
  var counts: [Int32] { Array(array(1, placeCount)) }
  /// Every token in order: its term, or -1 for a function word.
  var sequence: [Int32] { Array(array(2, tokenCount)) }
  /// How many sentences hold each term.
  var sentenceFrequencies: [Int32] { Array(array(3, termCount)) }

  /// Whether an entry is a term and no function word.
  func isContent(_ entry: Int) -> Bool { array(4, entryCount)[entry] >= 0 }

  /// Adds the next entry of the table of spellings.
  ///
  /// - Precondition: no more entries than tokens.
  mutating func addEntry(isContent: Bool) {
    precondition(entryCount < capacity, "more entries than tokens")
    array(4, capacity)[entryCount] = isContent ? Int32(truncatingIfNeeded: termCount) : -1
    entryCount &+= 1
    guard isContent else { return }
    array(3, capacity)[termCount] = 0
    array(5, capacity)[termCount] = -1
    termCount &+= 1
  }

  /// Adds a token of the current sentence.
  ///
  /// - Precondition: no more tokens than announced; `entry` was added.
  @inline(__always)
  mutating func addToken(_ entry: Int) {
    precondition(tokenCount < capacity, "more tokens than announced")
    let term = array(4, entryCount)[entry]
    array(2, capacity)[tokenCount] = term
    tokenCount &+= 1
    guard term >= 0 else { return }
    length &+= 1
    let lastPlaces = array(5, capacity)
    let place = lastPlaces[Int(term)]
    if place >= firstPlace {
      array(1, capacity)[Int(place)] &+= 1
    } else {
      lastPlaces[Int(term)] = Int32(truncatingIfNeeded: placeCount)
      array(0, capacity)[placeCount] = term
      array(1, capacity)[placeCount] = 1
      array(3, capacity)[Int(term)] &+= 1
      placeCount &+= 1
    }
  }

  /// Ends the current sentence.
  mutating func endSentence() {
    lengths.append(length)
    length = 0
    offsets.append(placeCount)
    firstPlace = Int32(truncatingIfNeeded: placeCount)
    sequenceOffsets.append(tokenCount)
  }

  /// The first items of one of the six arrays that share the buffer.
  @inline(__always)
  private func array(_ number: Int, _ count: Int) -> UnsafeMutableBufferPointer<Int32> {
    UnsafeMutableBufferPointer(rebasing: buffer[(number &* capacity)..<(number &* capacity &+ count)])
  }
}
