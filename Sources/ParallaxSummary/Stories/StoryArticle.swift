/// One outlet's telling of a story.
public struct StoryArticle: Sendable, Hashable, Identifiable {
  /// A name unique in the story.
  public let id: String
  /// Who published it.
  public let outlet: String
  /// Its clean text.
  public let text: String
  /// UTF-8 byte ranges of its sentences; those of `SentenceSplitter` where nil.
  public let sentences: [Range<Int>]?

  /// Creates an article.
  public init(id: String, outlet: String, text: String, sentences: [Range<Int>]? = nil) {
    self.id = id
    self.outlet = outlet
    self.text = text
    self.sentences = sentences
  }
}
