extension HTMLReport {
  /// A card for each outlet: what sets it apart, in a few lines with their numbers.
  func cards() -> String {
    if report.outlets.isEmpty { return "" }
    let cards = report.outlets.indices.map(card).joined(separator: "\n")
    return section(
      "cards", "In short", "An underlined number opens the sentences behind it.",
      "<div class=\"cards\">\(cards)</div>")
  }

  private func card(_ position: Int) -> String {
    let outlet = report.outlets[position]
    let lines = [
      names(position), words(outlet.name), voice(position), leaning(outlet.name), alone(outlet.name),
    ].compactMap(\.self)
    let dates = outlet.dates.isEmpty ? "" : " · " + outlet.dates.joined(separator: ", ")
    return "<article class=\"card\"><h3>\(isolated(outlet.name))</h3>"
      + "<p class=\"small\">\(outlet.articles) article\(outlet.articles == 1 ? "" : "s") · \(outlet.words) words"
      + Self.escaped(dates) + "</p><dl>\(lines.joined())</dl></article>"
  }

  private func line(_ name: String, _ value: String) -> String { "<dt>\(name)</dt><dd>\(value)</dd>" }

  /// The designations of which the outlet has the largest share for its words, the surest first.
  private func names(_ position: Int) -> String? {
    let own = report.naming.filter { row in
      guard row.cells.count == report.outlets.count, row.cells[position].count > 0 else { return false }
      let rates = row.cells.map { $0.ratePerThousandWords ?? 0 }
      return rates[position] == rates.max()
    }
    .sorted { ($0.test?.p ?? 1, -$0.count) < ($1.test?.p ?? 1, -$1.count) }
    if own.isEmpty { return nil }
    let uneven = own.filter { ($0.test?.q ?? 1) <= 0.05 }
    let sure = uneven.filter { ($0.test?.articleQ ?? 1) <= 0.05 }
    let terms = (sure.isEmpty ? uneven.isEmpty ? own : uneven : sure).prefix(4).map { row in
      "“\(Self.escaped(row.term))” " + button(of: row.cells[position], row.term)
    }
    let limit =
      sure.isEmpty
      ? uneven.isEmpty ? ", none of it for sure" : ", beyond chance by mention, not by article" : ""
    return line(
      "Calls more than others" + limit,
      terms.joined(separator: ", "))
  }

  private func words(_ outlet: String) -> String? {
    guard let contrast = report.contrast,
      let own = contrast.contrast.comparisons.first(where: { $0.group == outlet && $0.against == nil })
    else { return nil }
    let findings = own.terms.filter(\.isFinding).prefix(6)
    let terms = (findings.isEmpty ? own.terms.prefix(5) : findings).map { term in
      button(
        "\(Self.escaped(term.term)) \(term.count)", "“\(term.term)”, \(term.count) times here",
        termPlaces(term.term, outlet: outlet))
    }
    let list = terms.joined(separator: " ")
    return findings.isEmpty
      ? line("Words it uses more, none of them for sure", list.isEmpty ? "none" : list)
      : line("Words that set it apart", list)
  }

  private func voice(_ position: Int) -> String? {
    guard let voice = report.voices?[position], let share = voice.quotedWordShare else { return nil }
    let speakers = voice.speakers.filter { $0.name != nil }.prefix(3).map { speaker in
      button(
        "\(Self.escaped(speaker.name ?? "")) \(speaker.words)",
        "\(speaker.words) words of \(speaker.name ?? "")", speaker.places.compactMap(place))
    }
    let list = speakers.isEmpty ? "" : ": " + speakers.joined(separator: " ")
    let unnamed = voice.speakers.filter { $0.name == nil }.flatMap(\.places).compactMap(place)
    let rest =
      CoverageReport.unattributed(voice).map {
        ", " + button($0, "Quotations in \(voice.outlet) whose speaker was not found", unnamed)
      } ?? ""
    return line("Words in quotation marks", quotedShare(voice, share) + list + rest)
  }

  private func leaning(_ outlet: String) -> String? {
    let articles = report.articles.indices.filter { report.articles[$0].outlet == outlet }
    let own = articles.compactMap { report.articles[$0].leaning }
    if own.isEmpty { return nil }
    func opened(_ text: String, _ isIncluded: (CoverageReport.Leaning) -> Bool) -> String {
      button(
        Self.escaped(text), "Articles of \(outlet): \(text)",
        articles.filter { report.articles[$0].leaning.map(isIncluded) == true }.compactMap(articlePlace))
    }
    var counts: [(label: String, count: Int)] = []
    for label in own[0].labels {
      let count = own.count { $0.state == .scored && $0.label == label }
      if count > 0 { counts.append((label, count)) }
    }
    let unsure = own.count { $0.state == .abstained }
    var parts = counts.map { label, count in
      opened("\(label) in \(count)\(probabilities(of: label, own))") {
        $0.state == .scored && $0.label == label
      }
    }
    if unsure > 0 { parts.append(opened("not enough evidence in \(unsure)") { $0.state == .abstained }) }
    return line(
      "Wording resembles",
      parts.joined(separator: ", ") + " of \(own.count) article\(own.count == 1 ? "" : "s")")
  }

  /// How probable a label is in the articles that have it, from the least to the most.
  private func probabilities(of label: String, _ leanings: [CoverageReport.Leaning]) -> String {
    let values = leanings.filter { $0.state == .scored && $0.label == label }.compactMap { leaning in
      leaning.labels.firstIndex(of: label).flatMap {
        leaning.probabilities.indices.contains($0) ? leaning.probabilities[$0] : nil
      }
    }
    guard let least = values.min(), let most = values.max() else { return "" }
    let (low, high) = (ContrastTable.decimal(least), ContrastTable.decimal(most))
    return low == high ? " (\(low))" : " (\(low) to \(high))"
  }

  private func alone(_ outlet: String) -> String? {
    guard let map = report.map else { return nil }
    let own = map.statements.filter { $0.section == .one && $0.outlets == [outlet] }
    let shared = map.statements.filter { $0.isShared && $0.outlets.contains(outlet) }
    return line(
      "Sentences not found in the others",
      button(
        "\(own.count)", "\(own.count) sentences not found in the others",
        own.flatMap(\.sentences).compactMap(sentencePlace)) + ", statements shared: "
        + button(
          "\(shared.count)", "\(shared.count) statements that \(outlet) shares with others",
          shared.flatMap(\.sentences).compactMap(sentencePlace)))
  }

  /// Where a term stands in the articles of an outlet.
  func termPlaces(_ term: String, outlet: String) -> [String] {
    guard let found = report.contrast?.places.first(where: { $0.term == term }) else { return [] }
    let own = Set(report.articles.filter { $0.outlet == outlet }.map(\.id))
    return found.places.filter {
      report.sentences.indices.contains($0.sentence) && own.contains(report.sentences[$0.sentence].article)
    }.compactMap(place)
  }
}
