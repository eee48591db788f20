extension ReportTable {
  /// Who calls whom what: actors and their designations by outlet.
  public func naming() -> String {
    if report.naming.isEmpty { return "" }
    var lines: [String] = []
    for outlets in panels() {
      if !lines.isEmpty { lines.append("") }
      lines += panel(of: outlets).lines(width: width, style: style)
    }
    lines += notes() + testNotes()
    return section("Who calls whom what", lines)
  }

  /// The sentences behind each number of the matrix, where they are asked for.
  public func evidence() -> String {
    if report.naming.isEmpty || !options.showsEvidence { return "" }
    return section("Evidence: the sentences behind each number", evidenceLines())
  }

  private static let widestOutlet = 24
  /// The columns kept for the actor, the designation and the number of articles.
  private static let fixedWidth = 62

  /// The outlets in groups that fit side by side; each group makes a table of its own.
  private func panels() -> [Range<Int>] {
    var panels: [Range<Int>] = []
    var start = 0
    var used = 0
    for (position, outlet) in report.outlets.enumerated() {
      let name = TerminalText.truncated(TerminalText.line(outlet.name), to: Self.widestOutlet)
      let needed = 2 + (TextTable.headingLines(name).map(TerminalText.width(of:)).max() ?? 0)
      if position > start, used + needed > max(width - Self.fixedWidth, 2 * Self.widestOutlet) {
        panels.append(start..<position)
        start = position
        used = 0
      }
      used += needed
    }
    return panels + [start..<report.outlets.count]
  }

  private func panel(of outlets: Range<Int>) -> TextTable {
    let names = report.outlets[outlets].map {
      TerminalText.truncated(TerminalText.line($0.name), to: Self.widestOutlet)
    }
    var table = TextTable(
      [.init(heading: "Actor", minimumWidth: 8), .init(heading: "called", minimumWidth: 10)]
        + names.map { .init(heading: $0, isNumeric: true) } + [.init(heading: "in articles", isNumeric: true)]
    )
    table.add(
      ["(all articles)", ""] + report.outlets[outlets].map { "\($0.articles)" } + ["\(report.articles.count)"]
    )
    table.add(["(their words)", ""] + report.outlets[outlets].map { "\($0.words)" } + [""])
    var previous: String?
    for row in report.naming where row.cells.count == report.outlets.count {
      let actor = row.actor == previous ? "" : row.actorName
      previous = row.actor
      table.add([actor, row.term] + row.cells[outlets].map { "\($0.count)" } + ["\(row.articleCount)"])
      if row.relatedCount > 0 {
        let related = row.forms.filter(\.isRelated).map(\.form).joined(separator: ", ")
        let articles = row.cells.reduce(0) { $0 + $1.articles.count }
        table.add(
          ["", "with \(related)"] + row.cells[outlets].map { "\($0.count + $0.relatedCount)" } + [
            "\(articles)"
          ])
      }
    }
    return table
  }

  /// Which designations one outlet alone uses, in how many articles.
  private func notes() -> [String] {
    guard report.outlets.count > 1 else { return [] }
    var lines: [String] = []
    for (position, outlet) in report.outlets.enumerated() {
      let own = report.naming.filter { row in
        row.cells.indices.contains(position) && row.cells[position].count > 0
          && row.count == row.cells[position].count
      }
      if own.isEmpty { continue }
      let terms = own.map { row in
        "\(row.term) (\(row.articleCount == 1 ? "one article" : "\(row.articleCount) articles"))"
      }
      lines += wrapped(
        "\(outlet.name), not found in the others: \(terms.joined(separator: ", "))", first: "", rest: "  ")
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// Which designations outlets use unevenly beyond chance, and how sure that is: by the article too, or by mentions
  /// alone, which within an article are no independent choices.
  private func testNotes() -> [String] {
    let uneven = report.naming.filter { ($0.test?.q ?? 1) <= Self.level }
    let sure = uneven.filter { ($0.test?.articleQ ?? 1) <= Self.level }
    let unsure = uneven.filter { ($0.test?.articleQ ?? 1) > Self.level }
    return testNote("Used unevenly beyond chance, by mention and by article", sure)
      + testNote("Uneven by mention, not beyond chance by article", unsure)
  }

  private func testNote(_ heading: String, _ rows: [CoverageReport.NamingRow]) -> [String] {
    if rows.isEmpty { return [] }
    let terms = rows.map { row in
      let test = row.test
      let sure =
        "q \(ContrastTable.quotient(test?.q ?? 1)), by article \(ContrastTable.quotient(test?.articleQ ?? 1))"
      return "\(row.term) (\(sure)\(test?.isOneArticle == true ? ", one article alone" : ""))"
    }
    return [""] + wrapped("\(heading): \(terms.joined(separator: "; "))", first: "", rest: "  ")
  }

  private static let level = 0.05

  /// The sentences behind each number, one line a sentence.
  private func evidenceLines() -> [String] {
    var lines: [String] = []
    for row in report.naming {
      if !lines.isEmpty { lines.append("") }
      lines.append(style.bold(TerminalText.line("\(row.actorName) called \(row.term)")))
      for cell in row.cells where !cell.occurrences.isEmpty {
        let related = cell.relatedCount > 0 ? ", and \(cell.relatedCount) of related words" : ""
        lines.append("  " + TerminalText.line("\(cell.outlet): \(cell.count)\(related)"))
        lines += evidence(for: cell.occurrences)
      }
    }
    return lines
  }

  private func evidence(for occurrences: [CoverageReport.Occurrence]) -> [String] {
    var lines: [String] = []
    var position = 0
    while position < occurrences.count {
      let number = occurrences[position].sentence
      let mentions = occurrences[position...].prefix { $0.sentence == number }
      position += mentions.count
      guard report.sentences.indices.contains(number) else { continue }
      let sentence = report.sentences[number]
      let place = sentence.index.map { ", sentence \($0 + 1)" } ?? ""
      let times = mentions.count > 1 ? " (\(mentions.count) times)" : ""
      let prefix = "    " + TerminalText.line("\(sentence.article)\(place)\(times)") + ": "
      let excerpt = Excerpt(
        sentence.text,
        mentions: mentions.compactMap {
          $0.start < $0.end ? ($0.start - sentence.start)..<($0.end - sentence.start) : nil
        })
      let columns = max(40, min(110, width - TerminalText.width(of: prefix)))
      lines.append(prefix + excerpt.text(columns: columns, style: style))
    }
    return lines
  }
}
