/// Writes a contrast as plain text for a terminal; see ``ReportTable`` on what is escaped.
public struct ContrastTable: Sendable {
  private let contrast: Contrast
  private let options: ReportTable.Options

  /// Creates a writer of a contrast.
  public init(_ contrast: Contrast, options: ReportTable.Options = .init()) {
    self.contrast = contrast
    self.options = options
  }

  /// A table for each comparison, findings first marked by "*", what one article carries by "(1)".
  ///
  /// `termLimit` leaves out what comes after so many terms of each.
  public func text(termLimit: Int = .max) -> String {
    let tables = contrast.comparisons.map { table($0, termLimit) }
    if tables.isEmpty { return "" }
    return tables.joined(separator: "\n") + "\n"
      + "*: q <= 0.05 over all terms tested, in several articles, and no single article decides it. "
      + "(1): one article alone.\n"
  }

  private func table(_ comparison: Contrast.Comparison, _ termLimit: Int) -> String {
    let style = TerminalStyle(usesColor: options.usesColor)
    let heading = TerminalText.line("\(comparison.group) against \(comparison.against ?? "the rest")")
    if comparison.terms.isEmpty {
      return style.bold(heading) + "\n  (no term is used more, of \(comparison.testedTerms) tested)\n"
    }
    var table = TextTable([
      .init(heading: "", minimumWidth: 3), .init(heading: "Term", minimumWidth: 12),
      .init(heading: "here", isNumeric: true), .init(heading: "there", isNumeric: true),
      .init(heading: "articles here", isNumeric: true), .init(heading: "articles there", isNumeric: true),
      .init(heading: "log-odds", isNumeric: true), .init(heading: "jackknife error", isNumeric: true),
      .init(heading: contrast.measure == .logOdds ? "z" : "G2", isNumeric: true),
      .init(heading: "q", isNumeric: true),
    ])
    for term in comparison.terms.prefix(termLimit) {
      table.add([
        term.isFinding ? "*" : term.isOneArticle ? "(1)" : "", term.term, "\(term.count)",
        "\(term.otherCount)", "\(term.articles)", "\(term.otherArticles)", Self.decimal(term.logOdds),
        term.jackknifeError.map(Self.decimal) ?? "-",
        Self.decimal(contrast.measure == .logOdds ? term.z : term.keyness), Self.quotient(term.q),
      ])
    }
    let more = CoverageReport.more(comparison.terms.count, shown: min(comparison.terms.count, termLimit))
    let lines = table.lines(width: max(40, options.width), style: style) + (more.map { ["  " + $0] } ?? [])
    return ([style.bold(heading) + " (\(comparison.testedTerms) terms tested)"] + lines)
      .map { $0 + "\n" }.joined()
  }

  /// A number with two decimals, rounded half away from zero.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "?" }
    let hundredths = Int((abs(value) * 100).rounded())
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    return "\(sign)\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// A q value to two decimals, and to three from 0.04 to 0.06, where two do not tell on which side of 0.05 it lies.
  static func quotient(_ value: Double) -> String {
    guard value.isFinite, (0...1).contains(value) else { return "?" }
    if value < 0.005 { return "<0.01" }
    if !(0.04...0.06).contains(value) { return decimal(value) }
    return "0.0\(Int((value * 1000).rounded()))"
  }
}
