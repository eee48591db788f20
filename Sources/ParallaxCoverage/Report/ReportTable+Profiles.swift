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
        .init(heading: "Toward", minimumWidth: 12, isWrapped: true),
        .init(heading: "Outlet", minimumWidth: 12, isWrapped: true),
        .init(heading: "negative <-> positive", minimumWidth: Self.barWidth),
        .init(heading: "mean", isNumeric: true), .init(heading: "95 %", minimumWidth: 14, isWrapped: true),
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
          + "quoted with is left out. An interval that holds 0 tells no side. " + CoverageReport.stanceLimit,
        first: "", rest: "")
      lines += limit(of: told.flatMap(\.self)) + confounding()
    }
    if !untold.isEmpty {
      lines += wrapped(
        "Fewer than \(VoiceFigure.minimumSentences) scored sentences in any outlet's own voice: "
          + untold.joined(separator: ", "), first: "", rest: "  ")
    }
    return section("Stance of the narrator", lines)
  }

  private func wording() -> String {
    let wording = report.wording ?? []
    return wording.isEmpty
      ? ""
      : section(
        "Wording of the narrator: how like sentences that people marked as biased", shares(wording, nil))
  }

  private func frames() -> String {
    let frames = report.frames ?? []
    return frames.isEmpty
      ? ""
      : section("Frames: mean probability over the articles", shares(frames, "Frame"))
  }

  /// Estimates from 0 to 1; `subject` heads the column of what they are of, nil where it is one thing.
  private func shares(_ profiles: [CoverageReport.Profile], _ subject: String?) -> [String] {
    var table = TextTable(
      [subject.map { .init(heading: $0, minimumWidth: 10) }].compactMap(\.self) + [
        .init(heading: "Outlet", minimumWidth: 10, isWrapped: true),
        .init(heading: "0 <-> 1", minimumWidth: Self.barWidth), .init(heading: "mean", isNumeric: true),
        .init(heading: "95 %", minimumWidth: 14, isWrapped: true), .init(heading: "scored", isNumeric: true),
        .init(heading: "not scored", isNumeric: true),
      ])
    var previous: String?
    for profile in profiles {
      let name = profile.subject == previous ? "" : profile.subjectName
      previous = profile.subject
      table.add(
        (subject == nil ? [] : [name]) + [
          profile.outlet, bar(profile, from: 0), profile.estimate.map(ContrastTable.decimal) ?? "-",
          interval(profile, ContrastTable.decimal), "\(profile.scored)", "\(profile.abstained)",
        ])
    }
    return table.lines(width: width, style: style) + limit(of: profiles)
  }

  private func limit(of profiles: [CoverageReport.Profile]) -> [String] {
    report.intervalLimit(of: profiles).map { wrapped($0, first: "", rest: "") } ?? []
  }

  private func confounding() -> [String] {
    report.warnings.first { $0.code == .confoundedDate }
      .map { wrapped($0.message, first: "", rest: "") } ?? []
  }

  private func interval(_ profile: CoverageReport.Profile, _ text: (Double) -> String) -> String {
    guard let low = profile.low, let high = profile.high else { return "-" }
    let few = report.fewArticles(behind: profile).map { ", \($0)" } ?? ""
    return "\(text(low)) to \(text(high))\(few)"
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
