/// Which fields of a JSON record or columns of a table hold what of an article: names in order of preference.
///
/// Names of columns are compared without regard to ASCII case; keys of JSON are compared as they are.
public struct FieldNames: Sendable, Hashable, Codable {
  /// The article's text.
  public var text: [String]
  /// A whole page, where the record holds HTML instead of text.
  public var html: [String]
  /// What names the record.
  public var id: [String]
  /// The headline.
  public var title: [String]
  /// Who published it.
  public var outlet: [String]
  /// The day of publication.
  public var date: [String]
  /// Where it was published.
  public var url: [String]
  /// Its language.
  public var language: [String]
  /// Who wrote it.
  public var author: [String]
  /// The event it tells of, by whatever names events.
  public var event: [String]

  /// Creates a choice of names.
  public init(
    text: [String] = ["text", "content", "body"], html: [String] = ["html"], id: [String] = ["id"],
    title: [String] = ["title"], outlet: [String] = ["outlet", "source"], date: [String] = ["date"],
    url: [String] = ["url"], language: [String] = ["language"], author: [String] = ["author"],
    event: [String] = ["event"]
  ) {
    self.text = text
    self.html = html
    self.id = id
    self.title = title
    self.outlet = outlet
    self.date = date
    self.url = url
    self.language = language
    self.author = author
    self.event = event
  }

  /// The names of this library's records.
  public static let standard = FieldNames()

  /// The names of JSON Lines: this library's, and NewsMTSC's (`sentence_normalized`, `primary_gid`).
  public static let lines = FieldNames(
    text: ["text", "content", "body", "sentence_normalized"], id: ["id", "primary_gid"])

  /// The names used by the tables of well-known corpora as well: FNC-1 (`articleBody`, `Body ID`, and the
  /// `Headline` of its lists of stances), NewsMTSC (`sentence_normalized`, `gid`).
  public static let tables = FieldNames(
    text: [
      "text", "content", "body", "articleBody", "article_body", "sentence_normalized", "sentence", "Headline",
    ],
    id: ["id", "Body ID", "gid", "primary_gid"], title: ["title", "headline"],
    outlet: ["outlet", "source", "publisher"], date: ["date", "published", "publish_date"])

  /// Puts a name before those already given for a field.
  ///
  /// - Throws: ``ArticleError`` of code `malformed` where there is no such field.
  public mutating func prefer(_ name: String, for field: String) throws(ArticleError) {
    switch field {
    case "text": text.insert(name, at: 0)
    case "html": html.insert(name, at: 0)
    case "id": id.insert(name, at: 0)
    case "title": title.insert(name, at: 0)
    case "outlet": outlet.insert(name, at: 0)
    case "date": date.insert(name, at: 0)
    case "url": url.insert(name, at: 0)
    case "language": language.insert(name, at: 0)
    case "author": author.insert(name, at: 0)
    case "event": event.insert(name, at: 0)
    default:
      throw ArticleError(
        .malformed,
        "no field \"\(field)\"; known are text, html, id, title, outlet, date, url, language, author and event"
      )
    }
  }

  /// The fields in one order that parsers rely on.
  var lists: [[String]] { [text, html, id, title, outlet, date, url, language, author, event] }
}
