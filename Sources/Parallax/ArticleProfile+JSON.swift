import ParallaxArticles
import ParallaxCoverage
import ParallaxLearning
import ParallaxModels
import ParallaxText

/// The profile of one article as it leaves the library: offsets are Unicode scalars of the clean text.
public struct ArticleProfileRecord: Sendable, Encodable {
  private struct Stretch: Sendable, Encodable {
    let start: Int
    let end: Int
    let text: String
  }

  private struct Interval: Sendable, Encodable {
    let mean: Double
    let lower: Double
    let upper: Double
    let level: Double

    init(_ interval: BootstrapInterval) {
      (mean, lower, upper, level) = (interval.estimate, interval.lower, interval.upper, interval.level)
    }
  }

  private struct VoiceTable: Sendable, Encodable {
    struct Speaker: Sendable, Encodable {
      let voice: String
      let start: Int
      let end: Int
      let speaker: String?
    }

    let words: Int
    let narrator: Double?
    let quotation: Double?
    let attributed: Double?
    let spans: [Speaker]
  }

  private struct Reading: Sendable, Encodable {
    let start: Int
    let end: Int
    let target: [Int]?
    let voice: String
    let speaker: String?
    let label: String?
    let probability: Double?
    let stance: Double?
    let state: String
    let reason: String?
    let text: String
  }

  private struct Figure: Sendable, Encodable {
    let voice: String
    let sentences: Int
    let abstained: Int
    let label: String?
    let stance: Interval?
    let probabilities: [Double]
    let state: String
    let reason: String?
    let evidence: [Reading]
  }

  private struct Actor: Sendable, Encodable {
    let id: String
    let name: String
    let mentions: Int
    let figures: [Figure]
  }

  private struct Wording: Sendable, Encodable {
    struct Word: Sendable, Encodable {
      let word: String
      let start: Int
      let end: Int
      let voice: String
      let probability: Double
    }

    let state: String
    let reason: String?
    let narrator: Interval?
    let sentences: [Reading]
    let loadedWords: [Word]

    enum CodingKeys: String, CodingKey {
      case state, reason, narrator, sentences
      case loadedWords = "loaded_words"
    }
  }

  private struct Axis: Sendable, Encodable {
    struct Term: Sendable, Encodable {
      let term: String
      let weight: Double
      let spans: [[Int]]
    }

    let axis: String
    let bias: Double
    let background: Double
    let intensity: Double
    let z: Double
    let words: Int
    let terms: [Term]
  }

  private let record: ArticleScoreRecord
  private let voices: VoiceTable
  private let actors: [Actor]?
  private let wording: Wording?
  private let axes: [Axis]?

  private enum CodingKeys: String, CodingKey { case voices, actors, wording, axes }

  /// Creates the record of an article and its profile.
  public init(_ article: Article, _ profile: ArticleProfile) {
    var places = Places(article.text)
    record = ArticleScoreRecord(article, profile.scores)
    voices = Self.voices(profile.voices, &places)
    actors = profile.actors?.map { Self.actor($0, &places) }
    wording = profile.wording.map { Self.wording($0, &places) }
    axes = profile.axes?.map { Self.axis($0, &places) }
  }

  /// Writes the record: the fields of the scores and those of the profile side by side.
  public func encode(to encoder: any Encoder) throws {
    try record.encode(to: encoder)
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(voices, forKey: .voices)
    try keys.encodeIfPresent(actors, forKey: .actors)
    try keys.encodeIfPresent(wording, forKey: .wording)
    try keys.encodeIfPresent(axes, forKey: .axes)
  }

  /// A text, and its offsets in scalars.
  private struct Places {
    let text: String
    var offsets: TextOffsets

    init(_ text: String) {
      self.text = text
      offsets = TextOffsets(text)
    }

    mutating func pair(_ range: Range<Int>) -> [Int] {
      let scalars = offsets.scalarRange(ofUTF8: range)
      return [scalars.lowerBound, scalars.upperBound]
    }

    func words(_ range: Range<Int>?) -> String? { range.map { text.slice(utf8: $0) } }
  }

  private static func state(_ state: Prediction.State) -> (state: String, reason: String?) {
    switch state {
    case .scored: ("scored", nil)
    case .abstained(let reason): ("abstained", reason)
    }
  }

  private static func voices(_ shares: VoiceShares, _ places: inout Places) -> VoiceTable {
    var spans: [VoiceTable.Speaker] = []
    for span in shares.spans {
      let pair = places.pair(span.range)
      spans.append(
        .init(voice: span.voice.rawValue, start: pair[0], end: pair[1], speaker: places.words(span.speaker)))
    }
    return VoiceTable(
      words: shares.wordCount, narrator: shares.share(of: .narrator), quotation: shares.share(of: .quotation),
      attributed: shares.share(of: .attributed), spans: spans)
  }

  private static func actor(_ stance: ActorStance, _ places: inout Places) -> Actor {
    var figures: [Figure] = []
    for figure in stance.figures {
      var evidence: [Reading] = []
      for reading in stance.evidence(of: figure.voice) {
        let pair = places.pair(reading.sentence)
        evidence.append(
          Reading(
            start: pair[0], end: pair[1], target: places.pair(reading.target), voice: reading.voice.rawValue,
            speaker: places.words(reading.speaker), label: reading.label,
            probability: reading.probabilities.max(), stance: reading.stance, state: "scored", reason: nil,
            text: places.text.slice(utf8: reading.sentence)))
      }
      var reason: String?
      if case .abstained(let why) = figure.state { reason = why }
      figures.append(
        Figure(
          voice: figure.voice.rawValue, sentences: figure.sentenceCount, abstained: figure.abstainedCount,
          label: figure.label, stance: figure.stance.map(Interval.init), probabilities: figure.probabilities,
          state: reason == nil ? "scored" : "abstained", reason: reason, evidence: evidence))
    }
    return Actor(id: stance.id, name: stance.name, mentions: stance.mentionCount, figures: figures)
  }

  private static func wording(_ profile: WordingProfile, _ places: inout Places) -> Wording {
    var sentences: [Reading] = []
    for reading in profile.evidence() {
      let pair = places.pair(reading.sentence)
      let (state, reason) = state(reading.state)
      sentences.append(
        Reading(
          start: pair[0], end: pair[1], target: nil, voice: reading.voice.rawValue, speaker: nil, label: nil,
          probability: reading.probability, stance: nil, state: state, reason: reason,
          text: places.text.slice(utf8: reading.sentence)))
    }
    var words: [Wording.Word] = []
    for word in profile.loadedWords {
      let pair = places.pair(word.range)
      words.append(
        .init(
          word: word.word, start: pair[0], end: pair[1], voice: word.voice.rawValue,
          probability: word.probability))
    }
    let reason =
      profile.narrator == nil
      ? "fewer than \(WordingProfile.minimumSentences) sentences of the narrator could be scored" : nil
    return Wording(
      state: reason == nil ? "scored" : "abstained", reason: reason,
      narrator: profile.narrator.map(Interval.init), sentences: sentences, loadedWords: words)
  }

  private static func axis(_ profile: AxisProfile, _ places: inout Places) -> Axis {
    var terms: [Axis.Term] = []
    for term in profile.terms {
      var spans: [[Int]] = []
      for range in term.ranges { spans.append(places.pair(range)) }
      terms.append(.init(term: term.word, weight: term.contribution, spans: spans))
    }
    return Axis(
      axis: profile.axis, bias: profile.bias, background: profile.background, intensity: profile.intensity,
      z: profile.z, words: profile.wordCount, terms: terms)
  }
}
