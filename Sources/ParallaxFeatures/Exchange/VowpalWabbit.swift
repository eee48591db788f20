public import ParallaxMath

/// Vowpal Wabbit's text format: `label | term:value term:value` a line, features by name.
///
/// A term's bytes that the format takes for its own (space, tab, line feed, carriage return, `:`, `|`) and `%`
/// stand as `%20` and so on. A value of 1 is left out, as the format has it. Vowpal Wabbit takes a name of digits
/// for a number of a feature unless it is run with `--hash all`.
public enum VowpalWabbit {
  /// What a text holds: rows, the terms that name their columns, and the labels.
  public struct Rows: Sendable, Hashable {
    /// The rows; columns are those of the vocabulary.
    public let matrix: SparseMatrix
    /// The terms, in code point order.
    public let vocabulary: Vocabulary
    /// The label of each row, nil where a line has none.
    public let labels: [Double?]
  }

  /// Writes rows, in pieces of about a megabyte of UTF-8 handed to `sink` as they fill.
  ///
  /// - Parameters:
  ///   - matrix: the rows.
  ///   - vocabulary: the name of each column.
  ///   - labels: one a row; nil writes a row without.
  ///   - sink: takes each piece.
  /// - Throws: what `sink` throws.
  /// - Complexity: O(vocabulary + rows + bytes written); memory for the escaped vocabulary and one piece.
  /// - Precondition: the vocabulary names each column, and there are as many labels as rows.
  public static func encode<Failure: Error>(
    _ matrix: SparseMatrix, vocabulary: Vocabulary, labels: [Double?],
    into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(
      matrix.columnCount == vocabulary.count, "\(vocabulary.count) terms, \(matrix.columnCount) columns")
    precondition(matrix.rowCount == labels.count, "\(labels.count) labels for \(matrix.rowCount) rows")
    let names = TermEscape.percent.escaped(vocabulary)
    var output = TextOutput()
    for row in 0..<matrix.rowCount {
      if let label = labels[row] {
        output.append(number: label)
        output.append(0x20)
      }
      output.append(UInt8(ascii: "|"))
      for entry in matrix.entries(ofRow: row) {
        output.append(0x20)
        output.append(names.bytes[names.range(Int(matrix.columnIndices[entry]))])
        let value = matrix.values[entry]
        guard value != 1 else { continue }
        output.append(UInt8(ascii: ":"))
        output.append(number: value)
      }
      try output.endRow(sink)
    }
    try output.flush(sink)
  }

  /// Reads rows; terms are found, or with a vocabulary looked up, those it lacks being passed over.
  ///
  /// A term of a named namespace `ns` is called `ns^term`; a namespace's weight multiplies its values; values of
  /// one term add up. Importance weights and tags are passed over, as are empty lines.
  ///
  /// - Throws: ``FeatureError`` of code `malformed`, with the number of the line.
  /// - Complexity: O(bytes + terms log terms).
  public static func decode(_ bytes: [UInt8], vocabulary: Vocabulary? = nil) throws(FeatureError) -> Rows {
    var reader = VowpalWabbitReader(vocabulary)
    try TextLine.forEach(in: bytes) { (line: inout TextLine) throws(FeatureError) in try reader.read(&line) }
    return try reader.finished()
  }
}
