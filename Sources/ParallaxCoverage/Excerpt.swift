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

  /// The cells that fit: from the sentence's beginning where that shows the mention, otherwise with the
  /// mention after a third of the width.
  private func window(columns: Int) -> Range<Int> {
    if cells.reduce(0, { $0 + $1.width }) <= columns { return cells.indices }
    let first = cells.firstIndex(where: \.isMention) ?? 0
    let mentionEnd = cells[first...].firstIndex { !$0.isMention } ?? cells.count
    var start = 0
    if cells[..<mentionEnd].reduce(0, { $0 + $1.width }) > columns - 1 {
      var lead = 0
      start = first
      while start > 0, lead + cells[start - 1].width <= columns / 3 {
        start -= 1
        lead += cells[start].width
      }
      // A mark that combines with the letter before it stays with that letter.
      while start < first, cells[start].width == 0 || cells[start].text == " " { start += 1 }
    }
    var end = start
    var used = start > 0 ? 1 : 0
    while end < cells.count, used + cells[end].width <= columns - 1 {
      used += cells[end].width
      end += 1
    }
    return start..<end
  }
}
