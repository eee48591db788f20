import ParallaxArticles
import ParallaxCoverage
import ParallaxText

/// Everything the toolkit says of one article: which wording it resembles, in whose voices it speaks, toward whom,
/// with which loaded words, in which frames, and how sure that is.
public struct ArticleProfile: Sendable {
  /// Where the sentences of the text stand: UTF-8 offsets.
  public let sentences: [Range<Int>]
  /// The models of whole articles.
  public let scores: [ArticleScore]
  /// Whose words the text tells.
  public let voices: VoiceShares
  /// The stance toward each actor named; nil without a model of actors or a gazetteer.
  public let actors: [ActorStance]?
  /// The wording of the sentences; nil without a model of wording.
  public let wording: WordingProfile?
  /// Where the text lies on axes between words; nil without vectors, or where too few words have any.
  public let axes: [AxisProfile]?
}
