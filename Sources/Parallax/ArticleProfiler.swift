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
  private let stance: StanceReader?
  private let wording: WordingReader?
  private let axes: FrameAxes?

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
    self.stance = stance
    self.wording = wording
    self.axes = axes
  }

  /// The profile of an article.
  public func profile(of article: Article) -> ArticleProfile {
    let text = article.text
    let sentences = SentenceSplitter().sentences(in: text)
    let voices = VoiceShares(of: text, sentences: sentences)
    // Words in lower case, found once for all that looks them up.
    let tokens = wording == nil && axes == nil ? nil : FoldedTokens(text)
    return ArticleProfile(
      sentences: sentences, scores: analyzer.scores(of: article, sentences: sentences), voices: voices,
      actors: stance?.stances(of: text, sentences: sentences, voices: voices.spans),
      wording: wording?.profile(
        of: text, tokens ?? FoldedTokens(text), sentences: sentences, voices: voices.spans),
      axes: axes?.profiles(of: tokens ?? FoldedTokens(text)))
  }
}
