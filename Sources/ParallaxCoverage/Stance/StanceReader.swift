import ParallaxFeatures
import ParallaxModels
import ParallaxText

/// Scores the stance of a text toward the actors of a gazetteer, sentence by sentence and voice by voice.
public struct StanceReader: Sendable {
  private var classifier: TextClassifier
  private var gazetteer: Gazetteer
  private var matcher: NameMatcher
  private let negative: Int
  private let positive: Int

  /// Creates a reader.
  ///
  /// - Throws: ``CoverageError`` of code `schema` where the classifier has no labels "negative" and "positive".
  public init(_ classifier: TextClassifier, gazetteer: Gazetteer) throws(CoverageError) {
    guard let negative = classifier.labels.firstIndex(of: "negative"),
      let positive = classifier.labels.firstIndex(of: "positive")
    else {
      throw CoverageError(
        .schema,
        "model \(classifier.name.quoted) has the labels \(classifier.labels.joined(separator: ", ")); "
          + "expected negative and positive among them")
    }
    self.classifier = classifier
    self.gazetteer = gazetteer
    self.negative = negative
    self.positive = positive
    matcher = NameMatcher(gazetteer)
  }

  /// The same reader, toward other actors.
  public func toward(_ gazetteer: Gazetteer) -> StanceReader {
    var reader = self
    reader.gazetteer = gazetteer
    reader.matcher = NameMatcher(gazetteer)
    return reader
  }

  /// What the words of a text are looked up in.
  package var lookups: [WordLookup] { classifier.features.lookups }

  /// The same reader, which finds words by a table that others use too, where it is of the words it knows.
  package func sharing(_ lookup: WordLookup) -> StanceReader {
    var reader = self
    reader.classifier = classifier.sharing(lookup)
    return reader
  }

  /// The stance of a text toward each actor it names, the most often named first.
  ///
  /// Those named alike stand in the gazetteer's order. Places are no actors. A sentence that names the actor outside of
  /// quotation marks and is half quoted or more ("…," X said) is scored by what is quoted, and so counts as quotation.
  ///
  /// - Parameters:
  ///   - text: the clean text.
  ///   - sentences: its sentences, ascending.
  ///   - voices: its stretches of other voices, as `VoiceFinder` gives them.
  public func stances(of text: String, sentences: [Range<Int>], voices: [VoicedSpan]) -> [ActorStance] {
    stances(
      of: text, FoldedTokens(text, parts: sentences, numberedBy: lookups), sentences: sentences,
      voices: voices)
  }

  /// The same of a text whose tokens are known, a part each sentence.
  package func stances(
    of text: String, _ tokens: FoldedTokens, sentences: [Range<Int>], voices: [VoicedSpan]
  ) -> [ActorStance] {
    var places: [Int: [(sentence: Int, target: Range<Int>)]] = [:]
    var counts: [Int: Int] = [:]
    var sentence = 0
    for mention in matcher.mentions(in: text) where gazetteer.actors[mention.actor].kind != .place {
      while sentence < sentences.count, sentences[sentence].upperBound <= mention.range.lowerBound {
        sentence += 1
      }
      guard sentence < sentences.count, sentences[sentence].contains(mention.range.lowerBound),
        mention.range.upperBound <= sentences[sentence].upperBound
      else { continue }
      counts[mention.actor, default: 0] += 1
      if places[mention.actor]?.last?.sentence != sentence {
        places[mention.actor, default: []].append((sentence, mention.range))
      }
    }
    let actors = counts.keys.sorted { (-(counts[$0] ?? 0), $0) < (-(counts[$1] ?? 0), $1) }
    var all = readings(text, tokens, actors.flatMap { places[$0] ?? [] }, sentences, voices)[...]
    return actors.map { actor in
      let count = places[actor]?.count ?? 0
      let readings = Array(all.prefix(count))
      all = all.dropFirst(count)
      let figures = Voice.allCases.compactMap { voice -> VoiceFigure? in
        let own = readings.filter { $0.voice == voice }
        return own.isEmpty ? nil : VoiceFigure(voice, own, labels: classifier.labels)
      }
      return ActorStance(
        id: gazetteer.actors[actor].id, name: gazetteer.actors[actor].name, mentionCount: counts[actor] ?? 0,
        readings: readings, figures: figures)
    }
  }

  /// The readings of some places, by one pass of the model over all of them.
  private func readings(
    _ text: String, _ tokens: FoldedTokens, _ places: [(sentence: Int, target: Range<Int>)],
    _ sentences: [Range<Int>], _ voices: [VoicedSpan]
  ) -> [StanceReading] {
    let predictions = classifier.classify(
      places.map { place in
        let start = sentences[place.sentence].lowerBound
        return ClassifierInput(
          text.slice(utf8: sentences[place.sentence]),
          target: (place.target.lowerBound - start)..<(place.target.upperBound - start))
      }, tokens: places.map { tokens.slice($0.sentence) })
    return zip(places, predictions).map { place, prediction in
      let span =
        voices.span(at: place.target.lowerBound) ?? voices.quotation(fillingHalfOf: sentences[place.sentence])
      return StanceReading(
        sentence: sentences[place.sentence], target: place.target, voice: span?.voice ?? .narrator,
        speaker: span?.speaker, label: prediction.label, probabilities: prediction.probabilities,
        stance: prediction.probabilities[positive] - prediction.probabilities[negative],
        state: prediction.state)
    }
  }
}
