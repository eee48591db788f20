import GRDB
import ParallaxArticles

extension Corpus {
  /// The number of articles that a filter lets through.
  public func count(_ filter: CorpusFilter = CorpusFilter()) throws(CorpusError) -> Int {
    let (condition, arguments) = try filter.condition()
    return try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM article WHERE \(condition)", arguments: arguments) ?? 0
    }
  }

  /// What is known of the articles that a filter lets through, the latest first; those without a date last,
  /// those of one day in the order in which they were added.
  public func entries(
    _ filter: CorpusFilter = CorpusFilter(), limit: Int = 100, offset: Int = 0
  ) throws(CorpusError) -> [CorpusEntry] {
    let (condition, arguments) = try filter.condition()
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(CorpusEntry.columns) FROM article LEFT JOIN outlet ON outlet.number = article.outlet
          WHERE \(condition) ORDER BY article.date DESC, article.number LIMIT ? OFFSET ?
          """, arguments: arguments + [max(0, limit), max(0, offset)]
      ).map { try CorpusEntry($0) }
    }
  }

  /// The article of a key, of an id that no other article has, or of the first eight characters or more of a key, as
  /// tables show them.
  ///
  /// - Throws: ``CorpusError`` with code `missing` where there is none, `invalid` where several share the id or the beginning.
  public func article(_ name: String) throws(CorpusError) -> StoredArticle {
    let found = try read { db in
      let byKey = try Corpus.articles(where: "article.key = ?", [name], order: "1", limit: 1, offset: 0, db)
      guard byKey.isEmpty else { return byKey }
      let byID = try Corpus.articles(
        where: "article.id = ?", [name], order: "article.number", limit: 2, offset: 0, db)
      guard byID.isEmpty, name.utf8.count >= 8, name.utf8.allSatisfy(Self.isHexadecimal) else { return byID }
      return try Corpus.articles(
        where: "article.key >= ? AND article.key < ?", [name, name + "g"], order: "article.key", limit: 2,
        offset: 0,
        db)
    }
    guard let first = found.first else {
      throw CorpusError(
        .missing, "no article has the key or id \"\(name)\"; list them to see which there are")
    }
    guard found.count == 1 else {
      throw CorpusError(
        .invalid,
        "several articles have the id \"\(name)\", or a key that begins so; name one by its key, such as \(first.key)"
      )
    }
    return first
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// The articles of keys, in the order of the keys.
  ///
  /// - Throws: ``CorpusError`` with code `missing` for a key that no article has.
  public func articles(_ keys: [String]) throws(CorpusError) -> [StoredArticle] {
    var result: [StoredArticle] = []
    for key in keys { result.append(try article(key)) }
    return result
  }

  /// Hands over the articles that a filter lets through, in the order in which they were added, so many at a
  /// time: memory is bounded by a batch.
  ///
  /// - Throws: ``CorpusError``, or what `body` throws.
  public func forEachBatch(
    _ filter: CorpusFilter = CorpusFilter(), size: Int = 256, _ body: ([StoredArticle]) throws -> Void
  ) throws {
    precondition(size > 0, "a batch holds one article or more")
    let (condition, arguments) = try filter.condition()
    var last: Int64 = 0
    while true {
      let (batch, next) = try read { db in
        let batch = try Corpus.articles(
          where: "article.number > ? AND \(condition)", [last] + arguments, order: "article.number",
          limit: size, offset: 0, db)
        let next = try batch.last.flatMap {
          try Int64.fetchOne(db, sql: "SELECT number FROM article WHERE key = ?", arguments: [$0.key])
        }
        return (batch, next)
      }
      guard let next else { return }
      last = next
      try body(batch)
    }
  }

  static func articles(
    where condition: String, _ arguments: StatementArguments, order: String, limit: Int, offset: Int,
    _ db: Database
  ) throws -> [StoredArticle] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT article.*, outlet.name AS outlet_name, (
          SELECT min(event.name) FROM event_article JOIN event ON event.number = event_article.event
          WHERE event_article.article = article.number
        ) AS event_name
        FROM article
        LEFT JOIN outlet ON outlet.number = article.outlet
        WHERE \(condition) ORDER BY \(order) LIMIT ? OFFSET ?
        """, arguments: arguments + [limit, offset])
    return try rows.map { row in
      let number: Int64 = try row.value("number")
      let cuts = try Row.fetchAll(
        db, sql: "SELECT start, rule, score, text FROM removed_span WHERE article = ? ORDER BY start",
        arguments: [number])
      return StoredArticle(key: try row.value("key"), article: try article(row, cuts))
    }
  }

  /// The article of a row, its original put together from the text and what was cut out of it.
  private static func article(_ row: Row, _ cuts: [Row]) throws -> Article {
    let text: String = try row.value("text")
    let kept = Array(text.utf8)
    var original: [UInt8] = []
    var position = 0
    var removed: [RemovedSpan] = []
    for cut in cuts {
      let start: Int = try cut.value("start")
      let part: String = try cut.value("text")
      let gap = start > original.count ? min(start - original.count, kept.count - position) : 0
      original += kept[position..<position + gap]
      position += gap
      removed.append(
        RemovedSpan(
          range: original.count..<original.count + part.utf8.count,
          rule: .init(rawValue: try cut.value("rule")), score: try cut.optional("score")))
      original += Array(part.utf8)
    }
    original += kept[position...]
    var article = Article(
      id: try row.value("id"), outlet: try row.optional("outlet_name"), url: try row.optional("url"),
      title: try row.optional("title"), date: try row.optional("date"),
      dateline: try row.optional("dateline"),
      sourceLine: try row.optional("source_line"), language: try row.optional("language"),
      original: String(decoding: original, as: UTF8.self), text: text, removed: removed)
    article.hasOwnID = try row.value("has_own_id")
    article.author = try row.optional("author")
    article.event = try row.optional("event_name")
    article.encoding = try row.optional("encoding")
    return article
  }
}

extension CorpusEntry {
  static let columns =
    "article.key, article.id, outlet.name AS outlet, article.title, article.date, article.url"

  init(_ row: Row) throws {
    self.init(
      key: try row.value("key"), id: try row.value("id"), outlet: try row.optional("outlet"),
      title: try row.optional("title"), date: try row.optional("date"), url: try row.optional("url"))
  }
}
