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

  private let lazyTable: Lazy<Table>

  /// The table, to be asked for once before many words are looked up.
  var table: Table { lazyTable.value }

  package init(_ vocabulary: Vocabulary) { lazyTable = Lazy { Table(vocabulary) } }

  /// The place of a word, or -1.
  package func id(of word: UnsafeBufferPointer<UInt8>) -> Int32 { table.terms.id(of: word) }

  /// The place of every token that is a word of the vocabulary, -1 for the others.
  package func ids(of tokens: FoldedTokens) -> [Int32] {
    let table = table
    return [Int32](unsafeUninitializedCapacity: tokens.count) { ids, written in
      tokens.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for token in 0..<tokens.count {
          let end = tokens.ends[token]
          ids[token] =
            tokens.isWord[token]
            ? table.terms.id(of: UnsafeBufferPointer(rebasing: bytes[start..<end])) : -1
          start = end
        }
      }
      written = tokens.count
    }
  }
}
