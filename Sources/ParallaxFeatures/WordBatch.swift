/// Short words waiting to be looked up together.
///
/// A lookup mostly waits for memory. In a loop of its own, over words already cut and hashed, the waits of
/// many lookups overlap; interleaved with the scanner's branches they do not.
struct WordBatch: ~Copyable {
  struct Word {
    var low: UInt64
    var high: UInt64
    var hash: UInt64
    var length: Int
  }

  static let capacity = 128

  private let words: UnsafeMutablePointer<Word> = .allocate(capacity: WordBatch.capacity)
  /// Room for the numbers of the words.
  let numbers: UnsafeMutablePointer<Int32> = .allocate(capacity: WordBatch.capacity)
  private(set) var count = 0

  deinit {
    words.deallocate()
    numbers.deallocate()
  }

  /// Adds a word; the batch is full where this returns true, and must then be taken.
  @inline(__always) mutating func append(_ low: UInt64, _ high: UInt64, length: Int) -> Bool {
    words[count] = Word(low: low, high: high, hash: TermTable.hash(low, high), length: length)
    count &+= 1
    return count == WordBatch.capacity
  }

  /// The words gathered so far, which are taken out by `removeAll`.
  @inline(__always) var all: UnsafeBufferPointer<Word> { UnsafeBufferPointer(start: words, count: count) }

  @inline(__always) mutating func removeAll() { count = 0 }
}
