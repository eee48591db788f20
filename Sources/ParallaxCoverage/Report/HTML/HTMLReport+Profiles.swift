extension HTMLReport {
  private static let plotWidth = 200

  /// Intervals of what models say of each outlet's narrator, where any scored the articles.
  func profiles() -> String {
    if !hasProfiles { return "" }
    let confounded =
      report.warnings.first { $0.code == .confoundedDate }
      .map { "<p class=\"note\">\(Self.escaped($0.message))</p>" } ?? ""
    return section(
      "profiles", "Stance and frames",
      "The dot is the mean, the bar its 95 % interval, by articles drawn again, or by sentences where an "
        + "\(Self.escaped(groupName)) has fewer than three articles; it is wide where they are few. A bar that holds 0 tells no side. What a model knows "
        + "too little of is counted as not scored.",
      confounded + stance() + wording() + frames())
  }

  private func stance() -> String {
    let (told, untold) = report.stanceByActor
    if told.isEmpty && untold.isEmpty { return "" }
    let rows = told.flatMap { actor in
      actor.enumerated().map { place, profile in
        row(
          place == 0 ? isolated(profile.subjectName) : "", profile, from: -1,
          text: CoverageReport.signed)
      }
    }
    let rest =
      untold.isEmpty
      ? ""
      : "<p>Fewer than \(VoiceFigure.minimumSentences) scored sentences in the voice of any: "
        + untold.map(isolated).joined(separator: ", ") + ".</p>"
    return
      "<h3>Stance of the narrator</h3><p class=\"lead\">Sentences in the \(Self.escaped(groupName))’s own voice that name "
      + "the actor; what others are quoted with is left out. \(CoverageReport.stanceLimit)</p>"
      + (rows.isEmpty ? "" : plot("Stance of the narrator", "Toward", "negative · 0 · positive", rows))
      + limit(of: told.flatMap(\.self)) + rest
  }

  private func wording() -> String {
    guard let wording = report.wording, !wording.isEmpty else { return "" }
    let rows = wording.map { row("", $0, from: 0, text: ContrastTable.decimal) }
    return
      "<h3>Wording of the narrator</h3><p class=\"lead\">How probable it is that a sentence would be marked as biased "
      + "by readers, on the mean. It says what the wording resembles, not that it is wrong.</p>"
      + plot("Wording of the narrator", nil, "0 · 1", rows) + limit(of: wording)
  }

  private func limit(of profiles: [CoverageReport.Profile]) -> String {
    report.intervalLimit(of: profiles).map { "<p class=\"note\">\(Self.escaped($0))</p>" } ?? ""
  }

  private func frames() -> String {
    guard let frames = report.frames, !frames.isEmpty else { return "" }
    var previous: String?
    let rows = frames.map { profile in
      let name = profile.subject == previous ? "" : isolated(profile.subjectName)
      previous = profile.subject
      return row(name, profile, from: 0, text: ContrastTable.decimal)
    }
    return
      "<h3>Frames</h3><p class=\"lead\">The mean probability of each frame over the articles; the bar from three articles "
      + "on.</p>" + plot("Frames", "Frame", "0 · 1", rows)
  }

  private func plot(_ name: String, _ subject: String?, _ axis: String, _ rows: [String]) -> String {
    let first = subject.map { "<th scope=\"col\">\($0)</th>" } ?? ""
    let body = subject == nil ? rows.map { $0.replacing("<td class=\"subject\"></td>", with: "") } : rows
    return
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(name)\"><table class=\"plot\"><thead><tr>\(first)"
      + "<th scope=\"col\">\(Self.escaped(groupName))</th><th scope=\"col\">\(axis)</th><th scope=\"col\">mean</th>"
      + "<th scope=\"col\">95 %</th><th scope=\"col\">scored</th><th scope=\"col\">not scored</th></tr></thead><tbody>"
      + body.joined(separator: "\n") + "</tbody></table></div>"
  }

  private func row(
    _ subject: String, _ profile: CoverageReport.Profile, from least: Double, text: (Double) -> String
  ) -> String {
    let mean =
      profile.estimate.map { estimate in
        button(
          text(estimate),
          strongest(of: profile) + "entences behind \(profile.subjectName) in \(profile.outlet)",
          places(of: profile, text))
      } ?? "<span class=\"faint\">not enough evidence</span>"
    let interval =
      (profile.low.flatMap { low in profile.high.map { "\(text(low)) to \(text($0))" } } ?? "–")
      + (report.fewArticles(behind: profile).map { " <span class=\"tag\">\($0)</span>" } ?? "")
    return "<tr><td class=\"subject\">\(subject)</td><th scope=\"row\">\(isolated(profile.outlet))</th>"
      + "<td>\(figure(profile, from: least))</td><td class=\"num\">\(mean)</td><td class=\"num\">\(interval)</td>"
      + "<td class=\"num\">\(profile.scored)</td><td class=\"num\">\(profile.abstained)</td></tr>"
  }

  /// The places of a profile, each with what the model says of its sentence.
  private func places(of profile: CoverageReport.Profile, _ text: (Double) -> String) -> [String] {
    let values = profile.values ?? []
    return profile.places.enumerated().compactMap { index, stretch in
      place(stretch).map { values.indices.contains(index) ? "\($0)=\(text(values[index]))" : $0 }
    }
  }

  /// "S" where all scored sentences are shown, and what part of them is where not.
  private func strongest(of profile: CoverageReport.Profile) -> String {
    // Frames are of articles, and show words.
    guard profile.otherVoices != nil, profile.places.count < profile.scored else { return "S" }
    return "The \(profile.places.count) strongest of \(profile.scored) s"
  }

  /// The mean as a dot and its interval as a bar over an axis with a mark at 0.
  private func figure(_ profile: CoverageReport.Profile, from least: Double) -> String {
    func x(_ value: Double) -> Int {
      6 + Int((Double(Self.plotWidth) * (min(max(value, least), 1) - least) / (1 - least)).rounded())
    }
    var figure =
      "<rect class=\"axis\" x=\"6\" y=\"7\" width=\"\(Self.plotWidth)\" height=\"1\"/>"
      + "<rect class=\"zero\" x=\"\(x(0))\" y=\"1\" width=\"1\" height=\"14\"/>"
    if let low = profile.low, let high = profile.high {
      figure +=
        "<rect class=\"bar\(report.fewArticles(behind: profile) == nil ? " finding" : "")\" x=\"\(x(low))\" y=\"6\" width=\"\(max(1, x(high) - x(low)))\" height=\"4\"/>"
    }
    if let estimate = profile.estimate {
      figure += "<circle class=\"dot\" cx=\"\(x(estimate))\" cy=\"8\" r=\"5\"/>"
    }
    return "<svg width=\"\(Self.plotWidth + 12)\" height=\"16\" aria-hidden=\"true\">\(figure)</svg>"
  }
}
