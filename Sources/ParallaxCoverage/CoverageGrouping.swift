import ParallaxArticles

/// What articles are compared by.
public enum CoverageGrouping: Sendable, Hashable {
  /// Who published them.
  case outlet
  /// Who wrote them.
  case author
  /// The day on which they were published.
  case date
  /// A field of their records, which was read as the outlet.
  case field(String)

  /// The name of what is compared: "outlet", "author", "date", or the field's.
  public var name: String {
    switch self {
    case .outlet: "outlet"
    case .author: "author"
    case .date: "date"
    case .field(let name): name
    }
  }

  /// What stands for the group of an article where it is not known.
  public var unknown: String { "(unknown \(name))" }

  /// The group of an article.
  public func group(of article: Article) -> String {
    let value: String? =
      switch self {
      case .outlet, .field: article.outlet
      case .author: article.author
      case .date: article.date.map { String($0.prefix(10)) }
      }
    guard let value, !value.isEmpty else { return unknown }
    return value
  }
}
