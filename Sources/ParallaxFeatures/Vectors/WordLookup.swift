import ParallaxText

/// Finds the places of words in a vocabulary: a hash table, made when it is first asked for.
///
/// Its table's conformance to `Sendable` is unchecked because it holds a raw table; nothing writes to it after it was
/// made.
package final class WordLookup: Sendable {
  final class Table: @unchecked Sendable {
    let terms: TermTable

    init(_ vocabulary: Vocabulary) {
      var terms = TermTable(capacity: vocabulary.count)
      vocabulary.termBytes.withUnsafeBufferPointer { bytes in
        for column in 0..<vocabulary.count {
          _ = terms.insert(
            UnsafeBufferPointer(rebasing: bytes[vocabulary.bytes(at: column)]), id: Int32(column))
        }
      }
      self.terms = terms
    }
  }

  /// The words.
  package let vocabulary: Vocabulary
  private let lazyTable: Lazy<Table>

  /// The table, to be asked for once before many words are looked up.
  var table: Table { lazyTable.value }

  package init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    lazyTable = Lazy { Table(vocabulary) }
  }

  /// The place of a word, or -1.
  package func id(of word: UnsafeBufferPointer<UInt8>) -> Int32 { table.terms.id(of: word) }

  /// The place of every token that is a word of the vocabulary, -1 for the others.
  ///
  /// Words are taken in batches: while the last of one are hashed, the places of the first are fetched.
  func ids(of tokens: FoldedTokens.Content) -> [Int32] {
    let table = table
    let count = tokens.ranges.count
    return [Int32](unsafeUninitializedCapacity: count) { ids, written in
      tokens.bytes.withUnsafeBytes { bytes in
        withUnsafeTemporaryAllocation(of: WordBatch.Word.self, capacity: WordBatch.capacity) { batch in
          guard let bytes = bytes.baseAddress, let batch = batch.baseAddress, let ids = ids.baseAddress else {
            return
          }
          for start in stride(from: 0, to: count, by: WordBatch.capacity) {
            let end = min(start + WordBatch.capacity, count)
            for token in start..<end {
              let word = Self.word(bytes, tokens.ranges[token], isWord: tokens.isWord[token])
              VectorKernels.prefetch(table.terms.entries + table.terms.home(word.hash))
              (batch + (token - start)).initialize(to: word)
            }
            for token in start..<end {
              let word = batch[token - start]
              if word.length > 16 {
                let first = (bytes + tokens.ranges[token].lowerBound).assumingMemoryBound(to: UInt8.self)
                ids[token] = table.terms.longID(first, word.length)
              } else {
                // No term has the length 0 of what is no word: it is not found.
                ids[token] = table.terms.id(word.low, word.high, hash: word.hash, length: word.length)
              }
            }
          }
        }
      }
      written = count
    }
  }

  /// A token as it is looked up; of length zero where it is no word.
  @inline(__always) private static func word(
    _ bytes: UnsafeRawPointer, _ range: Range<Int>, isWord: Bool
  ) -> WordBatch.Word {
    let length = isWord ? range.count : 0
    if length > 16 { return WordBatch.Word(low: 0, high: 0, hash: 0, length: length) }
    // Sixteen bytes can be read from every token on; those behind its end are taken off. Without a branch: the
    // lengths of words cannot be predicted.
    var low = bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
    var high = bytes.loadUnaligned(fromByteOffset: range.lowerBound &+ 8, as: UInt64.self)
    let missing = 8 &- length
    let isShort = UInt64(bitPattern: Int64(truncatingIfNeeded: ~(missing &>> 63)))
    let isThere: UInt64 = length == 0 ? 0 : ~0
    low &= ~0 &>> (UInt64(truncatingIfNeeded: missing &* 8) & isShort) & isThere
    high &= ~0 &>> UInt64(truncatingIfNeeded: (missing &+ 8) &* 8) & ~isShort
    return WordBatch.Word(low: low, high: high, hash: TermTable.hash(low, high), length: length)
  }
}
