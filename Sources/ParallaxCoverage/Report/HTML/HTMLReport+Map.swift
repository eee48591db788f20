extension HTMLReport {
  private static let aloneLimit = 40

  /// What all tell, what some, and what one alone.
  func map() -> String {
    guard let map = report.map else { return "" }
    let shared = map.statements.filter { $0.section != .one }
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
      "Sentences that tell the same, found by their words, actors, numbers and days. What is not found in the others may "
        + "stand there in words too different to be seen.", body)
  }

  private func row(_ statement: CoverageReport.CoverageMap.Statement) -> String {
    let sentences = statement.sentences.filter(report.sentences.indices.contains)
    let text = report.tellings(of: statement, sources).map { telling in
      "<p dir=\"auto\"><span class=\"small\">" + telling.outlets.map(isolated).joined(separator: ", ")
        + "</span> \(Self.escaped(report.shownSentence(telling.sentence) ?? ""))</p>"
    }.joined()
    let cells = report.outlets.map { outlet -> String in
      let own = sentences.filter { sources[$0] == outlet.name }
      if own.isEmpty { return "<td class=\"num h0\"><span class=\"hidden\">not found</span>·</td>" }
      return "<td class=\"num h4\">"
        + button("●", "Told by \(outlet.name)", own.compactMap(sentencePlace)) + "</td>"
    }
    let count =
      statement.section == .all ? "all" : "\(statement.outlets.count) of \(report.outlets.count)"
    let copy = statement.isCopy ? " <span class=\"tag\">copied words</span>" : ""
    return "<tr><th scope=\"row\">\(text)\(copy)</th>\(cells.joined())<td>"
      + button(count, "All sentences of this statement", sentences.compactMap(sentencePlace)) + "</td></tr>"
  }

  private func alone(_ position: Int, _ map: CoverageReport.CoverageMap) -> String {
    let outlet = report.outlets[position].name
    let own = map.statements.filter { $0.section == .one && $0.outlets == [outlet] }.flatMap(\.sentences)
      .filter(report.sentences.indices.contains)
    let unclear = map.unclear.indices.contains(position) ? map.unclear[position] : 0
    let items = own.prefix(Self.aloneLimit).map { sentence in
      "<li dir=\"auto\">\(Self.escaped(report.shownSentence(sentence) ?? "")) "
        + button("in its article", "Show in its article", [sentencePlace(sentence)].compactMap(\.self))
        + "</li>"
    }
    let more = own.count > items.count ? "<li>… and \(own.count - items.count) more</li>" : ""
    return
      "<details><summary>\(isolated(outlet)): \(own.count) sentences, and \(unclear) told in part by another, which stand nowhere here"
      + "</summary><ul>\(items.joined())\(more)</ul></details>"
  }

  /// The summary over all outlets.
  func story() -> String {
    guard let story = report.story, !story.sentences.isEmpty else { return "" }
    let items = story.sentences.filter { report.sentences.indices.contains($0.sentence) }.map { choice in
      "<li dir=\"auto\">\(Self.escaped(report.shownSentence(choice.sentence) ?? "")) <span class=\"small\">"
        + choice.tellers.map(isolated).joined(separator: ", ") + "</span> "
        + button(
          "in its article", "Show in its article", [sentencePlace(choice.sentence)].compactMap(\.self))
        + "</li>"
    }
    return section(
      "story", "Summary of all",
      "Sentences as they stand, each \(Self.escaped(groupName)) with its share, and who tells each; by \(Self.escaped(story.method)).",
      "<ul>\(items.joined(separator: "\n"))</ul>")
  }
}
