extension HTMLReport {
  /// The days on which each outlet published.
  func timeline() -> String {
    let days = Set(report.articles.compactMap(\.date).map { String($0.prefix(10)) }).filter { !$0.isEmpty }
      .sorted()
    if days.isEmpty {
      return section("time", "Time line", "", "<p>No article has a date.</p>")
    }
    let spacing = max(12, min(110, 640 / days.count))
    let width = 170 + spacing * days.count
    let height = 26 * report.outlets.count + 30
    var figure = ""
    for (x, day) in days.enumerated() where days.count <= 8 || x % (days.count / 8 + 1) == 0 {
      figure += "<text class=\"small\" x=\"\(170 + spacing * x)\" y=\"14\">\(Self.escaped(day))</text>"
    }
    for (y, outlet) in report.outlets.enumerated() {
      let line = 26 * y + 36
      figure +=
        "<text x=\"0\" y=\"\(line + 4)\">\(Self.escaped(Self.short(outlet.name)))</text>"
        + "<rect class=\"axis\" x=\"170\" y=\"\(line)\" width=\"\(width - 170)\" height=\"1\"/>"
      let dates = report.articles.lazy.filter { $0.outlet == outlet.name }.map { $0.date ?? "" }.sorted()
      for (x, day) in days.enumerated() {
        let count = dates.count { $0.hasPrefix(day) }
        if count > 0 {
          // The list below is for those who use no mouse.
          figure +=
            "<circle class=\"dot\" cx=\"\(176 + spacing * x)\" cy=\"\(line)\" r=\"\(min(11, 4 + count))\" "
            + "data-e=\"\(articlePlaces(of: outlet.name, day).joined(separator: " "))\"/>"
        }
      }
    }
    let rows = report.outlets.map { outlet in
      let own = Set(outlet.dates.map { String($0.prefix(10)) }).sorted()
      let links = own.map { day in
        button(Self.escaped(day), "Articles of \(outlet.name), \(day)", articlePlaces(of: outlet.name, day))
      }
      return "<li>\(isolated(outlet.name)): \(links.isEmpty ? "no date" : links.joined(separator: ", "))</li>"
    }
    let warning = report.warnings.first { $0.code == .confoundedDate }
    return section(
      "time", "Time line", warning.map { Self.escaped($0.message) } ?? "",
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Time line\"><svg width=\"\(width)\" height=\"\(height)\" aria-hidden=\"true\">"
        + "\(figure)</svg></div><ul>\(rows.joined())</ul>")
  }

  private func articlePlaces(of outlet: String, _ day: String) -> [String] {
    report.articles.indices.filter {
      report.articles[$0].outlet == outlet && report.articles[$0].date?.hasPrefix(day) == true
    }.compactMap(articlePlace)
  }

  /// The articles themselves, for the script to mark and for readers without one.
  func articles() -> String {
    if report.articles.isEmpty { return "" }
    let items = zip(report.articles, texts).enumerated().map { number, pair in
      let (article, text) = pair
      let heading = article.title ?? article.id
      let facts = [article.outlet, article.date].compactMap(\.self).joined(separator: " · ")
      return
        "<details class=\"article\" id=\"a\(number)\"><summary><span class=\"title\">\(isolated(heading))</span> "
        + "<span class=\"small\">\(isolated(facts))</span>\(summary(article))</summary>"
        + "<div class=\"text\" dir=\"auto\" data-s=\"\(text.sentences.map(String.init).joined(separator: " "))\">\(Self.escaped(text.text))</div></details>"
    }
    return section("articles", "Articles", "", items.joined(separator: "\n"))
  }

  private func summary(_ article: CoverageReport.ArticleEntry) -> String {
    let leaning = article.leaning.map { leaning -> String in
      guard leaning.state == .scored, let place = leaning.labels.firstIndex(of: leaning.label),
        leaning.probabilities.indices.contains(place)
      else { return "wording: not enough evidence" }
      return "wording resembles \(leaning.label) (\(ContrastTable.decimal(leaning.probabilities[place])))"
    }
    return leaning.map { " <span class=\"small\">\(Self.escaped($0))</span>" } ?? ""
  }
}
