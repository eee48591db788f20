/// A vocabulary as tab-separated text: `column<TAB>term` a line, and a number of the term where there is one
/// (its document frequency or its idf).
///
/// Columns count from 0, line by line. A tab, line feed, carriage return or backslash in a term stands as `\t`,
/// `\n`, `\r` or `\\`.
public struct VocabularyTable: Sendable, Hashable {
  /// The terms, column by column.
  public let vocabulary: Vocabulary
  /// The number of each term; nil where the text has none.
  public let numbers: [Double]?

  /// Writes terms and their idf, in pieces of about a megabyte of UTF-8 handed to `sink` as they fill.
  ///
  /// - Throws: what `sink` throws.
  /// - Precondition: there are as many values as terms.
  public static func encode<Failure: Error>(
    _ vocabulary: Vocabulary, idf: [Float], into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(idf.count == vocabulary.count, "\(idf.count) idf values for \(vocabulary.count) terms")
    try encode(vocabulary, sink) { output, column in
      output.append(0x09)
      output.append(number: idf[column])
    }
  }

  /// Writes terms and their document frequencies, in pieces of about a megabyte handed to `sink`.
  ///
  /// - Throws: what `sink` throws.
  /// - Precondition: there are as many counts as terms.
  public static func encode<Failure: Error>(
    _ vocabulary: Vocabulary, documentFrequencies: [Int], into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(
      documentFrequencies.count == vocabulary.count,
      "\(documentFrequencies.count) document frequencies for \(vocabulary.count) terms")
    try encode(vocabulary, sink) { output, column in
      output.append(0x09)
      output.append(number: documentFrequencies[column])
    }
  }

  /// Writes terms alone, in pieces of about a megabyte handed to `sink`.
  ///
  /// - Throws: what `sink` throws.
  public static func encode<Failure: Error>(
    _ vocabulary: Vocabulary, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try encode(vocabulary, sink) { _, _ in }
  }

  private static func encode<Failure: Error>(
    _ vocabulary: Vocabulary, _ sink: ([UInt8]) throws(Failure) -> Void,
    number: (inout TextOutput, Int) -> Void
  ) throws(Failure) {
    let names = TermEscape.backslash.escaped(vocabulary)
    var output = TextOutput()
    for column in 0..<vocabulary.count {
      output.append(number: column)
      output.append(0x09)
      output.append(names.bytes[names.range(column)])
      number(&output, column)
      try output.endRow(sink)
    }
    try output.flush(sink)
  }

  /// Reads a table.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` where a line is not of the form, its column is not the number
  ///   of the line before, or its term does not come after the last in code point order.
  /// - Complexity: O(bytes).
  public init(decoding bytes: [UInt8]) throws(FeatureError) {
    var (terms, offsets, numbers) = ([UInt8](), [UInt32(0)], [Double]())
    var previous: [UInt8] = []
    try TextLine.forEach(in: bytes) { (line: inout TextLine) throws(FeatureError) in
      let (column, hasNumber) = (offsets.count - 1, numbers.count == offsets.count - 1)
      let index = line.take { $0 == 0x09 }
      guard line.skip(0x09), DecimalNumber.unsigned(index) == column else {
        throw line.error("starts with \(line.shown(index)); expected column \(column) and a tab")
      }
      let term = try TermEscape.backslash.unescaped(line.take { $0 == 0x09 }, in: line)
      guard column == 0 ? !term.isEmpty : previous.lexicographicallyPrecedes(term) else {
        throw line.error(
          "\(line.shown(term[...])) is empty, a duplicate, or out of code point order after "
            + line.shown(previous[...]))
      }
      if line.skip(0x09) {
        guard hasNumber, let number = DecimalNumber.double(line.rest) else {
          throw line.error("\(line.shown(line.rest)) is no number, or the first where lines before have none")
        }
        numbers.append(number)
      } else if !numbers.isEmpty {
        throw line.error("no number, where the lines before have one")
      }
      terms += term
      previous = term
      guard let end = UInt32(exactly: terms.count), offsets.count < Int(Int32.max) else {
        throw .limit("line \(line.number): more than 4 GiB or 2^31 of terms")
      }
      offsets.append(end)
    }
    vocabulary = try Vocabulary(termBytes: terms, termOffsets: offsets)
    self.numbers = numbers.isEmpty ? nil : numbers
  }
}
