extension HTMLReport {
  /// The naming matrix as a table whose cells are shaded by rate.
  func naming() -> String {
    if report.naming.isEmpty { return "" }
    let heads = report.outlets.map { "<th scope=\"col\">\(isolated($0.name))</th>" }.joined()
    var previous: String?
    let rows = report.naming.filter { $0.cells.count == report.outlets.count }.map { row in
      let actor = row.actor == previous ? "" : isolated(row.actorName)
      previous = row.actor
      return "<tr><td>\(actor)</td><th scope=\"row\">\(isolated(row.term))</th>" + cells(row)
        + "<td class=\"num\">\(articleCount(row))</td><td class=\"num\">\(test(row.test))</td></tr>"
    }
    let lead =
      "How often each \(Self.escaped(groupName)) uses each designation, headlines aside; darker is more for its words. q: how likely a "
      + "difference as large is chance, over all designations tested; mentions within an article depend on one "
      + "another, so the second q counts articles."
    return section(
      "names", "Who calls whom what", lead,
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table of names\"><table><thead><tr>"
        + "<th scope=\"col\">Actor</th><th scope=\"col\">called</th>\(heads)<th scope=\"col\">articles</th>"
        + "<th scope=\"col\">q (by article)</th></tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
    )
  }

  /// The number of articles that use a designation, which opens the first use in each.
  private func articleCount(_ row: CoverageReport.NamingRow) -> String {
    var seen: Set<String> = []
    let first = row.cells.flatMap(\.occurrences).filter { !$0.isRelated && seen.insert($0.article).inserted }
    return button("\(row.articleCount)", "Articles that use “\(row.term)”", places(first))
  }

  private func cells(_ row: CoverageReport.NamingRow) -> String {
    let most = row.cells.map { $0.ratePerThousandWords ?? 0 }.max() ?? 0
    return row.cells.map { cell in
      let share = most > 0 ? (cell.ratePerThousandWords ?? 0) / most : 0
      let level = cell.count == 0 ? 0 : max(1, Int((share * 6).rounded()))
      let related =
        cell.relatedCount > 0
        ? " "
          + button(
            "+\(cell.relatedCount)",
            "\(Self.times(cell.relatedCount)) a word related to “\(row.term)” in \(cell.outlet)",
            places(cell.occurrences.filter(\.isRelated)), kind: "small") : ""
      return "<td class=\"num h\(level)\">" + (cell.count == 0 ? "0" : button(of: cell, row.term)) + related
        + "</td>"
    }.joined()
  }

  /// The count of a designation, which opens its mentions, those of related words aside.
  func button(of cell: CoverageReport.NamingCell, _ term: String) -> String {
    button(
      "\(cell.count)", "\(Self.times(cell.count)) “\(term)” in \(cell.outlet)",
      places(cell.occurrences.filter { !$0.isRelated }))
  }

  private static func times(_ count: Int) -> String { "\(count) \(count == 1 ? "time" : "times")" }

  private func test(_ test: NamingTest?) -> String {
    guard let test else { return "–" }
    let text = "\(Self.quotient(test.q)) (\(Self.quotient(test.articleQ)))"
    return test.isOneArticle ? "<span class=\"faint\">\(text), one article</span>" : text
  }

  /// Statements told with different facts, each as a pair of sentences.
  func conflicts() -> String {
    guard let map = report.map, !map.conflicts.isEmpty else { return "" }
    let items = map.conflictGroups.map { group in
      "<li><h3>\(isolated(CoverageReport.heading(of: group)))</h3>"
        + (report.occasions(of: group).map { "<p class=\"small\">\(Self.escaped($0))</p>" } ?? "")
        + "<div class=\"pair\">"
        + report.sides(of: group).map(side).joined() + "</div></li>"
    }
    return section(
      "conflicts", "Told differently",
      "Sentences that seem to tell one thing with other facts. All may be right: read them side by side.",
      "<ol class=\"conflicts\">\(items.joined(separator: "\n"))</ol>")
  }

  private func side(_ side: CoverageReport.CoverageMap.Side) -> String {
    guard report.sentences.indices.contains(side.place.sentence) else { return "" }
    let sentence = report.sentences[side.place.sentence]
    return
      "<figure><figcaption>\(isolated(side.outlet)): <strong>\(isolated(side.value))</strong></figcaption>"
      + "<blockquote dir=\"auto\">\(marked(sentence, side.place))</blockquote>"
      + button(
        "in its article", "Show in its article: \(side.outlet)", [place(side.place)].compactMap(\.self))
      + "</figure>"
  }

  /// A sentence with a stretch of it marked.
  private func marked(_ sentence: CoverageReport.Sentence, _ place: CoverageReport.Place) -> String {
    let scalars = Array(sentence.text.unicodeScalars)
    let start = min(max(0, place.start - sentence.start), scalars.count)
    let end = min(max(start, place.end - sentence.start), scalars.count)
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return Self.escaped(String(view))
    }
    let ends = QuotationEnds(sentence.text)
    return Self.escaped(ends.before) + text(0..<start) + "<mark>" + text(start..<end) + "</mark>"
      + text(end..<scalars.count) + Self.escaped(ends.behind)
  }
}
