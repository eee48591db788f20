import Synchronization

/// Finds the place of a word in a vocabulary: a hash table, made when it is first asked for.
///
/// Its table's conformance to `Sendable` is unchecked because it holds a raw table; nothing writes to it after it was
/// made.
package final class WordLookup: Sendable {
  private final class Table: @unchecked Sendable {
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

  private let vocabulary: Vocabulary
  private let made = AtomicLazyReference<Table>()

  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The place of a word, or -1.
  package func id(of word: UnsafeBufferPointer<UInt8>) -> Int32 {
    (made.load() ?? made.storeIfNil(Table(vocabulary))).terms.id(of: word)
  }
}
