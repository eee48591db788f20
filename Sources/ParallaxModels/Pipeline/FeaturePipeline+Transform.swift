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
    var row = RowEntries()
    for (block, first) in zip(blocks, firstColumns) {
      block.append(to: &row, of: input, tokens, first: first)
    }
    return (
      SparseVector(indices: row.columns, values: row.values, dimension: featureCount),
      coverage(of: input, tokens)
    )
  }

  /// The tokens of a text, where a block reads them; all such blocks share them.
  func tokens(of input: ClassifierInput) -> TokenSlice? {
    let isRead = blocks.contains {
      if case .columns(let columns) = $0.source { columns.readsTokens } else { false }
    }
    return isRead ? TokenSlice(FoldedTokens(input.text, numberedBy: lookups)) : nil
  }

  /// How many words of a text the pipeline knows; nil where it reads no words.
  func coverage(of input: ClassifierInput, _ tokens: TokenSlice?) -> VocabularyCoverage? {
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
  /// More than one part a thread, because texts differ in length; and no larger than what memory bears.
  static func partSize(of count: Int, threads: Int) -> Int {
    threads <= 1 ? 4096 : min(4096, max(128, (count + 2 * threads - 1) / (2 * threads)))
  }

  /// The rows of a few inputs, on this thread.
  ///
  /// - Parameters:
  ///   - inputs: the inputs.
  ///   - known: the tokens of each, where they were found before.
  func rows(of inputs: ArraySlice<ClassifierInput>, tokens known: [TokenSlice]? = nil) -> Rows {
    // What is masked reads otherwise.
    let known = configuration.mask.isEmpty ? known : nil
    let inputs = configuration.mask.isEmpty ? inputs : ArraySlice(inputs.map(configuration.mask.masked))
    var coverage: [VocabularyCoverage] = []
    let counting = blocks.firstIndex { $0.readsWordsOfText }
    let matrices = blocks.enumerated().map { index, block -> SparseMatrix? in
      guard case .terms(let field, let vectorizer) = block.source else { return nil }
      return vectorizer.rows(of: inputs.lazy.map { $0[field] }) { known, total in
        if index == counting { coverage.append(VocabularyCoverage(known: known, total: total)) }
      }
    }
    if matrices.count == 1, blocks[0].isUnscaled, let matrix = matrices[0] {
      // The rows of the vectorizer are the rows of the pipeline.
      return Rows(matrix: matrix, coverage: coverage.count == inputs.count ? coverage : nil)
    }
    var row = RowEntries()
    var offsets = [0]
    offsets.reserveCapacity(inputs.count + 1)
    for (place, input) in inputs.enumerated() {
      let tokens = known?[place] ?? tokens(of: input)
      for (index, block) in blocks.enumerated() {
        if let matrix = matrices[index] {
          let start = row.count
          row.append(matrix, row: place)
          block.finish(&row, from: start, first: firstColumns[index])
        } else {
          block.append(to: &row, of: input, tokens, first: firstColumns[index])
        }
      }
      offsets.append(row.count)
      // The first rows tell how much room all will take.
      if place == 1 { row.reserve(inputs.count * (row.count / 2 + 64)) }
      if counting == nil, let counted = self.coverage(of: input, tokens) { coverage.append(counted) }
    }
    return Rows(
      matrix: SparseMatrix(
        uncheckedColumnCount: featureCount, rowOffsets: offsets, columnIndices: row.columns,
        values: row.values),
      coverage: coverage.count == inputs.count ? coverage : nil)
  }
}

extension FeaturePipeline.FittedBlock {
  var readsWordsOfText: Bool {
    if case .terms(.text, let vectorizer) = source { return vectorizer.configuration.analyzer == .word }
    return false
  }

  /// The columns of one input, numbered from 0.
  func row(of input: ClassifierInput, _ tokens: TokenSlice? = nil) -> SparseVector {
    var row = RowEntries()
    append(to: &row, of: input, tokens, first: 0)
    return SparseVector(indices: row.columns, values: row.values, dimension: columnCount)
  }

  /// The columns of one input, whose values are known, numbered from 0.
  func row(of values: [Float]) -> SparseVector {
    var row = RowEntries()
    row.append(count: values.count) { row in
      for (column, value) in values.enumerated() { row[column] = value }
    }
    finish(&row, from: 0, first: 0)
    return SparseVector(indices: row.columns, values: row.values, dimension: columnCount)
  }

  /// Appends the columns of one input to a row in which they begin at one.
  func append(to row: inout RowEntries, of input: ClassifierInput, _ tokens: TokenSlice?, first: Int) {
    let start = row.count
    switch source {
    case .terms(let field, let vectorizer): row.append(vectorizer.transform(input[field]))
    case .columns(let columns):
      columns.append(to: &row, of: input, tokens ?? TokenSlice(columns.readsTokens ? input.text : ""))
    case .similarity, .numbers, .measures:
      row.append(dense(values(of: input)))
      return row.shift(from: start, by: first)
    }
    finish(&row, from: start, first: first)
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

  /// Scales and weighs the entries of this block from one on, and gives them their columns in the pipeline.
  ///
  /// Where a scaling makes numbers of zeros all columns are in the row.
  func finish(_ row: inout RowEntries, from start: Int, first: Int) {
    if let scaler, scaler.movesZeros {
      if row.count - start == columnCount {
        row.rewrite(from: start) { finished(Double($1), column: Int($0)) }
      } else {
        var values = [Double](repeating: 0, count: columnCount)
        for entry in start..<row.count { values[Int(row.columns[entry])] = Double(row.values[entry]) }
        row.replace(from: start, byDense: values.indices.map { finished(values[$0], column: $0) })
      }
    } else if scaler != nil {
      row.update(from: start) { finished(Double($1), column: Int($0)) }
    } else if weight != 1 {
      let weight = weight
      row.update(from: start) { Float(Double($1) * weight) }
    }
    row.shift(from: start, by: first)
  }

  /// A row, scaled and weighted.
  func finished(_ row: SparseVector) -> SparseVector {
    if isUnscaled { return row }
    var entries = RowEntries()
    entries.append(row)
    finish(&entries, from: 0, first: 0)
    return SparseVector(indices: entries.columns, values: entries.values, dimension: row.dimension)
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
