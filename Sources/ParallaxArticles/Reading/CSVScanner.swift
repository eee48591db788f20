/// Cuts a stream of bytes into the rows of a comma-separated file as RFC 4180 describes it, or of one with
/// another separator, in memory bounded by the longest row.
///
/// Fields in quotes may hold commas, line breaks and doubled quotes. A line break is LF, CR LF or CR. Blank
/// lines are skipped. A quote within a field that does not begin with one stands for itself.
package struct CSVScanner {
  /// A row, and the line on which it begins, counted from 1.
  package struct Row: Equatable {
    package let line: Int
    package let fields: [String]
  }

  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted, skipping
  }

  private let separator: UInt8
  private let maximumRowBytes: Int
  private var state = State.fieldStart
  private var fields: [String] = []
  private var field: [UInt8] = []
  private var rowBytes = 0
  private var line = 1
  private var rowLine = 1
  private var quoteLine = 1
  private var hasQuotes = false
  private var isAfterReturn = false

  init(separator: UInt8 = 0x2C, maximumRowBytes: Int = 16 << 20) {
    self.separator = separator
    self.maximumRowBytes = maximumRowBytes
  }

  /// Takes bytes in and hands over the rows that end in them; a row beyond the limit is handed over as an
  /// error of code `limit`, and reading goes on after it.
  ///
  /// - Throws: what `body` throws.
  mutating func scan<E: Error>(
    _ bytes: [UInt8], _ body: (Result<Row, ArticleError>) throws(E) -> Void
  ) throws(E) {
    for byte in bytes {
      if isAfterReturn {
        isAfterReturn = false
        if byte == 0x0A { continue }
      }
      try take(byte, body)
    }
  }

  /// Hands over the last row, where no line break ends it.
  mutating func finish<E: Error>(_ body: (Result<Row, ArticleError>) throws(E) -> Void) throws(E) {
    if state == .quoted {
      let error = ArticleError(.malformed, "a quoted field begins here and never ends", line: quoteLine)
      reset()
      try body(.failure(error))
      return
    }
    if !fields.isEmpty || !field.isEmpty || hasQuotes || state == .skipping { try endRow(body) }
  }

  private mutating func take<E: Error>(
    _ byte: UInt8, _ body: (Result<Row, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let isBreak = byte == 0x0A || byte == 0x0D
    if isBreak, state != .quoted {
      isAfterReturn = byte == 0x0D
      try endRow(body)
      return
    }
    rowBytes += 1
    if rowBytes > maximumRowBytes, state != .skipping {
      state = .skipping
      (fields, field) = ([], [])
    }
    switch state {
    case .skipping: break
    case .fieldStart where byte == 0x22:
      state = .quoted
      hasQuotes = true
      quoteLine = line
    case .fieldStart, .plain:
      if byte == separator { endField() } else { state = .plain; field.append(byte) }
    case .quoted:
      if byte == 0x22 {
        state = .quoteInQuoted
      } else {
        if byte == 0x0A { line += 1 }
        field.append(byte)
      }
    case .quoteInQuoted:
      if byte == 0x22 {
        field.append(0x22)
        state = .quoted
      } else if byte == separator {
        endField()
      } else {
        let error = ArticleError(
          .malformed, "text after a closing quote; double the quotes within a field", line: line)
        state = .skipping
        rowBytes = 0
        try body(.failure(error))
      }
    }
  }

  private mutating func endField() {
    fields.append(UTF8Text.repaired(field[...]))
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
  }

  private mutating func endRow<E: Error>(
    _ body: (Result<Row, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let isTooLong = state == .skipping && rowBytes > maximumRowBytes
    let isSkipped = state == .skipping
    endField()
    let row = Row(line: rowLine, fields: fields)
    let isBlank = fields == [""] && !hasQuotes
    reset()
    line += 1
    rowLine = line
    if isTooLong {
      let limit = maximumRowBytes.inBinaryUnits
      try body(
        .failure(ArticleError(.limit, "the row is longer than \(limit) and was skipped", line: row.line)))
    } else if !isSkipped, !isBlank {
      try body(.success(row))
    }
  }

  private mutating func reset() {
    fields = []
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
    rowBytes = 0
    hasQuotes = false
  }
}
