import ParallaxFeatures

/// The words of a text that count on axes: in the order in which they first occur, with all their places.
struct AxisWords {
  /// The row of each word.
  let rows: [Int32]
  /// How often each occurs.
  let counts: [Int32]
  /// The token of each occurrence, in text order.
  private let tokens: [Int32]
  /// The occurrence of the same word that follows each; -1 for none.
  private let next: [Int32]
  /// The first occurrence of each word.
  private let firsts: [Int32]

  /// The number of occurrences.
  var count: Int { tokens.count }

  /// Which word of a text each row of a vocabulary is, -1 for none: as it is left for the next text.
  struct Slots: ~Copyable {
    fileprivate let words: UnsafeMutablePointer<Int32>

    init(count: Int) {
      words = .allocate(capacity: count)
      words.initialize(repeating: -1, count: count)
    }

    deinit { words.deallocate() }
  }

  init(_ text: FoldedTokens, _ vectors: TermVectors, _ isCounted: [Bool], _ slots: inout Slots) {
    let (ids, slots) = (vectors.rows(of: text), slots.words)
    // What becomes the arrays, because arrays that grow side by side ask at every step whether somebody else holds them.
    let room = ids.count
    (rows, counts, tokens, next, firsts) = withUnsafeTemporaryAllocation(
      of: Int32.self, capacity: 6 * room + 1
    ) { memory in
      memory.initialize(repeating: -1)
      guard let rows = memory.baseAddress else { return ([], [], [], [], []) }
      let (counts, tokens) = (rows + room, rows + 2 * room)
      let next = tokens + room
      let (firsts, lasts) = (next + room, next + 2 * room)
      var (words, occurrences) = (0, 0)
      for (token, id) in ids.enumerated() where id >= 0 && isCounted[Int(id)] {
        let occurrence = Int32(truncatingIfNeeded: occurrences)
        var word = Int(slots[Int(id)])
        if word < 0 {
          word = words
          slots[Int(id)] = Int32(truncatingIfNeeded: word)
          (rows[word], counts[word], firsts[word]) = (id, 0, occurrence)
          words += 1
        } else {
          next[Int(lasts[word])] = occurrence
        }
        counts[word] &+= 1
        lasts[word] = occurrence
        tokens[occurrences] = Int32(truncatingIfNeeded: token)
        occurrences += 1
      }
      for word in 0..<words { slots[Int(rows[word])] = -1 }
      func array(_ start: UnsafeMutablePointer<Int32>, _ count: Int) -> [Int32] {
        Array(UnsafeBufferPointer(start: start, count: count))
      }
      return (
        array(rows, words), array(counts, words), array(tokens, occurrences), array(next, occurrences),
        array(firsts, words)
      )
    }
  }

  /// A word, as the text has it in lower case: what is at hand, where the vocabulary is elsewhere.
  func word(_ word: Int, in text: FoldedTokens) -> String { text.text(of: Int(tokens[Int(firsts[word])])) }

  /// Where a word stands.
  func places(of word: Int, in text: FoldedTokens) -> [Range<Int>] {
    var places: [Range<Int>] = []
    places.reserveCapacity(Int(counts[word]))
    var occurrence = firsts[word]
    while occurrence >= 0 {
      places.append(text.places[Int(tokens[Int(occurrence)])])
      occurrence = next[Int(occurrence)]
    }
    return places
  }
}
