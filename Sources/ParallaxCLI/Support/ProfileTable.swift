import Foundation
import Parallax

/// The profile of an article as a person reads it at a terminal.
struct ProfileTable {
  private let article: Article
  private let profile: ArticleProfile
  private let knownActors: [String]

  /// - Parameter knownActors: The names of those that were looked for.
  init(_ article: Article, _ profile: ArticleProfile, knownActors: [String]) {
    self.article = article
    self.profile = profile
    self.knownActors = knownActors
  }

  /// The table, safe for a terminal.
  var text: String {
    let lines =
      ["== \(article.title ?? article.id)"] + profile.scores.flatMap(lines(of:)) + voices + actors + wording
      + axes
    return lines.map { SafeText.forTerminal($0) }.joined(separator: "\n") + "\n\n"
  }

  private func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }

  private func signed(_ value: Double) -> String {
    let text = fixed(abs(value), 2)
    return text == "0.00" ? text : (value < 0 ? "−" : "+") + text
  }

  private func words(_ range: Range<Int>) -> String {
    article.text.slice(utf8: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func lines(of score: ArticleScore) -> [String] {
    let prediction = score.prediction
    let shares = zip(score.labels, prediction.probabilities).enumerated().map { place, share in
      // A label of its own threshold is given from that on.
      let threshold = score.thresholds.map { " of \(percent($0[place])) asked" } ?? ""
      return "\(share.0) \(percent(share.1))\(threshold)"
    }.joined(separator: ", ")
    var lines: [String] = []
    switch prediction.state {
    case .scored: lines.append("\(score.model): \(resemblance(of: score)) (\(shares))")
    case .abstained(let reason): lines.append("\(score.model): \(reason)")
    }
    lines.append(
      "  words known to the model: \(percent(prediction.coverage.share)) of \(prediction.coverage.total)")
    func list(_ terms: [ArticleScore.Term]) -> String {
      terms.map { "\($0.term)\(examples(of: $0)) \(signed($0.contribution))" }.joined(separator: ", ")
    }
    let words = score.terms.filter(\.isWording)
    let measures = score.terms.filter { !$0.isWording }
    if !words.isEmpty { lines.append("  weightiest words for \(prediction.label): \(list(words))") }
    if !measures.isEmpty {
      lines.append("  how it is written, for \(prediction.label): \(list(measures))")
    }
    return lines + score.sentences.map { "  \(signed($0.contribution)) \(self.words($0.range))" }
  }

  /// The first three words that a category of words stands for in the text, or that there are none; nothing for a
  /// word, which is its own.
  private func examples(of term: ArticleScore.Term) -> String {
    guard term.term.hasPrefix("category ") else { return "" }
    var found: [String] = []
    for range in term.ranges {
      let word = words(range).lowercased()
      if !found.contains(word) { found.append(word) }
      if found.count == 3 { break }
    }
    return found.isEmpty ? " (none)" : " (\(found.joined(separator: ", ")))"
  }

  /// What the wording resembles; of a model that says yes or no it is what the model is named for.
  private func resemblance(of score: ArticleScore) -> String {
    if Set(score.labels) == ["yes", "no"] {
      return score.prediction.label == "yes"
        ? "wording resembles \(score.model) articles" : "wording does not resemble \(score.model) articles"
    }
    let labels = score.prediction.labels
    return "wording resembles \(labels.isEmpty ? "none of its labels" : labels.joined(separator: " and "))"
  }

  private var voices: [String] {
    guard let narrator = profile.voices.share(of: .narrator) else { return [] }
    let others = Voice.allCases.dropFirst().compactMap { voice in
      profile.voices.share(of: voice).map { "\(voice.rawValue) \(percent($0))" }
    }
    return ["voices: narrator \(percent(narrator)), \(others.joined(separator: ", ")) of the words"]
  }

  private var actors: [String] {
    guard let all = profile.actors else { return [] }
    let told = all.filter { actor in actor.figures.contains { $0.state == .scored } }
    let rest = all.filter { actor in actor.figures.allSatisfy { $0.state != .scored } }
    let lines = told.flatMap { actor in
      ["toward \(actor.name), named \(count(actor.mentionCount))"]
        + actor.figures.flatMap { figure in
          [line(of: figure)]
            + actor.evidence(of: figure.voice, limit: figure.state == .scored ? 2 : 1).map { reading in
              let speaker = reading.speaker.map { " (\(words($0)))" } ?? ""
              return "    \(signed(reading.stance))\(speaker) \(words(reading.sentence))"
            }
        }
    }
    let names = rest.map { "\($0.name) (named \(count($0.mentionCount)))" }.joined(separator: ", ")
    return lines
      + (rest.isEmpty ? [] : ["too few sentences in any one voice to tell a stance toward: \(names)"])
      + unnamed(besides: all)
  }

  /// The actors that the article does not name, the first of them where they are many.
  private func unnamed(besides named: [ActorStance]) -> [String] {
    let found = Set(named.map(\.name))
    let missing = knownActors.filter { !found.contains($0) }
    if missing.isEmpty { return [] }
    let rest = missing.count - Self.listedNames
    return [
      "not named: " + missing.prefix(Self.listedNames).joined(separator: ", ")
        + (rest > 0 ? " and \(rest) more" : "")
    ]
  }

  private static let listedNames = 8

  private func count(_ times: Int) -> String { times == 1 ? "once" : "\(times) times" }

  private func line(of figure: VoiceFigure) -> String {
    switch figure.state {
    case .abstained(let reason): return "  \(figure.voice.rawValue): not enough evidence, \(reason)"
    case .scored:
      guard let stance = figure.stance, let label = figure.label else { return "  \(figure.voice.rawValue)" }
      let interval =
        "\(signed(stance.estimate)), 95 % of resamples \(signed(stance.lower)) to \(signed(stance.upper))"
      return "  \(figure.voice.rawValue): \(label), \(interval), \(figure.sentenceCount) sentences"
    }
  }

  private var wording: [String] {
    guard let wording = profile.wording else { return [] }
    let mean =
      wording.narrator.map {
        "\(fixed($0.estimate, 2)) on the mean (\(fixed($0.lower, 2)) to \(fixed($0.upper, 2)))"
      }
      ?? "not enough evidence, fewer than \(WordingProfile.minimumSentences) sentences of the narrator could be scored"
    var lines = ["wording, probability that a sentence would be marked as biased: \(mean)"]
    for voice in Voice.allCases {
      let loaded = wording.loadedWords.filter { $0.voice == voice }.map(\.word)
      if loaded.isEmpty { continue }
      lines.append("  loaded words, \(voice.rawValue): \(loaded.prefix(20).joined(separator: ", "))")
    }
    return lines
      + wording.evidence().map {
        "  \(fixed($0.probability, 2)) \($0.voice == .narrator ? "" : "(\($0.voice.rawValue)) ")\(words($0.sentence))"
      }
  }

  private var axes: [String] {
    guard let axes = profile.axes else { return [] }
    let strongest = axes.sorted { abs($0.z) == abs($1.z) ? $0.axis < $1.axis : abs($0.z) > abs($1.z) }.prefix(
      3)
    return ["axes, where the text lies furthest from news at large:"]
      + strongest.map { axis in
        let terms = axis.terms.map { "\($0.word) \(signed(100 * $0.contribution))" }.joined(separator: ", ")
        return "  \(axis.axis): bias \(signed(axis.bias)), news \(signed(axis.background)); \(terms)"
      }
  }
}
