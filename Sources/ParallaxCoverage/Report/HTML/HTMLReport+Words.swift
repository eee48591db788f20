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
}
