extension ReportTable {
  private static let barWidth = 21

  /// How each outlet's narrator stands toward actors, how it is worded, and which frames it uses.
  public func profiles() -> String {
    [stance(), wording(), frames()].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func stance() -> String {
    let (told, untold) = report.stanceByActor
    if told.isEmpty && untold.isEmpty { return "" }
    var lines: [String] = []
    if !told.isEmpty {
      var table = TextTable([
        .init(heading: "Toward", minimumWidth: 10), .init(heading: "Outlet", minimumWidth: 10),
        .init(heading: "negative <-> positive", minimumWidth: Self.barWidth),
        .init(heading: "mean", isNumeric: true), .init(heading: "95 %", minimumWidth: 14),
        .init(heading: "sentences", isNumeric: true), .init(heading: "not scored", isNumeric: true),
      ])
      for actor in told {
        for (place, profile) in actor.enumerated() {
          table.add([
            place == 0 ? profile.subjectName : "", profile.outlet, bar(profile, from: -1),
            profile.estimate.map(CoverageReport.signed) ?? "-", interval(profile, CoverageReport.signed),
            "\(profile.scored)", "\(profile.abstained)",
          ])
        }
      }
      lines += table.lines(width: width, style: style)
      lines += wrapped(
        "p(positive) - p(negative) of the sentences in the narrator's own voice that name the actor; what others are "
          + "quoted with is left out. An interval that holds 0 tells no side.", first: "", rest: "")
      lines += confounding()
    }
    if !untold.isEmpty {
      lines += wrapped(
        "Fewer than \(VoiceFigure.minimumSentences) scored sentences in any outlet's own voice: "
          + untold.joined(separator: ", "), first: "", rest: "  ")
    }
    return section("Stance of the narrator", lines)
  }

  private func wording() -> String {
    guard let wording = report.wording, !wording.isEmpty else { return "" }
    var table = TextTable([
      .init(heading: "Outlet", minimumWidth: 10), .init(heading: "0 <-> 1", minimumWidth: Self.barWidth),
      .init(heading: "mean", isNumeric: true), .init(heading: "95 %", minimumWidth: 14),
      .init(heading: "sentences", isNumeric: true), .init(heading: "not scored", isNumeric: true),
    ])
    for profile in wording {
      table.add([
        profile.outlet, bar(profile, from: 0), profile.estimate.map(ContrastTable.decimal) ?? "-",
        interval(profile, ContrastTable.decimal), "\(profile.scored)", "\(profile.abstained)",
      ])
    }
    return section(
      "Wording of the narrator: how like sentences that people marked as biased",
      table.lines(width: width, style: style))
  }

  private func frames() -> String {
    guard let frames = report.frames, !frames.isEmpty else { return "" }
    var names: [String] = []
    for profile in frames where !names.contains(profile.subject) { names.append(profile.subject) }
    var table = TextTable(
      [.init(heading: "Outlet", minimumWidth: 10)]
        + names.map { .init(heading: $0, isNumeric: true) }
        + [.init(heading: "articles", isNumeric: true), .init(heading: "not scored", isNumeric: true)])
    for outlet in report.outlets {
      let own = names.map { name in frames.first { $0.subject == name && $0.outlet == outlet.name } }
      let cells = own.map { profile -> String in
        guard let estimate = profile?.estimate else { return "-" }
        guard let low = profile?.low, let high = profile?.high else { return ContrastTable.decimal(estimate) }
        return
          "\(ContrastTable.decimal(estimate)) (\(ContrastTable.decimal(low))-\(ContrastTable.decimal(high)))"
      }
      let first = own.first.flatMap(\.self)
      table.add([outlet.name] + cells + ["\(first?.scored ?? 0)", "\(first?.abstained ?? 0)"])
    }
    return section(
      "Frames: mean probability over the articles (95 % from three articles on)",
      table.lines(width: width, style: style))
  }

  private func confounding() -> [String] {
    report.warnings.contains { $0.code == .confoundedDate }
      ? wrapped(
        "No two outlets wrote on the same day: a difference here may be one between days.", first: "",
        rest: "") : []
  }

  private func interval(_ profile: CoverageReport.Profile, _ text: (Double) -> String) -> String {
    guard let low = profile.low, let high = profile.high else { return "not enough" }
    return "\(text(low)) to \(text(high))"
  }

  /// The interval as "=" and the estimate as "o" on a line from `least` to 1, with a mark at 0.
  private func bar(_ profile: CoverageReport.Profile, from least: Double) -> String {
    func column(_ value: Double) -> Int {
      let share = (min(max(value, least), 1) - least) / (1 - least)
      return Int((share * Double(Self.barWidth - 1)).rounded())
    }
    var cells = [Character](repeating: ".", count: Self.barWidth)
    if least < 0 { cells[column(0)] = "|" }
    if let low = profile.low, let high = profile.high {
      for place in column(low)...max(column(low), column(high)) { cells[place] = "=" }
    }
    if let estimate = profile.estimate { cells[column(estimate)] = "o" }
    return String(cells)
  }
}
