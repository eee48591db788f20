/// A sentence cut to a width around the mention it is evidence for.
struct Excerpt {
  /// What one scalar, or one run of white space, becomes on a terminal.
  private struct Cell {
    let text: String
    let width: Int
    let isMention: Bool
  }

  private let cells: [Cell]

  /// Creates an excerpt of a sentence; `mentions` are scalar offsets into it.
  init(_ sentence: String, mentions: [Range<Int>]) {
    var cells: [Cell] = []
    var hasPendingSpace = false
    for (position, scalar) in sentence.unicodeScalars.enumerated() {
      if WordScalars.isSpace(scalar) {
        hasPendingSpace = !cells.isEmpty
        continue
      }
      let isMention = mentions.contains { $0.contains(position) }
      if hasPendingSpace {
        cells.append(Cell(text: " ", width: 1, isMention: isMention && cells.last?.isMention == true))
      }
      hasPendingSpace = false
      let text = TerminalText.escaped(scalar)
      cells.append(Cell(text: text, width: TerminalText.width(of: text), isMention: isMention))
    }
    self.cells = cells
  }

  /// The excerpt, at most `columns` wide, "…" standing for what was cut.
  func text(columns: Int, style: TerminalStyle) -> String {
    let window = window(columns: columns)
    var result = window.lowerBound > 0 ? "…" : ""
    var bold = ""
    for cell in cells[window] {
      if cell.isMention {
        bold += cell.text
      } else {
        result += style.bold(bold) + cell.text
        bold = ""
      }
    }
    return result + style.bold(bold) + (window.upperBound < cells.count ? "…" : "")
  }

  /// The cells that fit: from the sentence's beginning where that shows the mention, otherwise from a word
  /// before the mention, so that the mention stands after a third of the width or the sentence's end shows.
  private func window(columns: Int) -> Range<Int> {
    if width(of: cells.indices) <= columns { return cells.indices }
    let mention = cells.firstIndex(where: \.isMention) ?? 0
    let mentionEnd = cells[mention...].firstIndex { !$0.isMention } ?? cells.count
    guard width(of: 0..<mentionEnd) > columns - 1 else { return 0..<end(from: 0, columns: columns - 1) }
    // What stands after the mention decides how much room there is before it.
    let after = min(width(of: mention..<cells.count), columns - 2 - columns / 3)
    var start = mention
    while start > 0, width(of: (start - 1)..<mention) <= columns - 2 - after { start -= 1 }
    if let space = cells[start..<mention].firstIndex(where: { $0.text == " " }) { start = space + 1 }
    return start..<end(from: start, columns: columns - 2)
  }

  /// Where the cells end that fit from a position on; one column more where that shows the whole rest.
  private func end(from start: Int, columns: Int) -> Int {
    if width(of: start..<cells.count) <= columns + 1 { return cells.count }
    var end = start
    var used = 0
    while end < cells.count, used + cells[end].width <= columns {
      used += cells[end].width
      end += 1
    }
    return end
  }

  private func width(of range: Range<Int>) -> Int { cells[range].reduce(0) { $0 + $1.width } }
}
