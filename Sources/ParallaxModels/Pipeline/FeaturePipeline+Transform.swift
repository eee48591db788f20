import ParallaxFeatures
import ParallaxMath

extension FeaturePipeline {
  /// The rows of inputs, and how many words of each text the pipeline knows.
  public struct Rows: Sendable {
    /// One row an input.
    public let matrix: SparseMatrix
    /// The words of each text that are known; nil where the pipeline reads no words.
    public let coverage: [VocabularyCoverage]?
  }

  /// The row of one input; a number or claim that is not there counts as nothing.
  public func transform(_ input: ClassifierInput) -> SparseVector { row(of: input).row }

  /// The row of one input, and how many words of its text are known.
  func row(of input: ClassifierInput) -> (row: SparseVector, coverage: VocabularyCoverage?) {
    let input = configuration.mask.masked(input)
    let tokens = tokens(of: input)
    var indices: [Int32] = []
    var values: [Float] = []
    for (block, first) in zip(blocks, firstColumns) {
      let own = block.row(of: input, tokens)
      indices += first == 0 ? own.indices : own.indices.map { $0 + Int32(first) }
      values += own.values
    }
    return (
      SparseVector(indices: indices, values: values, dimension: featureCount), coverage(of: input, tokens)
    )
  }

  /// The tokens of a text, where a block reads them; all such blocks share them.
  func tokens(of input: ClassifierInput) -> FoldedTokens? {
    let isRead = blocks.contains { if case .columns = $0.source { true } else { false } }
    return isRead ? FoldedTokens(input.text) : nil
  }

  /// How many words of a text the pipeline knows; nil where it reads no words.
  func coverage(of input: ClassifierInput, _ tokens: FoldedTokens?) -> VocabularyCoverage? {
    if let counts = wordVectorizer?.tokenCounts(in: input.text) {
      return VocabularyCoverage(known: counts.known, total: counts.total)
    }
    for block in blocks {
      if case .columns(let columns) = block.source,
        let coverage = tokens.flatMap({ columns.coverage(of: input, $0) })
      {
        return coverage
      }
    }
    return nil
  }

  /// The rows of inputs, in their order; the same numbers as one at a time, for any number of threads.
  public func transform(_ inputs: [ClassifierInput], threads: Int = 1) -> Rows {
    let size = Self.partSize(of: inputs.count, threads: threads)
    let starts = Array(stride(from: 0, to: inputs.count, by: size))
    let parts = concurrentMap(starts, threads: threads) { start in
      rows(of: inputs[start..<min(start + size, inputs.count)])
    }
    let coverage = parts.compactMap(\.coverage)
    return Rows(
      matrix: SparseMatrix.stacked(parts.map(\.matrix), columnCount: featureCount),
      coverage: coverage.count == parts.count && (wordVectorizer != nil || !parts.isEmpty)
        ? Array(coverage.joined()) : nil)
  }

  /// How many inputs a thread takes at a time.
  ///
  /// Each part looks words up in a table of its own, so parts are few; more than one a thread, because texts
  /// differ in length; and no larger than what memory bears.
  static func partSize(of count: Int, threads: Int) -> Int {
    threads <= 1 ? 4096 : min(4096, max(128, (count + 2 * threads - 1) / (2 * threads)))
  }

  /// The rows of a few inputs, on this thread.
  func rows(of inputs: ArraySlice<ClassifierInput>) -> Rows {
    let inputs = configuration.mask.isEmpty ? inputs : ArraySlice(inputs.map(configuration.mask.masked))
    var coverage: [VocabularyCoverage]?
    var parts: [SparseMatrix] = []
    let tokens = inputs.map { self.tokens(of: $0) }
    let counting = blocks.firstIndex { $0.readsWordsOfText }
    for (index, block) in blocks.enumerated() {
      guard case .terms(let field, let vectorizer) = block.source else {
        parts.append(SparseMatrix(rows: zip(inputs, tokens).map(block.row), columnCount: block.columnCount))
        continue
      }
      var counts: [VocabularyCoverage] = []
      let matrix = vectorizer.rows(of: inputs.lazy.map { $0[field] }) { known, total in
        if index == counting { counts.append(VocabularyCoverage(known: known, total: total)) }
      }
      if index == counting { coverage = counts }
      parts.append(block.finished(matrix))
    }
    if coverage == nil {
      let counted = zip(inputs, tokens).map { self.coverage(of: $0, $1) }
      coverage = counted.contains { $0 == nil } ? nil : counted.compactMap(\.self)
    }
    return Rows(matrix: SparseMatrix.beside(parts), coverage: coverage)
  }
}

extension FeaturePipeline.FittedBlock {
  var readsWordsOfText: Bool {
    if case .terms(.text, let vectorizer) = source { return vectorizer.configuration.analyzer == .word }
    return false
  }

  /// The columns of one input.
  func row(of input: ClassifierInput, _ tokens: FoldedTokens? = nil) -> SparseVector {
    switch source {
    case .terms(let field, let vectorizer):
      return finished(vectorizer.transform(input[field]))
    case .columns(let columns): return finished(columns.row(of: input, tokens ?? FoldedTokens(input.text)))
    case .similarity, .numbers, .measures: return dense(values(of: input))
    }
  }

  /// The values of the columns of one input before they are scaled, of a block that has them all.
  func values(of input: ClassifierInput) -> [Double] {
    switch source {
    case .terms, .columns: return []
    case .similarity(let vectorizer):
      let (first, second) = (vectorizer.transform(input.text), vectorizer.transform(input.claim ?? ""))
      let norm = (first.dot(first) * second.dot(second)).squareRoot()
      return [norm > 0 ? first.dot(second) / norm : 0]
    case .numbers(let names, _):
      return names.map { name in
        let value = input.numbers[name] ?? 0
        return value.isFinite ? value : 0
      }
    case .measures(let measures): return measures.values(of: input)
    }
  }

  /// A row, scaled and weighted; where a scaling makes numbers of zeros all columns are in it.
  func finished(_ row: SparseVector) -> SparseVector {
    if let scaler, scaler.offsets.contains(where: { $0 != 0 }) {
      return dense((0..<row.dimension).map { Double(row[$0]) })
    }
    if isUnscaled { return row }
    let values =
      scaler == nil
      ? row.values.map { Float(Double($0) * weight) }
      : zip(row.indices, row.values).map { finished(Double($1), column: Int($0)) }
    return SparseVector(indices: row.indices, values: values, dimension: row.dimension)
  }

  /// Dense values as a row, scaled; zeros are left out.
  func dense(_ values: [Double]) -> SparseVector {
    var indices: [Int32] = []
    var kept: [Float] = []
    for (column, value) in values.enumerated() {
      let value = finished(value, column: column)
      guard value != 0 else { continue }
      indices.append(Int32(column))
      kept.append(value)
    }
    return SparseVector(indices: indices, values: kept, dimension: values.count)
  }

  /// The rows of a vectorizer, scaled and weighted.
  func finished(_ matrix: SparseMatrix) -> SparseMatrix {
    guard !isUnscaled else { return matrix }
    return SparseMatrix(
      uncheckedColumnCount: matrix.columnCount, rowOffsets: matrix.rowOffsets,
      columnIndices: matrix.columnIndices,
      values: zip(matrix.columnIndices, matrix.values).map { finished(Double($1), column: Int($0)) })
  }
}
