import GRDB

extension Corpus {
  /// An event and how many articles tell of it.
  public struct Event: Sendable, Hashable, Encodable {
    /// Its name.
    public let name: String
    /// The number of articles.
    public let count: Int
  }

  /// The events, by name.
  public func events() throws(CorpusError) -> [Event] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT name, count(article) AS count FROM event LEFT JOIN event_article ON event = event.number
          GROUP BY event.number ORDER BY name
          """
      ).map { Event(name: try $0.value("name"), count: try $0.value("count")) }
    }
  }

  /// Says which articles tell of an event, replacing what was known of it; none at all forgets it.
  ///
  /// - Throws: ``CorpusError`` with code `missing` for a key that no article has, `invalid` for an empty name.
  public func setEvent(_ name: String, to keys: [String]) throws(CorpusError) {
    try Corpus.checkName(ofEvent: name)
    try write { db in
      try db.execute(sql: "DELETE FROM event WHERE name = ?", arguments: [name])
      if keys.isEmpty { return }
      let event = try Corpus.number(ofEvent: name, db)
      for key in keys {
        try db.execute(
          sql:
            "INSERT OR IGNORE INTO event_article (event, article) SELECT ?, number FROM article WHERE key = ?",
          arguments: [event, key])
        guard try Bool.fetchOne(db, sql: "SELECT 1 FROM article WHERE key = ?", arguments: [key]) != nil
        else {
          throw CorpusError(.missing, "no article has the key \"\(key)\"")
        }
      }
    }
  }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  static func checkName(ofEvent name: String) throws(CorpusError) {
    if isBlank(name) {
      throw CorpusError(.invalid, "the name of an event is empty; name it, or leave it out")
    }
  }

  static func number(ofEvent name: String, _ db: Database) throws -> Int64? {
    try db.execute(sql: "INSERT OR IGNORE INTO event (name) VALUES (?)", arguments: [name])
    return try Int64.fetchOne(db, sql: "SELECT number FROM event WHERE name = ?", arguments: [name])
  }
}
