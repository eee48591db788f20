import ParallaxFeatures
import ParallaxMath

extension FeaturePipeline {
  /// The row of an input, and where each of its entries stands: flat buffers, from one scan a block.
  struct LocatedRow {
    var indices: [Int32] = []
    var values: [Float] = []
    var coverage: VocabularyCoverage?
    /// Where the places of each entry begin in ``starts``, and their number at the end.
    var offsets: [Int32] = [0]
    /// Where each place begins in the text of its block, in UTF-8 bytes.
    var starts: [Int32] = []
    /// Where each place ends.
    var ends: [Int32] = []
    /// Where the entries of each block end.
    var blockEnds: [Int] = []

    /// Adds the entries of a block whose places are found by its columns.
    fileprivate mutating func append(_ row: SparseVector, first: Int, _ places: [Int: [Range<Int>]]) {
      for (column, value) in zip(row.indices, row.values) {
        indices.append(column + Int32(first))
        values.append(value)
        for place in places[Int(column)] ?? [] {
          starts.append(Int32(clamping: place.lowerBound))
          ends.append(Int32(clamping: place.upperBound))
        }
        offsets.append(Int32(starts.count))
      }
    }

    /// Adds the entries of a block whose places are known, column by column.
    fileprivate mutating func append(_ columns: LocatedColumns, _ row: SparseVector, first: Int) {
      for (column, value) in zip(row.indices, row.values) {
        indices.append(column + Int32(first))
        values.append(value)
        let places = columns.places(of: Int(column))
        starts += columns.starts[places]
        ends += columns.ends[places]
        offsets.append(Int32(starts.count))
      }
    }

    /// Adds the entries of a vectorizer's block.
    fileprivate mutating func append(_ terms: DocumentTerms, _ row: SparseVector, first: Int) {
      if indices.isEmpty, first == 0 {
        (indices, values) = (row.indices, row.values)
        (offsets, starts, ends) = (terms.offsets, terms.starts, terms.ends)
        return
      }
      let before = Int32(starts.count)
      indices += first == 0 ? row.indices : row.indices.map { $0 + Int32(first) }
      values += row.values
      offsets += terms.offsets.dropFirst().lazy.map { $0 + before }
      starts += terms.starts
      ends += terms.ends
    }
  }

  /// The row of one input with the places of its entries; the same row as ``transform(_:)-(ClassifierInput)``.
  func locatedRow(of input: ClassifierInput, sharing measured: inout SharedMeasures) -> LocatedRow {
    let input = configuration.mask.masked(input)
    let tokens = tokens(of: input)
    var located = LocatedRow()
    let counting = blocks.firstIndex { $0.readsWordsOfText }
    for (index, (block, first)) in zip(blocks, firstColumns).enumerated() {
      switch block.source {
      case .terms(let field, let vectorizer):
        let terms = measured.terms(of: input[field], by: vectorizer)
        located.append(terms, block.finished(terms.row), first: first)
        if index == counting {
          located.coverage = VocabularyCoverage(known: terms.known, total: terms.total)
        }
      case .columns(let columns):
        if let found = measured.located(columns, in: input) {
          located.append(found, block.row(of: columns.values(of: found)), first: first)
          break
        }
        var places: [Int: [Range<Int>]] = [:]
        for (column, range) in columns.places(in: input) { places[column, default: []].append(range) }
        located.append(block.row(of: input, tokens), first: first, places)
      case .measures(let measures):
        let row = block.dense(measures.values(of: input, sharing: &measured))
        located.append(row, first: first, measures.places(in: input))
      case .similarity, .numbers: located.append(block.row(of: input, tokens), first: first, [:])
      }
      located.blockEnds.append(located.indices.count)
    }
    if counting == nil { located.coverage = coverage(of: input, tokens) }
    return located
  }
}
