import ParallaxArticles
import ParallaxCoverage
import ParallaxFeatures
import ParallaxModels
import ParallaxText

/// Makes the profile of an article by the models there are.
///
/// A profile depends on its article alone: in a batch or by itself, the same article gives the same numbers.
public struct ArticleProfiler: Sendable {
  private let analyzer: ArticleAnalyzer
  private var stance: StanceReader?
  private let wording: WordingReader?
  private let axes: FrameAxes?
  /// The words of those models that read the same as one: in lower case, and as they stand.
  private let indexes: [JointTermIndex]

  /// Creates a profiler.
  ///
  /// - Parameters:
  ///   - analyzer: scores whole articles.
  ///   - stance: scores stance toward actors; nil leaves it out.
  ///   - wording: scores wording; nil leaves it out.
  ///   - axes: places texts on axes; nil leaves them out.
  public init(
    _ analyzer: ArticleAnalyzer, stance: StanceReader? = nil, wording: WordingReader? = nil,
    axes: FrameAxes? = nil
  ) {
    self.analyzer = analyzer
    self.axes = axes
    // Models that know the same words look each up once, by the table of the axes, which is there already.
    var (wording, stance) = (wording, stance)
    if let lookup = axes?.lookup {
      wording = wording?.sharing(lookup)
      stance = stance?.sharing(lookup)
    }
    // Those of the wording are asked for now that it shares what it can: its own table would be a second one.
    for lookup in wording?.lookups ?? [] { stance = stance?.sharing(lookup) }
    self.wording = wording
    self.stance = stance
    let all =
      analyzer.classifiers.flatMap(\.features.wordVectorizers) + [wording?.wordVectorizer].compactMap(\.self)
    indexes = [true, false].compactMap { lowercase in
      Self.index(all.filter { $0.configuration.lowercase == lowercase })
    }
  }

  /// The same profiler with stance toward other actors, or toward none; its tables are those of this one.
  ///
  /// - Parameter gazetteer: the actors; nil leaves stance out, as does a profiler that was made without it.
  public func toward(_ gazetteer: Gazetteer?) -> ArticleProfiler {
    var profiler = self
    profiler.stance = gazetteer.flatMap { stance?.toward($0) }
    return profiler
  }

  /// Makes the tables that the first article would wait for.
  public func prepare() { for index in indexes { index.prepare() } }

  /// What the words of articles are looked up in, that of each reader.
  var lookups: [WordLookup] {
    (axes.map { [$0.lookup] } ?? []) + (wording?.lookups ?? []) + (stance?.lookups ?? [])
  }

  /// The vocabularies of models that read the same words as one; nil where there is none.
  private static func index(_ vectorizers: [TFIDFVectorizer]) -> JointTermIndex? {
    var joined: [TFIDFVectorizer] = []
    for vectorizer in vectorizers where JointTermIndex(joined + [vectorizer]) != nil {
      joined.append(vectorizer)
    }
    return JointTermIndex(joined)
  }

  /// The profile of an article.
  public func profile(of article: Article) -> ArticleProfile {
    let text = article.text
    let sentences = SentenceSplitter().sentences(in: text)
    let voices = VoiceShares(of: text, sentences: sentences)
    // Words in lower case, found and looked up once for all that read them, sentence by sentence.
    let isRead = wording != nil || stance != nil || axes != nil
    let tokens = FoldedTokens(text, parts: isRead ? sentences : [], numberedBy: lookups)
    let input = article.modelInput
    let words = indexes.map { $0.words(of: input) }
    let scores = analyzer.scores(of: article, sentences: sentences, words: words)
    // Actors, loaded words and axes are of English: in another language they would be found by chance.
    if scores.contains(where: \.isOfOtherLanguage) {
      return ArticleProfile(
        sentences: sentences, scores: scores, voices: voices, actors: nil,
        wording: wording.map { _ in WordingProfile(readings: [], loadedWords: []) }, axes: nil)
    }
    return ArticleProfile(
      sentences: sentences,
      scores: scores,
      voices: voices,
      actors: stance?.stances(of: text, tokens, sentences: sentences, voices: voices.spans),
      wording: wording?.profile(
        of: text, tokens,
        words: wording?.wordVectorizer.flatMap { vectorizer in
          words.first { $0.isNumbered(for: vectorizer) }
            .flatMap { PartedWords($0, parts: sentences, from: article.textStart) }
        },
        sentences: sentences, voices: voices.spans),
      axes: axes?.profiles(of: tokens))
  }
}
