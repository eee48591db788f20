import ParallaxMath
import ParallaxText

/// The words of a text, numbered for several vectorizers at once.
package struct JointWords: Sendable {
  let index: JointTermIndex
  /// The text.
  package let document: String
  /// The number of each word, -1 where no vocabulary knows it.
  let ids: [Int32]
  /// The number of the pair that each word begins, 0 where no vocabulary knows it.
  let pairs: [Int32]
  /// Where each word begins, in UTF-8 bytes.
  let starts: [Int32]
  /// Where each word ends.
  let ends: [Int32]

  /// Whether the words were numbered for a vectorizer.
  package func isNumbered(for vectorizer: TFIDFVectorizer) -> Bool { index.member(vectorizer) != nil }

  /// The number of words.
  package var count: Int { ids.count }

  /// The words of each part of the text; nil where a part alone might be read as other words.
  ///
  /// - Parameters:
  ///   - parts: ranges of the text after an offset that ascend and lie apart.
  ///   - offset: where the parts count from.
  package func words(in parts: [Range<Int>], from offset: Int) -> [Range<Int>]? {
    // How a capital sigma is lowercased depends on what stands around its word.
    guard !holdsCapitalSigma else { return nil }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(parts.count)
    var word = 0
    for part in parts {
      let (start, end) = (part.lowerBound + offset, part.upperBound + offset)
      while word < count, Int(ends[word]) <= start { word += 1 }
      let first = word
      while word < count, Int(ends[word]) <= end { word += 1 }
      // Words that a part's border cuts are others in the part.
      if first < word, Int(starts[first]) < start { return nil }
      if word < count, Int(starts[word]) < end { return nil }
      ranges.append(first..<word)
    }
    return ranges
  }

  /// Calls `body` with where each word begins and where it ends, in UTF-8 bytes, in order.
  @inline(__always) func forEachWord(_ body: (_ start: Int, _ end: Int) -> Void) {
    starts.withUnsafeBufferPointer { starts in
      ends.withUnsafeBufferPointer { ends in
        for place in starts.indices { body(Int(starts[place]), Int(ends[place])) }
      }
    }
  }

  /// The words that a vectorizer knows, in order; nil where they were not numbered for it.
  ///
  /// - Parameter ranges: where words are passed over that begin there; they ascend and lie apart.
  /// - Complexity: O(words).
  package func knownWords(of vectorizer: TFIDFVectorizer, outside ranges: [Range<Int>] = []) -> KnownWords? {
    guard let member = index.member(vectorizer) else { return nil }
    var known = KnownWords()
    var columns = [Int32](repeating: 0, count: count)
    var (starts, ends) = (columns, columns)
    var found = 0
    self.starts.withUnsafeBufferPointer { ownStarts in
      index.table.wordColumns.withUnsafeBufferPointer { wordColumns in
        var place = 0
        func read(before border: Int) {
          while place < count, Int(ownStarts[place]) < border {
            let column = wordColumns[JointTermIndex.row(ofWord: ids[place]) &+ member]
            // Without a branch, because which words are known cannot be predicted; the next takes an unknown one's place.
            (columns[found], starts[found], ends[found]) = (column, ownStarts[place], self.ends[place])
            found &+= column >= 0 ? 1 : 0
            place &+= 1
            known.total &+= 1
          }
        }
        for range in ranges {
          read(before: range.lowerBound)
          while place < count, Int(ownStarts[place]) < range.upperBound { place &+= 1 }
        }
        read(before: .max)
      }
    }
    columns.removeLast(count - found)
    (known.columns, known.starts, known.ends) = (columns, starts, ends)
    return known
  }

  private var holdsCapitalSigma: Bool {
    var document = document
    return document.withUTF8 { bytes in
      bytes.indices.dropLast().contains { bytes[$0] == 0xCE && bytes[$0 + 1] == 0xA3 }
    }
  }

  /// Calls `body` with the column of every word and every pair of words, negative where a vocabulary does not hold it,
  /// and its first and last word; how many of the words the vocabulary knows.
  ///
  /// Without a branch, because which terms a vocabulary holds cannot be predicted.
  @inline(__always) func forEachTerm(
    of member: Int, in words: Range<Int>, _ table: JointTermIndex.Table, _ body: (Int32, Int, Int) -> Void
  ) -> Int {
    var known = 0
    ids.withUnsafeBufferPointer { ids in
      table.wordColumns.withUnsafeBufferPointer { columns in
        for place in words {
          let column = columns[JointTermIndex.row(ofWord: ids[place]) &+ member]
          known &+= column == JointTermIndex.unknown ? 0 : 1
          body(column, place, place)
        }
      }
    }
    pairs.withUnsafeBufferPointer { pairs in
      table.pairColumns.withUnsafeBufferPointer { columns in
        for place in words.dropLast() {
          body(columns[JointTermIndex.row(ofPair: pairs[place]) &+ member], place, place &+ 1)
        }
      }
    }
    return known
  }
}

/// The words of a text that a vectorizer knows.
package struct KnownWords: Sendable {
  /// How many words there are, known or not.
  package fileprivate(set) var total = 0
  /// The column of each known word.
  package fileprivate(set) var columns: [Int32] = []
  /// Where each begins, in UTF-8 bytes; there may be more behind those of the known words.
  package fileprivate(set) var starts: [Int32] = []
  /// Where each ends, as ``starts``.
  package fileprivate(set) var ends: [Int32] = []

  /// No words.
  package init() {}
}

extension TFIDFVectorizer {
  /// What ``terms(of:)`` tells of a document whose words were numbered; nil where they were not for this vectorizer.
  ///
  /// - Complexity: O(words).
  package func terms(of words: JointWords) -> DocumentTerms? {
    guard let member = words.index.member(self) else { return nil }
    let (table, all) = (words.index.table, 0..<words.count)
    return words.starts.withUnsafeBufferPointer { starts in
      words.ends.withUnsafeBufferPointer { ends in
        idf.withUnsafeBufferPointer { idf in
          // Words are numbered by their place, pairs by that of their first word behind them.
          documentTerms(
            most: 2 * words.count + 1, total: words.count, starts: starts, ends: ends
          ) { body in
            words.forEachTerm(of: member, in: all, table) { column, first, last in
              // What terms are weighed by once they are in order; the first stands in for those that are left out.
              if let idf = idf.baseAddress { VectorKernels.prefetch(idf + Int(max(0, column))) }
              body(column, first == last ? first : all.count &+ first)
            }
          } words: {
            $0 < all.count ? ($0, $0) : ($0 &- all.count, $0 &- all.count &+ 1)
          }
        }
      }
    }
  }

  /// The rows of parts of a text whose words were numbered, each as if it were a document, telling of each how many
  /// of its words are known and how many there are; nil where they were not numbered for this vectorizer.
  package func rows(
    of words: JointWords, parts: [Range<Int>], telling tell: (_ known: Int, _ total: Int) -> Void
  ) -> SparseMatrix? {
    guard let member = words.index.member(self)
    else { return nil }
    let table = words.index.table
    var sorter = RowSorter(columnCount: vocabulary.count)
    return idf.withUnsafeBufferPointer { idf in
      guard let idf = idf.baseAddress else { return nil }
      return makeRows(parts) { part, entries in
        sorter.reserve(2 * part.count + 1)
        let known = words.forEachTerm(of: member, in: part, table) { column, _, _ in
          sorter.add(1, column: column)
        }
        tell(known, part.count)
        appendRow(&sorter, idf, to: &entries)
      }
    }
  }
}
