import GRDB
import ParallaxArticles

extension Corpus {
  /// What became of an article that was to be added.
  public struct Addition: Sendable, Hashable {
    /// The article's name in the corpus.
    public let key: String
    /// Whether it is new; false where the same article was there.
    public let isNew: Bool
  }

  /// The key an article has, or would have, in a corpus.
  public static func key(of article: Article) -> String { ContentKey(article.withoutNull).text }

  /// Whether each of the articles is there already.
  public func contains(_ articles: [Article]) throws(CorpusError) -> [Bool] {
    let keys = articles.map(Corpus.key(of:))
    return try read { db in
      try keys.map { key in
        try Bool.fetchOne(db, sql: "SELECT 1 FROM article WHERE key = ?", arguments: [key]) != nil
      }
    }
  }

  /// Adds articles, all or none: those that are there already stay as they are.
  ///
  /// Adding again what was added changes nothing, so an import that was cut off is run again as it was.
  ///
  /// - Parameters:
  ///   - articles: The articles.
  ///   - event: An event they all tell of, beside the one that an article names itself; it is made where it is
  ///     new.
  ///   - results: What is known of each; empty, or one for each article. What is known of those that are
  ///     there already is replaced.
  /// - Returns: What became of each.
  /// - Throws: ``CorpusError``, also with code `invalid` where an article's text is not its original with the
  ///   removed spans cut out, or the event's name is empty.
  @discardableResult
  public func add(
    _ articles: [Article], event: String? = nil, results: [CorpusResults] = []
  ) throws(CorpusError) -> [Addition] {
    precondition(
      results.isEmpty || results.count == articles.count, "results for each article, or none at all")
    if let event { try Corpus.checkName(ofEvent: event) }
    if articles.isEmpty { return [] }
    return try write { db in
      return try articles.enumerated().map { index, article in
        let article = article.withoutNull
        let key = ContentKey(article).text
        let known = try Int64.fetchOne(db, sql: "SELECT number FROM article WHERE key = ?", arguments: [key])
        let number = try known ?? Corpus.insert(article, key, db)
        // Crawled records may have an empty field for an event they know nothing of.
        let own = article.event.flatMap { Corpus.isBlank($0) ? nil : $0 }
        for name in Set([event, own].compactMap(\.self)).sorted() {
          try db.execute(
            sql: "INSERT OR IGNORE INTO event_article (event, article) VALUES (?, ?)",
            arguments: [try Corpus.number(ofEvent: name, db), number])
        }
        if !results.isEmpty { try Corpus.put(results[index], number, db) }
        return Addition(key: key, isNew: known == nil)
      }
    }
  }

  /// Deletes articles with all that is known of them, and the events and outlets that no other article has.
  ///
  /// - Returns: How many there were.
  @discardableResult
  public func delete(_ keys: [String]) throws(CorpusError) -> Int {
    try write { db in
      var count = 0
      for key in keys {
        try db.execute(sql: "DELETE FROM article WHERE key = ?", arguments: [key])
        count += db.changesCount
      }
      if count > 0 {
        try db.execute(
          sql: "DELETE FROM event WHERE NOT EXISTS (SELECT 1 FROM event_article WHERE event = event.number)")
        try db.execute(
          sql:
            "DELETE FROM outlet WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.outlet = outlet.number)"
        )
      }
      return count
    }
  }

  private static func insert(_ article: Article, _ key: String, _ db: Database) throws -> Int64 {
    var outlet: Int64?
    if let name = article.outlet {
      try db.execute(sql: "INSERT OR IGNORE INTO outlet (name) VALUES (?)", arguments: [name])
      outlet = try Int64.fetchOne(db, sql: "SELECT number FROM outlet WHERE name = ?", arguments: [name])
    }
    let spans = try cuts(of: article)
    try db.execute(
      sql: """
        INSERT INTO article (key, id, has_own_id, outlet, url, title, date, author, dateline, source_line, language, encoding, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key, article.id, article.hasOwnID, outlet, article.url, article.title, article.date, article.author,
        article.dateline,
        article.sourceLine, article.language, article.encoding, article.text,
      ])
    let number = db.lastInsertedRowID
    for (span, text) in spans {
      try db.execute(
        sql: "INSERT INTO removed_span (article, start, rule, score, text) VALUES (?, ?, ?, ?, ?)",
        arguments: [number, span.range.lowerBound, span.rule.rawValue, span.score, text])
    }
    return number
  }

  /// What each span cut out; with the text in between it makes the original.
  private static func cuts(of article: Article) throws(CorpusError) -> [(RemovedSpan, String)] {
    let original = Array(article.original.utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(article.text.utf8.count)
    var result: [(RemovedSpan, String)] = []
    var position = 0
    for span in article.removed where !span.range.isEmpty {
      guard span.range.lowerBound >= position, span.range.upperBound <= original.count else {
        throw CorpusError(
          .invalid, "article \"\(article.id)\": a removed span overlaps another or ends too late")
      }
      kept += original[position..<span.range.lowerBound]
      result.append((span, String(decoding: original[span.range], as: UTF8.self)))
      position = span.range.upperBound
    }
    kept += original[position...]
    guard kept.elementsEqual(article.text.utf8) else {
      throw CorpusError(
        .invalid, "article \"\(article.id)\": the text is not the original with the removed spans cut out")
    }
    return result
  }
}

extension Article {
  /// The article with spaces for U+0000, where SQLite would end a text.
  fileprivate var withoutNull: Article {
    func clean(_ text: String) -> String {
      guard text.utf8.contains(0) else { return text }
      return String(decoding: text.utf8.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
    }
    var result = self
    result.id = clean(id)
    result.outlet = outlet.map(clean)
    result.url = url.map(clean)
    result.title = title.map(clean)
    result.date = date.map(clean)
    result.author = author.map(clean)
    result.event = event.map(clean)
    result.dateline = dateline.map(clean)
    result.sourceLine = sourceLine.map(clean)
    result.language = language.map(clean)
    result.original = clean(original)
    result.text = clean(text)
    return result
  }
}
