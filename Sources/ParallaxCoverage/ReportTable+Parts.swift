extension ReportTable {
  private static let speakerLimit = 8
  private static let statementLimit = 12
  private static let aloneLimit = 5

  /// Statements told with different facts, each as a pair of sentences.
  public func conflicts() -> String {
    guard let map = report.map, !map.conflicts.isEmpty else { return "" }
    var lines: [String] = []
    for conflict in map.conflicts {
      if !lines.isEmpty { lines.append("") }
      lines.append(style.bold(HTMLReport.name(conflict.kind)))
      for side in [conflict.first, conflict.second] {
        guard report.sentences.indices.contains(side.place.sentence) else { continue }
        let sentence = report.sentences[side.place.sentence]
        lines += wrapped("\(side.outlet) (\(sentence.article)): \(side.value)", first: "  ", rest: "    ")
        lines += wrapped(sentence.text, first: "    ", rest: "    ")
      }
    }
    return section("Told differently: pairs of sentences to read, both of which may be right", lines)
  }

  /// Whose words each outlet lets stand, and which media it names.
  public func voices() -> String {
    guard let voices = report.voices, voices.contains(where: { !$0.speakers.isEmpty || !$0.sources.isEmpty })
    else { return "" }
    var table = TextTable([
      .init(heading: "Outlet", minimumWidth: 8), .init(heading: "words quoted", isNumeric: true),
      .init(heading: "share", isNumeric: true), .init(heading: "Speakers (words)", minimumWidth: 20),
      .init(heading: "Media named", minimumWidth: 12),
    ])
    for voice in voices {
      let speakers = voice.speakers.filter { $0.name != nil }
      let shown = speakers.prefix(Self.speakerLimit).map { "\($0.name ?? "") (\($0.words))" }
      let more = speakers.count > shown.count ? ["\(speakers.count - shown.count) more"] : []
      table.add([
        voice.outlet, "\(voice.quotedWords)", voice.quotedWordShare.map(Self.hundredths) ?? "-",
        (shown + more).joined(separator: ", "),
        voice.sources.map { "\($0.name) (\($0.count))" }.joined(separator: ", "),
      ])
    }
    return section("Whose words", table.lines(width: width, style: style))
  }

  /// The words that set outlets apart.
  public func contrast() -> String {
    guard let contrast = report.contrast?.contrast, !contrast.comparisons.isEmpty else { return "" }
    return style.bold("Words that set them apart") + "\n"
      + ContrastTable(contrast, options: options).text(termLimit: 8)
  }

  /// What all tell, what some, and what one alone.
  public func map() -> String {
    guard let map = report.map else { return "" }
    var lines: [String] = []
    let shared = map.statements.filter { $0.section != .one }
    for (name, sectionStatements) in [
      ("Told by all", shared.filter { $0.section == .all }),
      ("Told by some", shared.filter { $0.section == .some }),
    ] where !sectionStatements.isEmpty {
      lines.append("  \(name): \(sectionStatements.count)")
      for statement in sectionStatements.prefix(Self.statementLimit) {
        guard let sentence = statement.sentences.first, report.sentences.indices.contains(sentence) else {
          continue
        }
        let tellers = statement.section == .all ? "" : " [\(statement.outlets.joined(separator: ", "))]"
        lines += wrapped(report.sentences[sentence].text + tellers, first: "  - ", rest: "    ")
      }
    }
    if shared.isEmpty { lines.append("  No sentence of one is alike enough to one of another.") }
    for (position, outlet) in report.outlets.enumerated() {
      let own = map.statements.filter { $0.section == .one && $0.outlets == [outlet.name] }
      let unclear = map.unclear.indices.contains(position) ? map.unclear[position] : 0
      lines += wrapped(
        "\(outlet.name): \(own.count) sentences not found in the others, \(unclear) half like one of another",
        first: "  ", rest: "    ")
      for statement in own.prefix(Self.aloneLimit) {
        guard let sentence = statement.sentences.first, report.sentences.indices.contains(sentence) else {
          continue
        }
        lines += wrapped(report.sentences[sentence].text, first: "  - ", rest: "    ")
      }
    }
    return section("Coverage map", lines)
  }

  /// What all articles tell together.
  public func story() -> String {
    guard let story = report.story, !story.sentences.isEmpty else { return "" }
    let lines = story.sentences.filter { report.sentences.indices.contains($0.sentence) }.flatMap { choice in
      wrapped(
        "\(report.sentences[choice.sentence].text) [\(choice.tellers.joined(separator: ", "))]",
        first: "  - ",
        rest: "    ")
    }
    return section("Summary of all", lines)
  }
}
