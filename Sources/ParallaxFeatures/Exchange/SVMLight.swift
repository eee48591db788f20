internal import ParallaxMath

/// The text format of SVMlight and LIBSVM: `label column:value column:value` a line, columns ascending.
public struct SVMLight: Sendable, Hashable {
  /// Whether the first column is written 0; the format's own way is 1.
  public let isZeroBased: Bool

  /// Creates the format.
  public init(isZeroBased: Bool = false) { self.isZeroBased = isZeroBased }

  /// Writes rows, in pieces of about a megabyte of UTF-8 handed to `sink` as they fill.
  ///
  /// Each number is the shortest decimal that reads back the same.
  ///
  /// - Throws: what `sink` throws.
  /// - Complexity: O(rows + entries); memory for one piece.
  public func encode<Failure: Error>(
    _ rows: LabeledRows, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let matrix = rows.matrix
    let base = isZeroBased ? 0 : 1
    var output = TextOutput()
    for row in 0..<matrix.rowCount {
      output.append(number: rows.labels[row])
      for entry in matrix.entries(ofRow: row) {
        output.append(0x20)
        output.append(number: Int(matrix.columnIndices[entry]) + base)
        output.append(0x3A)
        output.append(number: matrix.values[entry])
      }
      try output.endRow(sink)
    }
    try output.flush(sink)
  }

  /// Reads rows; `qid:` and what follows `#` are passed over, as are lines with nothing else.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - columnCount: the number of columns; nil takes one more than the last one named.
  /// - Throws: ``FeatureError`` of code `malformed`, with the number of the line.
  /// - Complexity: O(bytes).
  public func decode(_ bytes: [UInt8], columnCount: Int? = nil) throws(FeatureError) -> LabeledRows {
    var rows = SVMLightRows(base: isZeroBased ? 0 : 1, columnCount: columnCount)
    try TextLine.forEach(in: bytes) { (line: inout TextLine) throws(FeatureError) in try rows.read(&line) }
    return rows.finished()
  }
}

/// What was read of an SVMlight text so far.
private struct SVMLightRows {
  let base: Int
  let columnCount: Int?
  private var offsets = [0]
  private var columns: [Int32] = []
  private var values: [Float] = []
  private var labels: [Double] = []
  private var width = 0

  init(base: Int, columnCount: Int?) {
    self.base = base
    self.columnCount = columnCount
  }

  mutating func read(_ line: inout TextLine) throws(FeatureError) {
    line.skipSpace()
    guard let first = line.next, first != UInt8(ascii: "#") else { return }
    let label = line.take(until: SVMLightRows.isEnd)
    guard let number = DecimalNumber.double(label) else {
      throw line.error("the label is \(line.shown(label)); expected one number")
    }
    var previous = -1
    while true {
      line.skipSpace()
      guard let next = line.next, next != UInt8(ascii: "#") else { break }
      let name = line.take { $0 == UInt8(ascii: ":") || SVMLightRows.isEnd($0) }
      guard line.skip(UInt8(ascii: ":")) else {
        throw line.error("\(line.shown(name)) has no \":\"; expected column:value")
      }
      let text = line.take(until: SVMLightRows.isEnd)
      if name.elementsEqual("qid".utf8) { continue }
      previous = try entry(name, text, after: previous, in: line)
    }
    labels.append(number)
    offsets.append(columns.count)
  }

  private mutating func entry(
    _ name: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, after previous: Int, in line: TextLine
  ) throws(FeatureError) -> Int {
    guard let index = DecimalNumber.unsigned(name), index >= base else {
      throw line.error("\(line.shown(name)) is no column; expected a whole number from \(base) on")
    }
    let column = index - base
    guard column < columnCount ?? Int(Int32.max) else {
      throw line.error("column \(index) is past the last of \(columnCount ?? Int(Int32.max)) columns")
    }
    guard column > previous else {
      throw line.error("column \(index) comes after \(previous + base); expected columns to ascend")
    }
    guard let value = DecimalNumber.float(text) else {
      throw line.error("the value of column \(index) is \(line.shown(text)); expected a number")
    }
    columns.append(Int32(truncatingIfNeeded: column))
    values.append(value)
    width = max(width, column + 1)
    return column
  }

  func finished() -> LabeledRows {
    LabeledRows(
      matrix: SparseMatrix(
        uncheckedColumnCount: columnCount ?? width, rowOffsets: offsets, columnIndices: columns,
        values: values),
      labels: labels)
  }

  private static func isEnd(_ byte: UInt8) -> Bool { TextLine.isSpace(byte) || byte == UInt8(ascii: "#") }
}
