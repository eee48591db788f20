import ParallaxLearning
import ParallaxModels
import ParallaxText

/// How the sentences of a text are worded: how much each resembles sentences that people marked as biased, and the
/// words that resemble those they marked.
public struct WordingProfile: Sendable, Hashable {
  /// What the model says of one sentence.
  public struct Reading: Sendable, Hashable {
    /// The sentence: UTF-8 offsets into the text.
    public let sentence: Range<Int>
    /// The voice at its middle: of a sentence that quotes, mostly the one that most of it is in.
    public let voice: Voice
    /// The probability that its wording would be marked.
    public let probability: Double
    /// The number of its words, as the model counts them; 1 for one that counts none.
    public let wordCount: Int
    /// Whether the model knows enough of the sentence, and why not.
    public let state: Prediction.State

    /// How much loaded wording the sentence holds: the odds that it would be marked, times its words.
    ///
    /// The model reads a sentence's terms at length one, and so how dense its loaded wording is; of two as dense
    /// sentences the longer holds more. By what number sentences of several lengths are put in order; it has no unit.
    public var amount: Double {
      // A probability of 1 is one that rounding made; the order of such sentences is that of their words.
      probability / max(1 - probability, Double.ulpOfOne) * Double(wordCount)
    }
  }

  /// A loaded word.
  public struct LoadedWord: Sendable, Hashable {
    /// Where it stands: UTF-8 offsets into the text.
    public let range: Range<Int>
    /// The word, in lower case.
    public let word: String
    /// In whose voice it stands.
    public let voice: Voice
    /// How probable it is that it would be marked.
    public let probability: Double
  }

  /// The fewest scored sentences of the narrator that the mean rests on.
  public static let minimumSentences = 3

  /// The sentences, in text order.
  public let readings: [Reading]
  /// The loaded words, in text order.
  public let loadedWords: [LoadedWord]
  /// The mean probability over the narrator's scored sentences, and its interval; nil below ``minimumSentences``.
  public let narrator: BootstrapInterval?

  /// A profile of what was read; of nothing it abstains.
  package init(readings: [Reading], loadedWords: [LoadedWord]) {
    self.readings = readings
    self.loadedWords = loadedWords
    let own = readings.filter { $0.voice == .narrator && $0.state == .scored }
    narrator =
      own.count < Self.minimumSentences ? nil : try? BootstrapInterval(meanOf: own.map(\.probability))
  }

  /// The scored sentences more like those marked as biased than like others, those of the largest
  /// ``Reading/amount`` first.
  public func evidence(limit: Int = 3) -> [Reading] {
    let scored = readings.filter { $0.state == .scored && $0.probability >= 0.5 }
    let amounts = scored.map(\.amount)
    let order = scored.indices.sorted { (amounts[$0], $1) > (amounts[$1], $0) }
    return order.prefix(limit).map { scored[$0] }
  }
}
