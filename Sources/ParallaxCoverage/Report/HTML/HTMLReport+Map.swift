extension HTMLReport {
  private static let aloneLimit = 40

  /// What all tell, what some, and what one alone.
  func map() -> String {
    guard let map = report.map else { return "" }
    let shared = map.statements.filter(\.isShared)
      .sorted { $0.outlets.count != $1.outlets.count ? $0.outlets.count > $1.outlets.count : false }
    var body = ""
    if shared.isEmpty {
      body += "<p>No sentence of one \(Self.escaped(groupName)) is alike enough to one of another.</p>"
    } else {
      let heads = report.outlets.map { "<th scope=\"col\">\(isolated($0.name))</th>" }.joined()
      let rows = shared.map(row)
      body +=
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Statements by outlet\"><table class=\"mapped\"><thead><tr>"
        + "<th scope=\"col\">Statement</th>\(heads)<th scope=\"col\">told by</th></tr></thead><tbody>"
        + rows.joined(separator: "\n") + "</tbody></table></div>"
    }
    body += "<h3>Not found in the others</h3>" + report.outlets.indices.map { alone($0, map) }.joined()
    return section(
      "map", "Coverage map",
      "Sentences that tell the same (●), found by their words, actors, numbers and days; ◐ opens a sentence that may tell "
        + "part of it, tell it otherwise, or only share its words. What is not found in the others may stand there in "
        + "words too different to be seen.", body)
  }

  private func row(_ statement: CoverageReport.CoverageMap.Statement) -> String {
    let sentences = statement.sentences.filter(report.sentences.indices.contains)
    let text = report.tellings(of: statement, sources).map { telling in
      "<p dir=\"auto\"><span class=\"small\">" + telling.outlets.map(isolated).joined(separator: ", ")
        + "</span> \(Self.escaped(report.shownSentence(telling.sentence) ?? ""))</p>"
    }.joined()
    let cells = report.outlets.map { cell($0.name, statement) }
    let partly = (statement.partly ?? []).count
    let count =
      (statement.section == .all ? "all" : "\(statement.outlets.count) of \(report.outlets.count)")
      + (partly > 0 ? ", \(partly) in part" : "")
    let copy = statement.isCopy ? " <span class=\"tag\">copied words</span>" : ""
    return "<tr><th scope=\"row\">\(text)\(copy)</th>\(cells.joined())<td>"
      + button(count, "All sentences of this statement", sentences.compactMap(sentencePlace)) + "</td></tr>"
  }

  /// Whether an outlet tells a statement, in part or not at all, each with its sentences.
  private func cell(_ outlet: String, _ statement: CoverageReport.CoverageMap.Statement) -> String {
    let own = statement.sentences.filter { sources[$0] == outlet }.compactMap(sentencePlace)
    if !own.isEmpty {
      return "<td class=\"num h4\">" + button("●", "Told by \(outlet)", own) + "</td>"
    }
    let partly = (statement.partly ?? []).filter { sources[$0] == outlet }.compactMap(sentencePlace)
    if !partly.isEmpty {
      let beside = statement.sentences.prefix(1).compactMap(sentencePlace)
      return "<td class=\"num h2\">" + button("◐", "Told in part by \(outlet)", beside + partly) + "</td>"
    }
    return "<td class=\"num h0\"><span class=\"hidden\">not found</span>·</td>"
  }

  private func alone(_ position: Int, _ map: CoverageReport.CoverageMap) -> String {
    let outlet = report.outlets[position].name
    let own = map.statements.filter { $0.section == .one && $0.outlets == [outlet] }
    let partly = map.statements.filter { $0.section == .part && $0.outlets == [outlet] }
    return "<details><summary>\(isolated(outlet)): \(Self.sentences(own.count))</summary>"
      + list(own) { _ in ("in its article", "Show in its article") } + "</details>"
      + (partly.isEmpty
        ? ""
        : "<details><summary>\(isolated(outlet)): \(Self.sentences(partly.count)) beside which something of it stands in others</summary>"
          + list(partly) { statement in
            let tellers = (statement.partly ?? []).compactMap { sources[$0] }.joined(separator: ", ")
            return ("beside \(Self.escaped(tellers))", "Show beside \(tellers)")
          } + "</details>")
  }

  private static func sentences(_ count: Int) -> String { "\(count) sentence\(count == 1 ? "" : "s")" }

  /// Statements of one outlet, each with a button that opens it, and what tells part of it.
  private func list(
    _ statements: [CoverageReport.CoverageMap.Statement],
    button name: (CoverageReport.CoverageMap.Statement) -> (text: String, label: String)
  ) -> String {
    let items = statements.prefix(Self.aloneLimit).map { statement in
      let (text, label) = name(statement)
      let places = (statement.sentences + (statement.partly ?? [])).compactMap(sentencePlace)
      return
        "<li dir=\"auto\">\(Self.escaped(statement.sentences.first.flatMap(report.shownSentence) ?? "")) "
        + button(text, label, places) + "</li>"
    }
    let more =
      statements.count > items.count ? "<li>… and \(statements.count - items.count) more</li>" : ""
    return "<ul>\(items.joined())\(more)</ul>"
  }

  /// The summary over all outlets.
  func story() -> String {
    guard let story = report.story, !story.sentences.isEmpty else { return "" }
    let items = story.sentences.filter { report.sentences.indices.contains($0.sentence) }.map { choice in
      "<li dir=\"auto\">\(Self.escaped(report.shownSentence(choice.sentence) ?? "")) <span class=\"small\">"
        + tellers(of: choice).joined(separator: ", ") + "</span> "
        + button(
          "in its article", "Show in its article", [sentencePlace(choice.sentence)].compactMap(\.self))
        + "</li>"
    }
    return section(
      "story", "Summary of all",
      "Sentences as they stand, each \(Self.escaped(groupName)) with its share, and who tells each, ◐ in part, otherwise or by its words alone; by \(Self.escaped(story.method)).",
      "<ul>\(items.joined(separator: "\n"))</ul>")
  }

  /// The outlets that tell a chosen sentence, and those that tell part of it, each but its own a button that opens both
  /// tellings.
  private func tellers(of choice: CoverageReport.Story.Choice) -> [String] {
    let partly = (choice.partly ?? []).compactMap { sentence in
      sources[sentence].map { outlet in
        button(
          "◐ \(isolated(outlet))", "Told in part by \(outlet)",
          [choice.sentence, sentence].compactMap(sentencePlace))
      }
    }
    return choice.tellers.enumerated().map { position, outlet in
      let tellings = choice.tellings ?? []
      guard position > 0, tellings.indices.contains(position) else { return isolated(outlet) }
      let places = [choice.sentence, tellings[position]].compactMap(sentencePlace)
      return button(isolated(outlet), "Told by \(outlet)", places)
    } + partly
  }
}
