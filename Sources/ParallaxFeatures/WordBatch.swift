/// Short words waiting to be looked up together.
///
/// A lookup mostly waits for memory. Words are cut and hashed one after the other, each place asked for as
/// soon as it is known; when the batch is full the places have come, and the lookups run without waiting.
struct WordBatch: ~Copyable {
  struct Word {
    var low: UInt64
    var high: UInt64
    var hash: UInt64
    var length: Int
  }

  static let capacity = 64

  private let words: UnsafeMutablePointer<Word> = .allocate(capacity: WordBatch.capacity)
  private(set) var count = 0

  deinit { words.deallocate() }

  /// Adds a word, without a branch nothing where it is not to be kept; the batch is full where this returns true, and
  /// must then be taken.
  @inline(__always) mutating func append(
    _ low: UInt64, _ high: UInt64, length: Int, hash: UInt64, keeping isKept: Bool = true
  ) -> Bool {
    words[count] = Word(low: low, high: high, hash: hash, length: length)
    count &+= isKept ? 1 : 0
    return count == WordBatch.capacity
  }

  /// The words gathered so far, which are taken out by `removeAll`.
  @inline(__always) var all: UnsafeBufferPointer<Word> { UnsafeBufferPointer(start: words, count: count) }

  @inline(__always) mutating func removeAll() { count = 0 }
}
