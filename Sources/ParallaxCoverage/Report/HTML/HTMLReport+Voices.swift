extension HTMLReport {
  private static let speakerLimit = 12

  /// Whose words each outlet lets stand, and which media it names.
  func voices() -> String {
    guard let voices = report.voices, voices.contains(where: { !$0.speakers.isEmpty || !$0.sources.isEmpty })
    else { return "" }
    let heads = voices.map { "<th scope=\"col\">\(isolated($0.outlet))</th>" }.joined()
    let share = voices.map { voice in
      "<td class=\"num\">\(meter(voice.quotedWordShare ?? 0)) \(quotedShare(voice, voice.quotedWordShare ?? 0))</td>"
    }.joined()
    let rows = speakers(voices).map { name, known in
      "<tr><th scope=\"row\">\(isolated(name))</th>"
        + known.map { speaker in
          guard let speaker else { return "<td class=\"num h0\">0</td>" }
          let inferred = speaker.inferred > 0 ? ", \(speaker.inferred) by he or she" : ""
          let label = "\(speaker.words) words of \(name) in \(speaker.quotations) quotations\(inferred)"
          return "<td class=\"num\">"
            + button(speaker.markedWords, label, speaker.places.compactMap(place)) + "</td>"
        }.joined() + "</tr>"
    }
    let lead =
      "Words within quotation marks, by who says them. Speakers are found by rules of word order."
      + (voices.contains(where: \.hasInferred) ? " \(CoverageReport.inferredNote)" : "")
    return section(
      "voices", "Whose words", lead,
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table of speakers\"><table><thead><tr>"
        + "<th scope=\"col\">Speaker</th>\(heads)</tr></thead><tbody><tr><th scope=\"row\">all quotations</th>\(share)</tr>"
        + rows.joined(separator: "\n") + "</tbody></table></div>" + sources(voices))
  }

  /// The share of words within quotation marks, which opens the quotations.
  func quotedShare(_ voice: CoverageReport.VoiceEntry, _ share: Double) -> String {
    button(
      Self.percent(share), "All quotations in \(voice.outlet)",
      voice.speakers.flatMap(\.places).compactMap(place))
  }

  private func meter(_ share: Double) -> String {
    let width = Int((60 * min(max(share, 0), 1)).rounded())
    return
      "<svg width=\"60\" height=\"8\" aria-hidden=\"true\"><rect class=\"axis\" width=\"60\" height=\"8\"/>"
      + "<rect class=\"bar finding\" width=\"\(width)\" height=\"8\"/></svg>"
  }

  /// The speakers with the most words over all outlets, and of each outlet what it quotes of them.
  private func speakers(
    _ voices: [CoverageReport.VoiceEntry]
  ) -> [(name: String, known: [CoverageReport.VoiceEntry.Speaker?])] {
    var words: [String: Int] = [:]
    for speaker in voices.flatMap(\.speakers) where speaker.name != nil {
      words[speaker.name ?? "", default: 0] += speaker.words
    }
    let names = words.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(Self.speakerLimit).map(\.key)
    var result = names.map { name in
      (name: name, known: voices.map { voice in voice.speakers.first { $0.name == name } })
    }
    let unnamed = voices.map { voice in voice.speakers.first { $0.name == nil } }
    if unnamed.contains(where: { $0 != nil }) { result.append((name: "(nobody named)", known: unnamed)) }
    return result
  }

  /// A small graph: outlets on the left, the media they name on the right.
  private func sources(_ voices: [CoverageReport.VoiceEntry]) -> String {
    var totals: [String: Int] = [:]
    for source in voices.flatMap(\.sources) { totals[source.name, default: 0] += source.count }
    if totals.isEmpty { return "" }
    let names = totals.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(Self.speakerLimit).map(\.key)
    let citing = voices.filter { voice in voice.sources.contains { names.contains($0.name) } }
    let height = 24 * max(citing.count, names.count) + 8
    var lines = ""
    for (left, voice) in citing.enumerated() {
      for (right, name) in names.enumerated() {
        guard let source = voice.sources.first(where: { $0.name == name }) else { continue }
        lines +=
          "<line class=\"edge\" x1=\"190\" y1=\"\(24 * left + 16)\" x2=\"330\" y2=\"\(24 * right + 16)\" "
          + "stroke-width=\"\(min(8, source.count))\"/>"
      }
    }
    for (left, voice) in citing.enumerated() {
      lines +=
        "<text x=\"184\" y=\"\(24 * left + 20)\" text-anchor=\"end\">\(Self.escaped(Self.short(voice.outlet)))</text>"
    }
    for (right, name) in names.enumerated() {
      lines += "<text x=\"336\" y=\"\(24 * right + 20)\">\(Self.escaped(Self.short(name)))</text>"
    }
    let list = citing.map { voice in
      "<li>\(isolated(voice.outlet)): "
        + voice.sources.map { source in
          button(
            "\(Self.escaped(source.name)) \(source.count)", "\(source.name), named \(source.count) times",
            source.places.compactMap(place))
        }.joined(separator: " ") + "</li>"
    }
    return
      "<h3>Media and agencies named</h3><svg class=\"graph\" viewBox=\"0 0 520 \(height)\" aria-hidden=\"true\">"
      + "\(lines)</svg><ul>\(list.joined())</ul>"
  }

  static func short(_ name: String) -> String { name.count > 26 ? name.prefix(25) + "…" : name }
}
