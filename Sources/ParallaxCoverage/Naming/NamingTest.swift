import ParallaxMath

/// How sure it is that outlets differ in their use of a designation.
public struct NamingTest: Codable, Sendable, Hashable {
  /// The chance of counts as uneven where all outlets name the actor alike, mention by mention.
  public let p: Double
  /// `p` adjusted for all designations tested.
  public let q: Double
  /// Whether `p` is exact or drawn.
  public let method: ContingencyTest.Method
  /// The same over articles that use the designation, beside those that name the actor without it.
  public let articleP: Double
  /// `articleP` adjusted for all designations tested.
  public let articleQ: Double
  /// Whether `articleP` is exact or drawn.
  public let articleMethod: ContingencyTest.Method
  /// Whether one article alone uses the designation.
  public let isOneArticle: Bool

  enum CodingKeys: String, CodingKey {
    case p, q, method
    case articleP = "article_p"
    case articleQ = "article_q"
    case articleMethod = "article_method"
    case isOneArticle = "one_article"
  }
}
