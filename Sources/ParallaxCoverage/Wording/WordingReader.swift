import ParallaxFeatures
import ParallaxModels
import ParallaxText

/// Scores the wording of a text's sentences and finds its loaded words.
public struct WordingReader: Sendable {
  private var classifier: TextClassifier
  private let biased: Int

  /// Creates a reader.
  ///
  /// - Throws: ``CoverageError`` of code `schema` where the classifier has no label "biased".
  public init(_ classifier: TextClassifier) throws(CoverageError) {
    guard let biased = classifier.labels.firstIndex(of: "biased") else {
      throw CoverageError(
        .schema,
        "model \(classifier.name.quoted) has the labels \(classifier.labels.joined(separator: ", ")); "
          + "expected biased among them")
    }
    self.classifier = classifier
    self.biased = biased
  }

  /// What the words of a text are looked up in.
  package var lookups: [WordLookup] { classifier.features.lookups }

  /// The same reader, which finds words by a table that others use too, where it is of the words it knows.
  package func sharing(_ lookup: WordLookup) -> WordingReader {
    var reader = self
    reader.classifier = classifier.sharing(lookup)
    return reader
  }

  /// The vectorizer of the sentences' words; nil where the model has none.
  package var wordVectorizer: TFIDFVectorizer? { classifier.features.wordVectorizer }

  /// The wording of a text.
  ///
  /// - Parameters:
  ///   - text: the clean text.
  ///   - sentences: its sentences, ascending.
  ///   - voices: its stretches of other voices, as `VoiceFinder` gives them.
  public func profile(of text: String, sentences: [Range<Int>], voices: [VoicedSpan]) -> WordingProfile {
    profile(
      of: text, FoldedTokens(text, parts: sentences, numberedBy: lookups), sentences: sentences,
      voices: voices)
  }

  /// The same of a text whose tokens are known, a part each sentence, and perhaps the words of its sentences.
  package func profile(
    of text: String, _ tokens: FoldedTokens, words: PartedWords? = nil, sentences: [Range<Int>],
    voices: [VoicedSpan]
  ) -> WordingProfile {
    let predictions = classifier.classify(
      sentences.map { ClassifierInput(text.slice(utf8: $0)) }, tokens: sentences.indices.map(tokens.slice),
      words: words)
    let readings = zip(sentences, predictions).map { sentence, prediction in
      // Of a sentence that quotes, the voice is that of its middle: where most of it stands.
      let middle = sentence.lowerBound + sentence.count / 2
      return WordingProfile.Reading(
        sentence: sentence, voice: voices.span(at: middle)?.voice ?? .narrator,
        probability: prediction.probabilities[biased], wordCount: max(1, prediction.coverage.total),
        state: prediction.state)
    }
    let found = classifier.markedWords?.findings(in: tokens) ?? []
    let words = found.filter { !NameParts.isPart($0.range, of: text, sentences) }.map { found in
      WordingProfile.LoadedWord(
        range: found.range, word: found.word,
        voice: voices.span(at: found.range.lowerBound)?.voice ?? .narrator,
        probability: found.probability)
    }
    return WordingProfile(readings: readings, loadedWords: words)
  }
}
