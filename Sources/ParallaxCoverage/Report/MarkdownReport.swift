/// Writes a report as Markdown, with tables as GitHub reads them.
///
/// What comes from articles is escaped, so that nothing but its words is read.
public struct MarkdownReport: Sendable {
  private let report: CoverageReport
  private let sources: SentenceOutlets

  /// Creates a writer of a report.
  public init(_ report: CoverageReport) {
    self.report = report
    sources = SentenceOutlets(report)
  }

  /// The document; parts without content are left out.
  public func text() -> String {
    let groups = report.grouping ?? "outlet"
    let title =
      "# How \(report.outlets.count) \(groups)\(report.outlets.count == 1 ? " tells" : "s tell") it\n"
    return
      ([title] + [
        warnings(), conflicts(), naming(), voices(), contrast(), profiles(), map(), articles(), story(),
      ])
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func safe(_ text: String) -> String { SafeText.forMarkdown(text) }

  private func part(_ heading: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "## \(heading)\n\n" + lines.map { $0 + "\n" }.joined()
  }

  private func table(_ heads: [String], numeric: Set<Int>, _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let rule = heads.indices.map { numeric.contains($0) ? "---:" : "---" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
  }

  private func sentence(_ number: Int) -> String {
    report.shownSentence(number).map(safe) ?? ""
  }

  private func warnings() -> String {
    part("Before you draw conclusions", report.warnings.map { "- \(safe($0.message))" })
  }

  private func conflicts() -> String {
    let lines = (report.map?.conflictGroups ?? []).flatMap { group in
      ["- **\(safe(CoverageReport.heading(of: group)))**"]
        + (report.occasions(of: group).map { ["  - \(safe($0))"] } ?? [])
        + report.sides(of: group).map { side in
          "  - \(safe(side.outlet)), **\(safe(side.value))**: \(sentence(side.place.sentence))"
        }
    }
    return part("Told differently", lines)
  }

  private func naming() -> String {
    let outlets = report.outlets.map { safe($0.name) }
    let rows = report.naming.filter { $0.cells.count == outlets.count }.map { row in
      [safe(row.actorName), safe(row.term)]
        + row.cells.map { $0.relatedCount > 0 ? "\($0.count) +\($0.relatedCount)" : "\($0.count)" }
        + ["\(row.articleCount)", quotient(row.test?.q), quotient(row.test?.articleQ)]
    }
    let numeric = Set(2..<(outlets.count + 5))
    return part(
      "Who calls whom what",
      table(
        ["Actor", "called"] + outlets + ["articles", "q", "q by article"], numeric: numeric, rows))
  }

  private func quotient(_ value: Double?) -> String {
    value.map { ContrastTable.quotient($0).replacing("<", with: "\\<") } ?? "–"
  }

  private func voices() -> String {
    let rows = (report.voices ?? []).map { voice in
      [
        safe(voice.outlet), "\(voice.quotedWords)", voice.quotedWordShare.map(ContrastTable.decimal) ?? "–",
        speakers(voice),
        voice.sources.map { "\(safe($0.name)) (\($0.count))" }.joined(separator: ", "),
      ]
    }
    return part(
      "Whose words",
      table(["Outlet", "words quoted", "share", "Speakers (words)", "Media named"], numeric: [1, 2], rows)
        + ((report.voices ?? []).contains(where: \.hasInferred)
          ? ["", safe(CoverageReport.inferredNote)] : []))
  }

  private func speakers(_ voice: CoverageReport.VoiceEntry) -> String {
    let all = voice.speakers.compactMap { speaker in
      speaker.name.map { "\(safe($0)) (\(safe(speaker.markedWords)))" }
    }
    let more = [
      CoverageReport.more(all.count, shown: min(all.count, 8)), CoverageReport.unattributed(voice),
    ].compactMap(\.self)
    return (all.prefix(8) + more).joined(separator: ", ")
  }

  private func profiles() -> String {
    let numeric: Set<Int> = [2, 3, 4, 6, 7]
    let heads = ["", "Outlet", "estimate", "from", "to", "interval over", "scored", "not scored"]
    func row(_ profile: CoverageReport.Profile, _ text: (Double) -> String) -> [String] {
      [
        safe(profile.subjectName), safe(profile.outlet), profile.estimate.map(text) ?? "not enough evidence",
        profile.low.map(text) ?? "–", profile.high.map(text) ?? "–",
        report.fewArticles(behind: profile) ?? (profile.low == nil ? "–" : "articles"), "\(profile.scored)",
        "\(profile.abstained)",
      ]
    }
    func limit(_ profiles: [CoverageReport.Profile]) -> [String] {
      report.intervalLimit(of: profiles).map { ["", safe($0)] } ?? []
    }
    let (told, untold) = report.stanceByActor
    var stance = table(
      ["Toward"] + heads.dropFirst(), numeric: numeric,
      told.flatMap { $0.map { row($0, CoverageReport.signed) } })
    if !told.isEmpty { stance += ["", CoverageReport.stanceLimit] + limit(told.flatMap(\.self)) }
    if !untold.isEmpty {
      stance += [
        "",
        "Fewer than three scored sentences in any outlet's own voice: \(untold.map(safe).joined(separator: ", ")).",
      ]
    }
    return [
      part("Stance of the narrator", stance),
      part(
        "Wording of the narrator",
        table(heads, numeric: numeric, (report.wording ?? []).map { row($0, ContrastTable.decimal) })
          + limit(report.wording ?? [])),
      part(
        "Frames",
        table(
          ["Frame"] + heads.dropFirst(), numeric: numeric,
          (report.frames ?? []).map { row($0, ContrastTable.decimal) })),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func contrast() -> String {
    guard let contrast = report.contrast?.contrast else { return "" }
    let lines = contrast.comparisons.flatMap { comparison in
      ["### \(safe(comparison.group)) against \(comparison.against.map(safe) ?? "the rest")", ""]
        + table(
          ["Term", "here", "there", "articles here", "articles there", "z", "q", ""],
          numeric: [1, 2, 3, 4, 5, 6],
          comparison.terms.map { term in
            [
              safe(term.term), "\(term.count)", "\(term.otherCount)", "\(term.articles)",
              "\(term.otherArticles)", ContrastTable.decimal(term.z), quotient(term.q),
              term.isFinding ? "finding" : term.isOneArticle ? "one article" : "",
            ]
          }) + [""]
    }
    return part("Words that set them apart", lines)
  }

  private func map() -> String {
    guard let map = report.map else { return "" }
    var lines: [String] = []
    for statement in map.statements where statement.isShared {
      lines.append(
        "- told by \(statement.section == .all ? "all" : "\(statement.outlets.count) of \(report.outlets.count)")"
      )
      lines += report.tellings(of: statement, sources).map {
        "  - *\($0.outlets.map(safe).joined(separator: ", "))*: \(sentence($0.sentence))"
      }
      if let partly = report.partTellers(statement.partly, sources) { lines.append("  - \(safe(partly))") }
    }
    if lines.isEmpty { lines.append("No sentence of one is alike enough to one of another.") }
    for outlet in report.outlets {
      let own = map.statements.filter { $0.section == .one && $0.outlets == [outlet.name] }
      lines += ["", "### \(safe(outlet.name)): \(own.count) sentences not found in the others", ""]
      lines += own.prefix(10).map { "- \(sentence($0.sentences.first ?? -1))" }
      if let more = CoverageReport.more(own.count, shown: min(own.count, 10)) { lines.append("- … \(more)") }
    }
    return part("Coverage map", lines)
  }

  private func articles() -> String {
    let rows = report.articles.map { article in
      let isScored = article.leaning?.state == .scored
      return [
        safe(article.outlet), safe(article.date ?? ""), safe(article.title ?? article.id),
        article.leaning.map { isScored ? safe($0.label) : "not enough evidence" } ?? "",
      ]
    }
    return part("Articles", table(["Outlet", "Date", "Title", "Wording resembles"], numeric: [], rows))
  }

  private func story() -> String {
    part(
      "Summary of all",
      (report.story?.sentences ?? []).map {
        "- \(sentence($0.sentence)) *\($0.tellers.map(safe).joined(separator: ", "))*"
          + (report.partTellers($0.partly, sources).map { "; \(safe($0))" } ?? "")
      })
  }
}
