/// What is known of an article in a corpus, its text aside.
public struct CorpusEntry: Sendable, Hashable, Encodable {
  /// The article's name in the corpus, made from its content.
  public let key: String
  /// The name it had where it came from; several articles may share one.
  public let id: String
  /// Who published it.
  public let outlet: String?
  /// The headline.
  public let title: String?
  /// The day of publication, ISO 8601.
  public let date: String?
  /// Where it was published.
  public let url: String?

  private enum CodingKeys: String, CodingKey { case key, id, outlet, title, date, url }

  /// Encodes the entry, absent values as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .key)
    try container.encode(id, forKey: .id)
    try container.encode(outlet, forKey: .outlet)
    try container.encode(title, forKey: .title)
    try container.encode(date, forKey: .date)
    try container.encode(url, forKey: .url)
  }
}
