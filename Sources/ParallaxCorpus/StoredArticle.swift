import ParallaxArticles

/// An article as a corpus holds it.
public struct StoredArticle: Sendable, Hashable {
  /// The article's name in the corpus, made from its content.
  public let key: String
  /// The article; the blocks of a page and warnings are not kept, and of several events the first by name is
  /// the article's.
  public let article: Article
}
