/// A table of plain text whose columns are as wide as what stands in them, narrowed to fit a width.
struct TextTable {
  /// A column of the table.
  struct Column {
    let heading: String
    /// Whether its cells stand at its right edge, as numbers do.
    var isNumeric = false
    /// The width below which the column is narrowed only when nothing else can be.
    var minimumWidth = 6
    /// Whether cells too wide are broken between words, not cut.
    var isWrapped = false
    /// The heading on lines of one word or a few; numbers are narrow, so their headings need not be wide.
    var headingLines: [String] { isNumeric ? TextTable.headingLines(heading) : [heading] }
  }

  /// A heading broken between words so that no line is longer than it need be.
  static func headingLines(_ heading: String) -> [String] {
    var lines: [String] = []
    for word in heading.split(separator: " ") {
      if let last = lines.last, TerminalText.width(of: last) + 1 + TerminalText.width(of: String(word)) <= 12
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private static let gap = 2

  private let columns: [Column]
  private var rows: [[String]] = []

  /// Creates a table without rows; headings are made safe for a terminal.
  init(_ columns: [Column]) {
    self.columns = columns.map {
      Column(
        heading: TerminalText.line($0.heading), isNumeric: $0.isNumeric, minimumWidth: $0.minimumWidth,
        isWrapped: $0.isWrapped)
    }
  }

  /// Adds a row, one cell a column; cells are made safe for a terminal.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has one cell for each column")
    rows.append(cells.map(TerminalText.line))
  }

  /// The lines of the table: headings, a rule, and the rows, without trailing white space.
  func lines(width: Int, style: TerminalStyle) -> [String] {
    let widths = fittedWidths(to: width)
    let rule = widths.map { String(repeating: "-", count: $0) }
      .joined(separator: String(repeating: " ", count: Self.gap))
    let height = columns.map(\.headingLines.count).max() ?? 1
    let headings = (0..<height).map { level in
      // Headings stand on the rule: shorter ones leave their first lines empty.
      let cells = columns.map { column in
        let position = level - (height - column.headingLines.count)
        return column.headingLines.indices.contains(position) ? column.headingLines[position] : ""
      }
      return style.bold(line(cells, widths))
    }
    return headings + [rule] + rows.flatMap { rowLines($0, widths) }
  }

  /// A row on as many lines as its wrapped cells take.
  private func rowLines(_ cells: [String], _ widths: [Int]) -> [String] {
    let broken = cells.enumerated().map { position, cell in
      columns[position].isWrapped ? Self.broken(cell, to: widths[position]) : [cell]
    }
    return (0..<(broken.map(\.count).max() ?? 1)).map { level in
      line(broken.map { level < $0.count ? $0[level] : "" }, widths)
    }
  }

  /// A text broken between words to a width; a longer word is left whole.
  private static func broken(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last,
        TerminalText.width(of: last) + 1 + TerminalText.width(of: String(word)) <= width
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var result = ""
    for (position, cell) in cells.enumerated() {
      let text = TerminalText.truncated(cell, to: widths[position])
      result += TerminalText.padded(text, to: widths[position], isTrailing: columns[position].isNumeric)
      if position < cells.count - 1 { result += String(repeating: " ", count: Self.gap) }
    }
    while result.utf8.last == 32 { result.removeLast() }
    return result
  }

  /// The width of each column: the widest of text gives way, one column at a time, until the table fits;
  /// minimum widths give way last.
  private func fittedWidths(to width: Int) -> [Int] {
    var widths = columns.indices.map { position in
      (columns[position].headingLines + rows.map { $0[position] }).map(TerminalText.width(of:)).max() ?? 0
    }
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - width
    for floors in [columns.map(\.minimumWidth), columns.map { _ in 3 }] {
      while excess > 0 {
        let candidates = widths.indices.filter { !columns[$0].isNumeric && widths[$0] > floors[$0] }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }
}

/// Whether headings and mentions are set in bold.
struct TerminalStyle {
  let usesColor: Bool

  /// The text in bold, where colour is on.
  func bold(_ text: String) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }
}
