import ParallaxModels
import ParallaxText

/// Scores the wording of a text's sentences and finds its loaded words.
public struct WordingReader: Sendable {
  private let classifier: TextClassifier
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

  /// The wording of a text.
  ///
  /// - Parameters:
  ///   - text: the clean text.
  ///   - sentences: its sentences, ascending.
  ///   - voices: its stretches of other voices, as `VoiceFinder` gives them.
  public func profile(of text: String, sentences: [Range<Int>], voices: [VoicedSpan]) -> WordingProfile {
    let predictions = classifier.classify(sentences.map { ClassifierInput(text.slice(utf8: $0)) })
    let readings = zip(sentences, predictions).map { sentence, prediction in
      // Of a sentence that quotes, the voice is that of its middle: where most of it stands.
      let middle = sentence.lowerBound + sentence.count / 2
      return WordingProfile.Reading(
        sentence: sentence, voice: voices.span(at: middle)?.voice ?? .narrator,
        probability: prediction.probabilities[biased], state: prediction.state)
    }
    let words = (classifier.markedWords?.findings(in: text) ?? []).map { found in
      WordingProfile.LoadedWord(
        range: found.range, word: found.word,
        voice: voices.span(at: found.range.lowerBound)?.voice ?? .narrator,
        probability: found.probability)
    }
    return WordingProfile(readings: readings, loadedWords: words)
  }
}
