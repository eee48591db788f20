extension ReportTable {
  private static let sideLimit = 12
  private static let termLimit = 8
  private static let speakerLimit = 8
  private static let statementLimit = 12
  private static let aloneLimit = 5

  /// Statements told with different facts, each as a pair of sentences.
  public func conflicts() -> String {
    guard let map = report.map, !map.conflicts.isEmpty else { return "" }
    var lines: [String] = []
    for group in map.conflictGroups {
      if !lines.isEmpty { lines.append("") }
      lines += wrapped(CoverageReport.heading(of: group), first: "", rest: "").map(style.bold)
      lines += report.occasions(of: group).map { wrapped($0, first: "  ", rest: "  ") } ?? []
      let sides = report.sides(of: group)
      for side in sides.prefix(Self.sideLimit) {
        guard report.sentences.indices.contains(side.place.sentence) else { continue }
        let sentence = report.sentences[side.place.sentence]
        lines += wrapped("\(side.outlet) (\(sentence.article)): \(side.value)", first: "  ", rest: "    ")
        lines += wrapped(QuotationEnds.completed(sentence.text), first: "    ", rest: "    ")
      }
      if let more = CoverageReport.more(sides.count, shown: min(sides.count, Self.sideLimit)) {
        lines.append("  \(more)")
      }
    }
    return section("Told differently: sentences to read side by side, all of which may be right", lines)
  }

  /// Whose words each outlet lets stand, and which media it names.
  public func voices() -> String {
    guard let voices = report.voices, voices.contains(where: { !$0.speakers.isEmpty || !$0.sources.isEmpty })
    else { return "" }
    var table = TextTable([
      .init(heading: "Outlet", minimumWidth: 8), .init(heading: "words quoted", isNumeric: true),
      .init(heading: "share", isNumeric: true),
      .init(heading: "Speakers (words)", minimumWidth: 24, isWrapped: true),
      .init(heading: "Media named", minimumWidth: 20, isWrapped: true),
    ])
    for voice in voices {
      let speakers = voice.speakers.filter { $0.name != nil }
      let shown = speakers.prefix(Self.speakerLimit).map { "\($0.name ?? "") (\($0.markedWords))" }
      let more = [
        CoverageReport.more(speakers.count, shown: shown.count), CoverageReport.unattributed(voice),
      ].compactMap(\.self)
      table.add([
        voice.outlet, "\(voice.quotedWords)", voice.quotedWordShare.map(Self.hundredths) ?? "-",
        (shown + more).joined(separator: ", "),
        voice.sources.map { "\($0.name) (\($0.count))" }.joined(separator: ", "),
      ])
    }
    let note =
      voices.contains(where: \.hasInferred)
      ? wrapped(CoverageReport.inferredNote, first: "", rest: "") : []
    return section("Whose words", table.lines(width: width, style: style) + note)
  }

  /// The words that set outlets apart.
  public func contrast() -> String {
    guard let contrast = report.contrast?.contrast, !contrast.comparisons.isEmpty else { return "" }
    return style.bold("Words that set them apart") + "\n"
      + ContrastTable(contrast, options: options).text(termLimit: Self.termLimit)
  }

  /// What all tell, what some, and what one alone.
  public func map() -> String {
    guard let map = report.map else { return "" }
    var lines: [String] = []
    let sources = SentenceOutlets(report)
    let shared = map.statements.filter(\.isShared)
    for (name, statements) in [
      ("Told by all", shared.filter { $0.section == .all }),
      ("Told by some", shared.filter { $0.section == .some }),
    ] where !statements.isEmpty {
      lines.append("  \(name): \(statements.count)")
      for statement in statements.prefix(Self.statementLimit) { lines += tellings(of: statement, sources) }
      if let more = CoverageReport.more(
        statements.count, shown: min(statements.count, Self.statementLimit))
      {
        lines.append("    \(more)")
      }
    }
    if shared.isEmpty { lines.append("  No sentence of one is alike enough to one of another.") }
    for (position, outlet) in report.outlets.enumerated() {
      let own = map.statements.filter { $0.section == .one && $0.outlets == [outlet.name] }
      let unclear = map.unclear.indices.contains(position) ? map.unclear[position] : 0
      lines += wrapped(
        "\(outlet.name): \(own.count) sentences not found in the others; of \(unclear) more something stands in others",
        first: "  ", rest: "    ")
      for statement in own.prefix(Self.aloneLimit) {
        guard let text = statement.sentences.first.flatMap(report.shownSentence) else { continue }
        lines += wrapped(text, first: "  - ", rest: "    ")
      }
      if let more = CoverageReport.more(own.count, shown: min(own.count, Self.aloneLimit)) {
        lines.append("    \(more)")
      }
    }
    return section("Coverage map", lines)
  }

  /// A statement in each outlet's words; the same words once.
  private func tellings(
    of statement: CoverageReport.CoverageMap.Statement, _ sources: SentenceOutlets
  ) -> [String] {
    report.tellings(of: statement, sources).enumerated().flatMap { place, telling in
      wrapped(
        "\(telling.outlets.joined(separator: ", ")): \(report.shownSentence(telling.sentence) ?? "")",
        first: place == 0 ? "  - " : "    ", rest: "      ")
    }
      + (report.partTellers(statement.partly, sources).map { wrapped($0, first: "    ", rest: "      ") }
        ?? [])
  }

  /// What all articles tell together.
  public func story() -> String {
    guard let story = report.story, !story.sentences.isEmpty else { return "" }
    let sources = SentenceOutlets(report)
    let lines = story.sentences.filter { report.sentences.indices.contains($0.sentence) }.flatMap { choice in
      let tellers = choice.tellers.joined(separator: ", ")
      let partly = report.partTellers(choice.partly, sources).map { "; \($0)" } ?? ""
      return wrapped(
        "\(report.shownSentence(choice.sentence) ?? "") [\(tellers)\(partly)]", first: "  - ", rest: "    ")
    }
    return section("Summary of all", lines)
  }
}
