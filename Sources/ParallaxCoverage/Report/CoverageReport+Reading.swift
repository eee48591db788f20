/// What several forms of a report say in the same words.
extension CoverageReport {
  /// A sentence as it is shown alone: whole quotation marks, and dots for what they leave out.
  func shownSentence(_ number: Int) -> String? {
    sentences.indices.contains(number) ? QuotationEnds.completed(sentences[number].text) : nil
  }

  /// The tellings of a statement: each wording once, whatever its quotation marks and spaces, with the outlets that use
  /// it, in the order of the sentences.
  func tellings(
    of statement: CoverageMap.Statement, _ sources: SentenceOutlets
  ) -> [(outlets: [String], sentence: Int)] {
    var result: [(outlets: [String], sentence: Int)] = []
    var wordings: [String] = []
    for number in statement.sentences {
      guard let outlet = sources[number] else { continue }
      let wording = Self.wording(sentences[number].text)
      if let known = wordings.firstIndex(of: wording) {
        if !result[known].outlets.contains(outlet) { result[known].outlets.append(outlet) }
      } else {
        wordings.append(wording)
        result.append(([outlet], number))
      }
    }
    return result
  }

  /// A text with straight quotation marks and single spaces.
  private static func wording(_ text: String) -> String {
    let straight = String(
      text.map { character in
        switch character {
        case "‘", "’": "'"
        case "“", "”": "\""
        default: character
        }
      })
    return straight.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Who tells part of a statement or of a sentence of the summary, as a line; nil where nobody does.
  func partTellers(_ partly: [Int]?, _ sources: SentenceOutlets) -> String? {
    let tellers = (partly ?? []).compactMap { sources[$0] }
    return tellers.isEmpty ? nil : "in part, or otherwise: \(tellers.joined(separator: ", "))"
  }

  /// The sides of conflicts that belong together, each outlet and value once.
  func sides(of conflicts: [CoverageMap.Conflict]) -> [CoverageMap.Side] {
    var seen: Set<[String]> = []
    return conflicts.flatMap { [$0.first, $0.second] }.filter { seen.insert([$0.outlet, $0.value]).inserted }
  }

  /// Where outcomes or numbers are told on different days: what else they may differ by; nil elsewhere.
  func occasions(of conflicts: [CoverageMap.Conflict]) -> String? {
    guard let kind = conflicts.first?.kind, kind == .polarity || kind == .numbers else { return nil }
    let cited = Set(
      sides(of: conflicts).map(\.place.sentence).filter(sentences.indices.contains).map {
        sentences[$0].article
      })
    let days = Set(
      articles.filter { cited.contains($0.id) }.compactMap { $0.date.map { String($0.prefix(10)) } })
    if days.count < 2 { return nil }
    let reason =
      kind == .polarity
      ? "the sentences may speak of two occasions" : "the numbers may have changed between the days"
    return "Told on \(days.sorted().joined(separator: ", ")): \(reason)."
  }

  /// What conflicts that belong together are about: "Who brokered: truce".
  static func heading(of conflicts: [CoverageMap.Conflict]) -> String {
    guard let first = conflicts.first else { return "" }
    let label = first.label ?? ""
    switch first.kind {
    case .actors:
      var words = label.split(separator: ",").map { $0.drop { $0 == " " } }
      guard !words.isEmpty else { return "Who did it" }
      let verb = words.removeFirst()
      return "Who \(verb)" + (words.isEmpty ? " it" : ": " + words.joined(separator: ", "))
    case .numbers:
      let words = label.split(separator: ", ", maxSplits: 1)
      guard let counted = words.first else { return "How many" }
      let what = ["$", "€", "£"].contains(String(counted)) ? "How much money" : "How many \(counted)"
      return words.count > 1 ? "\(what): \(words[1])" : what
    case .dates: return label.isEmpty ? "On which day" : "On which day: \(label)"
    case .polarity: return label.isEmpty ? "Whether it is so" : "Whether it is so: \(label)"
    }
  }

  /// How a list goes on that is cut after some of its items; nil where it is whole.
  static func more(_ total: Int, shown: Int) -> String? {
    total > shown ? "and \(total - shown) more" : nil
  }

  /// How many quoted words are nobody's, for the end of a list of speakers; nil where none are.
  static func unattributed(_ voice: VoiceEntry) -> String? {
    let words = voice.unattributedWords
    return words > 0 ? "no speaker found (\(words))" : nil
  }

  /// What the star behind a speaker's words means.
  static let inferredNote =
    "*: some of these quotations are by “he” or “she”, read as the person that a sentence since was about, else as the "
    + "speaker before."

  /// What a figure of stance cannot tell.
  static let stanceLimit =
    "Grim events lower a figure, whoever tells of them: compare outlets on the same event, and read the sentences."

  /// What stands behind an interval over the sentences of too few articles; nil where it is over articles, or missing.
  func fewArticles(behind profile: Profile) -> String? {
    guard profile.low != nil, profile.intervalOver == "sentences" else { return nil }
    return outlets.first { $0.name == profile.outlet }?.articles == 1 ? "one article" : "under 3 articles"
  }

  /// What the intervals over sentences among these cannot tell; nil where there are none.
  func intervalLimit(of profiles: [Profile]) -> String? {
    let few = Set(profiles.compactMap(fewArticles)).sorted()
    if few.isEmpty { return nil }
    return
      "Where an interval is marked \(few.joined(separator: " or ")), it knows nothing of how articles differ: it is "
      + "drawn over sentences, is too narrow, and tells of these articles, not of the \(grouping ?? "outlet")."
  }

  /// The stance profiles of the actors of which at least one outlet has a figure, and the names of the others.
  var stanceByActor: (told: [[Profile]], untold: [String]) {
    var groups: [[Profile]] = []
    for profile in stance ?? [] {
      if groups.last?.first?.subject == profile.subject {
        groups[groups.count - 1].append(profile)
      } else {
        groups.append([profile])
      }
    }
    return (
      groups.filter { $0.contains { $0.estimate != nil } },
      groups.filter { $0.allSatisfy { $0.estimate == nil } }.compactMap { $0.first?.subjectName }
    )
  }

  /// A number from -1 to 1 with its sign, two decimals; zero has none.
  static func signed(_ value: Double) -> String {
    let text = ContrastTable.decimal(abs(value))
    return text == "0.00" || text == "?" ? text : (value < 0 ? "−" : "+") + text
  }
}
