import ParallaxFeatures
import ParallaxMath
import ParallaxSummary
import ParallaxText

#if canImport(Glibc)
  internal import Glibc
#endif

/// The rows of weights of articles, each of length one, or zero where an article has no word.
struct EventRows {
  private(set) var matrix: SparseMatrix
  private let vocabulary: Vocabulary?

  init(
    _ documents: [EventDocument], names: [NameWords], background: BackgroundFrequencies?, nameWeight: Double,
    threads: Int
  ) {
    var settings = TFIDFVectorizer.Configuration()
    settings.stopWords = StopWords.english.words
    settings.sublinearTF = true
    settings.useIDF = false
    settings.norm = .none
    // What is thrown is that there is no word at all.
    let fitted = try? TFIDFVectorizer.fitTransform(
      documents.map(\.text), configuration: settings, threads: threads)
    guard let (vectorizer, counts) = fitted else {
      matrix = SparseMatrix(
        rows: documents.map { _ in SparseVector(indices: [], values: [], dimension: 0) }, columnCount: 0)
      vocabulary = nil
      return
    }
    let terms = vectorizer.vocabulary
    var frequencies = [Int](repeating: 0, count: terms.count)
    for column in counts.columnIndices { frequencies[Int(column)] += 1 }
    let total = Double(1 + documents.count + (background?.documentCount ?? 0))
    let idf = frequencies.indices.map { column in
      let others = background.map { $0.documentFrequencies[terms.term(at: column)] ?? 1 } ?? 0
      let idf = log(total / Double(1 + frequencies[column] + min(others, background?.documentCount ?? 0)))
      // Among a few articles alone a word that all have would count nothing, though it may be what they share.
      return background == nil ? idf + 1 : idf
    }
    var values = counts.values
    for (row, name) in names.enumerated() {
      let entries = counts.entries(ofRow: row)
      for entry in entries { values[entry] *= Float(max(0, idf[Int(counts.columnIndices[entry])])) }
      for word in name.words {
        guard let column = terms.index(of: word) else { continue }
        let found = counts.columnIndices[entries].partitioningIndex { $0 >= Int32(column) }
        if found < entries.upperBound, counts.columnIndices[found] == Int32(column) {
          values[found] *= Float(nameWeight)
        }
      }
      let length = entries.reduce(0.0) { $0 + Double(values[$1]) * Double(values[$1]) }.squareRoot()
      for entry in entries where length > 0 { values[entry] = Float(Double(values[entry]) / length) }
    }
    matrix = SparseMatrix(
      uncheckedColumnCount: terms.count, rowOffsets: counts.rowOffsets, columnIndices: counts.columnIndices,
      values: values)
    vocabulary = terms
  }

  /// The terms that add most to the similarities of rows, (Σ w)² - Σ w² each; of one row its largest weights.
  func sharedTerms(of rows: [Int], count: Int) -> [String] {
    guard let vocabulary else { return [] }
    var sums: [Int32: (sum: Double, squares: Double)] = [:]
    for row in rows {
      for entry in matrix.entries(ofRow: row) {
        let value = Double(matrix.values[entry])
        let before = sums[matrix.columnIndices[entry]] ?? (0, 0)
        sums[matrix.columnIndices[entry]] = (before.sum + value, before.squares + value * value)
      }
    }
    let scores = sums.map { column, sums in
      (column: column, score: rows.count == 1 ? sums.sum : sums.sum * sums.sum - sums.squares)
    }
    return scores.filter { $0.score > 1e-9 }.sorted { (-$0.score, $0.column) < (-$1.score, $1.column) }
      .prefix(count).map { vocabulary.term(at: Int($0.column)) }
  }
}

extension ArraySlice {
  /// The first place whose element, and all behind it, satisfy a predicate.
  fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
