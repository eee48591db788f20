extension HTMLReport {
  /// The contrast plot: for each outlet its terms with bars as long as they are sure.
  func contrast() -> String {
    guard let contrast = report.contrast?.contrast, !contrast.comparisons.isEmpty else { return "" }
    let plots = contrast.comparisons.filter { $0.against == nil }.map { plot($0, contrast.measure) }
    let lead =
      "Terms each \(Self.escaped(groupName)) uses more than the rest, by "
      + (contrast.measure == .logOdds
        ? "weighted log-odds in standard errors (z)." : "the log-likelihood ratio (G2).")
      + " A full bar is a finding: q of 0.05 or less, in several articles, whichever article is left out. "
      + "What one article alone carries is grey. Tested: terms of \(contrast.minimumCount) occurrences or more."
    return section("words", "Words that set them apart", lead, "<div class=\"cards\">\(plots.joined())</div>")
  }

  private func plot(_ comparison: Contrast.Comparison, _ measure: ContrastOptions.Measure) -> String {
    func strength(_ term: Contrast.Term) -> Double { measure == .logOdds ? term.z : term.keyness }
    let most = max(comparison.terms.map(strength).max() ?? 1, 1e-9)
    let rows = comparison.terms.map { term in
      let width = Int((100 * strength(term) / most).rounded())
      let kind = term.isFinding ? "finding" : term.isOneArticle ? "faint" : "open"
      return "<tr class=\"\(kind)\"><th scope=\"row\">"
        + button(
          Self.escaped(term.term), "“\(term.term)”, \(term.count) times in \(comparison.group)",
          termPlaces(term.term, outlet: comparison.group))
        + "</th><td><svg width=\"100\" height=\"10\" aria-hidden=\"true\"><rect class=\"bar \(kind)\" width=\"\(width)\" "
        + "height=\"10\"/></svg></td><td class=\"num\">\(ContrastTable.decimal(strength(term)))</td>"
        + "<td class=\"num\">\(term.count):\(term.otherCount)</td><td class=\"num\">\(term.articles):\(term.otherArticles)"
        + "</td><td class=\"num\">\(Self.quotient(term.q))</td></tr>"
    }
    let body =
      rows.isEmpty
      ? "<p>No term is used more: not enough evidence.</p>"
      : "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Terms\"><table class=\"plot\"><thead><tr><th scope=\"col\">Term</th><th scope=\"col\"><span class=\"hidden\">Bar</span>"
        + "</th><th scope=\"col\">\(measure == .logOdds ? "z" : "G2")</th><th scope=\"col\">uses</th>"
        + "<th scope=\"col\">articles</th><th scope=\"col\">q</th></tr></thead><tbody>\(rows.joined())</tbody></table></div>"
    return "<div class=\"card wide\"><h3>\(isolated(comparison.group))</h3>\(body)</div>"
  }

  /// Intervals of the estimates of models, where any scored the articles.
  func profiles() -> String {
    guard hasProfiles else { return "" }
    let tables = [
      ("Stance of the narrator", report.stance ?? [], -1.0), ("Frames", report.frames ?? [], 0.0),
    ]
    .filter { !$0.1.isEmpty }
    .map { name, profiles, low in
      "<h3>\(name)</h3><table class=\"plot\"><tbody>"
        + profiles.map { interval($0, low: low) }.joined() + "</tbody></table>"
    }
    return section(
      "profiles", "Stance and frames",
      "Estimates with their intervals; what a model abstained on is counted.",
      tables.joined())
  }

  private func interval(_ profile: CoverageReport.Profile, low: Double) -> String {
    func x(_ value: Double) -> Int { Int((200 * (min(max(value, low), 1) - low) / (1 - low)).rounded()) }
    var figure = "not enough evidence"
    if let estimate = profile.estimate {
      let (from, to) = (x(profile.low ?? estimate), x(profile.high ?? estimate))
      figure =
        "<svg width=\"200\" height=\"12\" aria-hidden=\"true\"><rect class=\"axis\" x=\"0\" y=\"5\" width=\"200\" height=\"1\"/>"
        + "<rect class=\"bar finding\" x=\"\(from)\" y=\"4\" width=\"\(max(1, to - from))\" height=\"3\"/>"
        + "<circle class=\"dot\" cx=\"\(x(estimate))\" cy=\"6\" r=\"5\"/></svg> "
        + button(
          ContrastTable.decimal(estimate), "Sentences for \(profile.subjectName) in \(profile.outlet)",
          profile.places.compactMap(place))
    }
    return
      "<tr><th scope=\"row\">\(isolated(profile.subjectName))</th><td>\(isolated(profile.outlet))</td><td>\(figure)</td>"
      + "<td class=\"num\">\(profile.scored) scored, \(profile.abstained) abstained</td></tr>"
  }
}
