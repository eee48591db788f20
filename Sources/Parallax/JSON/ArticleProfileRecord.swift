import ParallaxArticles
import ParallaxCoverage
import ParallaxLearning
import ParallaxModels
import ParallaxText

/// The profile of one article as it leaves the library: offsets are Unicode scalars of the clean text.
///
/// Its JSON has sorted keys, so that the same profile gives the same bytes.
public struct ArticleProfileRecord: Sendable {
  private let article: Article
  private let profile: ArticleProfile

  /// Creates the record of an article and its profile.
  public init(_ article: Article, _ profile: ArticleProfile) {
    self.article = article
    self.profile = profile
  }

  /// The record as one line of JSON, without the end of the line: the fields of the scores and those of the profile
  /// side by side.
  public var json: [UInt8] {
    var writer = JSONWriter()
    // Some three times the text, and what every article has.
    writer.reserve(4 * article.text.utf8.count + 4096)
    var places = ScalarPlaces(article)
    let scores = ArticleScoreRecord(article, profile.scores)
    writer.object { writer in
      if let actors = profile.actors {
        writer.key("actors")
        writer.array { for actor in actors { write(actor, to: &$0, &places) } }
      }
      if let axes = profile.axes {
        writer.key("axes")
        writer.array { for axis in axes { write(axis, to: &$0, &places) } }
      }
      writer.member("date", article.date)
      scores.writeID(to: &writer)
      writer.member("outlet", article.outlet)
      scores.writeScores(to: &writer, &places)
      writer.member("title", article.title)
      writeVoices(to: &writer, &places)
      if let wording = profile.wording { write(wording, to: &writer, &places) }
    }
    return writer.bytes
  }

  private func words(_ range: Range<Int>) -> String { article.text.slice(utf8: range) }

  private func write(_ interval: BootstrapInterval, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("level", interval.level)
      writer.member("lower", interval.lower)
      writer.member("mean", interval.estimate)
      writer.member("upper", interval.upper)
    }
  }

  private func writeVoices(to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    let shares = profile.voices
    writer.key("voices")
    writer.object { writer in
      writer.member("attributed", shares.share(of: .attributed))
      writer.member("narrator", shares.share(of: .narrator))
      writer.member("quotation", shares.share(of: .quotation))
      writer.key("spans")
      writer.array { writer in
        for span in shares.spans {
          writer.object { writer in
            let range = places.text.scalarRange(ofUTF8: span.range)
            writer.member("end", range.upperBound)
            writer.member("speaker", span.speaker.map(words))
            writer.member("start", range.lowerBound)
            writer.member("voice", span.voice.rawValue)
          }
        }
      }
      writer.member("words", shares.wordCount)
    }
  }

  private func write(_ stance: ActorStance, to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    writer.object { writer in
      writer.key("figures")
      writer.array { writer in
        for figure in stance.figures {
          let values = stance.readings.filter { $0.voice == figure.voice && $0.isScored }
          writer.object { write(figure, stance.evidence(of: figure.voice), values, to: &$0, &places) }
        }
      }
      writer.member("id", stance.id)
      writer.member("mentions", stance.mentionCount)
      writer.member("name", stance.name)
    }
  }

  private func write(
    _ figure: VoiceFigure, _ evidence: [StanceReading], _ values: [StanceReading],
    to writer: inout JSONWriter, _ places: inout ScalarPlaces
  ) {
    writer.member("abstained", figure.abstainedCount)
    writer.key("evidence")
    writer.array { writer in
      for reading in evidence { writer.object { write(reading, to: &$0, &places) } }
    }
    writer.member("label", figure.label)
    writer.key("probabilities")
    writer.array { for probability in figure.probabilities { $0.value(probability) } }
    var reason: String?
    if case .abstained(let why) = figure.state { reason = why }
    writer.member("reason", reason)
    writer.member("sentences", figure.sentenceCount)
    if let stance = figure.stance {
      writer.key("stance")
      write(stance, to: &writer)
    }
    writer.member("state", reason == nil ? "scored" : "abstained")
    if figure.stance != nil {
      writeValues(values.map { ($0.sentence, $0.stance) }, named: "stance", to: &writer, &places)
    }
    writer.member("voice", figure.voice.rawValue)
  }

  /// What a mean is the mean of: the number of each sentence, in text order.
  private func writeValues(
    _ values: [(sentence: Range<Int>, value: Double)], named name: StaticString, to writer: inout JSONWriter,
    _ places: inout ScalarPlaces
  ) {
    writer.key("values")
    writer.array { writer in
      for entry in values {
        writer.object { writer in
          let range = places.text.scalarRange(ofUTF8: entry.sentence)
          writer.member("end", range.upperBound)
          writer.member(name, entry.value)
          writer.member("start", range.lowerBound)
        }
      }
    }
  }

  private func write(_ reading: StanceReading, to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    let range = places.text.scalarRange(ofUTF8: reading.sentence)
    writer.member("end", range.upperBound)
    writer.member("label", reading.label)
    writer.member("probability", reading.probabilities.max())
    writer.member("speaker", reading.speaker.map(words))
    writer.member("stance", reading.stance)
    writer.member("start", range.lowerBound)
    writer.member("state", "scored")
    writer.key("target")
    writer.pair(places.text.scalarRange(ofUTF8: reading.target))
    writer.member("text", words(reading.sentence))
    writer.member("voice", reading.voice.rawValue)
  }

  private func write(_ wording: WordingProfile, to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    writer.key("wording")
    writer.object { writer in
      writer.key("loaded_words")
      writer.array { writer in
        for word in wording.loadedWords {
          writer.object { writer in
            let range = places.text.scalarRange(ofUTF8: word.range)
            writer.member("end", range.upperBound)
            writer.member("probability", word.probability)
            writer.member("start", range.lowerBound)
            writer.member("voice", word.voice.rawValue)
            writer.member("word", word.word)
          }
        }
      }
      if let narrator = wording.narrator {
        writer.key("narrator")
        write(narrator, to: &writer)
      } else {
        writer.member(
          "reason",
          "fewer than \(WordingProfile.minimumSentences) sentences of the narrator could be scored")
      }
      writer.key("sentences")
      writer.array { writer in
        for reading in wording.evidence() { writer.object { write(reading, to: &$0, &places) } }
      }
      writer.member("state", wording.narrator == nil ? "abstained" : "scored")
      if wording.narrator != nil {
        let own = wording.readings.filter { $0.voice == .narrator && $0.state == .scored }
        writeValues(own.map { ($0.sentence, $0.probability) }, named: "probability", to: &writer, &places)
      }
    }
  }

  private func write(
    _ reading: WordingProfile.Reading, to writer: inout JSONWriter, _ places: inout ScalarPlaces
  ) {
    let range = places.text.scalarRange(ofUTF8: reading.sentence)
    var reason: String?
    if case .abstained(let why) = reading.state { reason = why }
    writer.member("end", range.upperBound)
    writer.member("probability", reading.probability)
    writer.member("reason", reason)
    writer.member("start", range.lowerBound)
    writer.member("state", reason == nil ? "scored" : "abstained")
    writer.member("text", words(reading.sentence))
    writer.member("voice", reading.voice.rawValue)
  }

  private func write(_ axis: AxisProfile, to writer: inout JSONWriter, _ places: inout ScalarPlaces) {
    writer.object { writer in
      writer.member("axis", axis.axis)
      writer.member("background", axis.background)
      writer.member("bias", axis.bias)
      writer.member("intensity", axis.intensity)
      writer.key("terms")
      writer.array { writer in
        for term in axis.terms {
          writer.object { writer in
            writer.key("spans")
            writer.array { for range in term.ranges { $0.pair(places.text.scalarRange(ofUTF8: range)) } }
            writer.member("term", term.word)
            writer.member("weight", term.contribution)
          }
        }
      }
      writer.member("words", axis.wordCount)
      writer.member("z", axis.z)
    }
  }
}
