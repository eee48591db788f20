/// Writes a report as plain text for a terminal.
///
/// What comes from articles is untrusted: white space runs become one space, and control characters and
/// the controls of writing direction are shown as `\u{…}`, so that a text can neither command the terminal
/// nor reorder a line. Widths count East Asian wide characters as two columns and combining marks as none.
public struct ReportTable: Sendable {
  /// How a report is written.
  public struct Options: Sendable, Hashable {
    /// The width of the terminal in columns; below 40 counts as 40.
    public var width: Int
    /// Whether the sentences behind each number follow the table of names.
    public var showsEvidence: Bool
    /// Whether headings and mentions are set in bold by terminal escapes.
    public var usesColor: Bool
    /// The number of summary sentences shown for an article.
    public var summaryLength: Int

    /// Creates options.
    public init(width: Int = 100, showsEvidence: Bool = true, usesColor: Bool = false, summaryLength: Int = 3)
    {
      self.width = width
      self.showsEvidence = showsEvidence
      self.usesColor = usesColor
      self.summaryLength = summaryLength
    }
  }

  let report: CoverageReport
  let options: Options

  /// Creates a writer of a report.
  public init(_ report: CoverageReport, options: Options = Options()) {
    self.report = report
    self.options = options
  }

  /// The whole report: warnings, conflicts, names, voices, words, stance, frames, the coverage map, articles,
  /// summaries, and the evidence for the names.
  ///
  /// Parts without content are left out. The text ends with a line break unless it is empty.
  public func text() -> String {
    [
      warnings(), conflicts(), naming(), voices(), contrast(), profiles(), map(), articles(), story(),
      summaries(), evidence(),
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What to know before drawing conclusions.
  public func warnings() -> String {
    if report.warnings.isEmpty { return "" }
    return section(
      "Before you draw conclusions", report.warnings.flatMap { wrapped($0.message, first: "- ", rest: "  ") })
  }

  /// The articles: outlet, date, title, and whose wording their wording resembles, with the words that
  /// speak for it.
  public func articles() -> String {
    if report.articles.isEmpty { return "" }
    let hasScores = report.articles.contains { $0.leaning != nil }
    var columns: [TextTable.Column] = [
      .init(heading: "Outlet", minimumWidth: 8), .init(heading: "Date", minimumWidth: 10),
      .init(heading: "Title", minimumWidth: 12, isWrapped: true),
    ]
    if hasScores {
      columns += [
        .init(heading: "Wording resembles", minimumWidth: 17),
        .init(heading: "Because of", minimumWidth: 16, isWrapped: true),
      ]
    }
    var table = TextTable(columns)
    for article in report.articles {
      let row = [article.outlet, article.date ?? "", article.title ?? article.id]
      table.add(hasScores ? row + scoreCells(article.leaning) : row)
    }
    return section("Articles", table.lines(width: width, style: style))
  }

  /// The sentences that stand for each article.
  public func summaries() -> String {
    var lines: [String] = []
    for article in report.articles {
      guard let summary = article.summary else { continue }
      if !lines.isEmpty { lines.append("") }
      let heading = [article.outlet, article.date, article.title].compactMap(\.self).joined(separator: ", ")
      lines.append(
        style.bold(TerminalText.truncated(TerminalText.line("\(article.id): \(heading)"), to: width)))
      for choice in summary.sentences.prefix(max(0, options.summaryLength)) {
        guard report.sentences.indices.contains(choice.sentence) else { continue }
        lines += wrapped(
          QuotationEnds.completed(report.sentences[choice.sentence].text), first: "  - ", rest: "    ")
      }
      if let more = CoverageReport.more(
        summary.sentences.count, shown: min(summary.sentences.count, max(0, options.summaryLength)))
      {
        lines.append("    \(more)")
      }
      if summary.sentences.isEmpty { lines.append("  (no sentence)") }
    }
    return lines.isEmpty ? "" : section("Summaries", lines)
  }

  private func scoreCells(_ leaning: CoverageReport.Leaning?) -> [String] {
    guard let leaning else { return ["", ""] }
    if leaning.state == .abstained {
      let heading = "not enough evidence"
      let reason = leaning.reason ?? ""
      return [
        heading, reason.hasPrefix(heading + ": ") ? String(reason.dropFirst(heading.count + 2)) : reason,
      ]
    }
    let position = leaning.labels.firstIndex(of: leaning.label)
    let probability = position.flatMap {
      leaning.probabilities.indices.contains($0) ? leaning.probabilities[$0] : nil
    }
    let terms = leaning.topTerms.prefix(3).map(\.term).joined(separator: ", ")
    return [leaning.label + (probability.map { " " + Self.hundredths($0) } ?? ""), terms]
  }

  /// A number from 0 to 1 with two digits, rounded half away from zero.
  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, (0...1).contains(value) else { return "?" }
    let scaled = Int((value * 100).rounded())
    return "\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
  }

  var style: TerminalStyle { TerminalStyle(usesColor: options.usesColor) }

  var width: Int { max(40, options.width) }

  func section(_ heading: String, _ lines: [String]) -> String {
    ([style.bold(heading)] + lines).map { $0 + "\n" }.joined()
  }

  /// A text broken at spaces to the width; a word longer than a line is cut.
  func wrapped(_ text: String, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in TerminalText.line(text).split(separator: " ") {
      let word = TerminalText.truncated(String(word), to: width - TerminalText.width(of: rest))
      if !isEmpty, TerminalText.width(of: line) + 1 + TerminalText.width(of: word) > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
