import GRDB

extension Corpus {
  /// What an article lacks, to be found by ``stale(_:after:limit:)``.
  public struct Wanted: Sendable, Hashable {
    /// The version of each model by its name.
    public var models: [String: String]
    /// The version of each part of the profile beside the scores, by its name.
    public var readings: [String: String]
    /// The summary: its method, length and version.
    public var summary: (method: String, length: String, version: String)? {
      get { summaryKey.map { ($0[0], $0[1], $0[2]) } }
      set { summaryKey = newValue.map { [$0.method, $0.length, $0.version] } }
    }
    /// The version of the gazetteer.
    public var gazetteer: String?
    private var summaryKey: [String]?

    /// Creates wishes.
    public init(
      models: [String: String] = [:], readings: [String: String] = [:], gazetteer: String? = nil
    ) {
      self.models = models
      self.readings = readings
      self.gazetteer = gazetteer
    }
  }

  /// Keeps what was found of articles, replacing what was known under the same names; all or none.
  ///
  /// Articles that are no longer there are passed over.
  public func put(_ results: [(key: String, results: CorpusResults)]) throws(CorpusError) {
    try write { db in
      for (key, results) in results {
        if let number = try Int64.fetchOne(
          db, sql: "SELECT number FROM article WHERE key = ?", arguments: [key])
        {
          try Corpus.put(results, number, db)
        }
      }
    }
  }

  /// The next articles that lack something wanted, or have it of another version, in the order in which they
  /// were added.
  ///
  /// - Parameters:
  ///   - wanted: What they should have.
  ///   - key: The article after which to look; the first where nil.
  ///   - limit: How many at most.
  public func stale(
    _ wanted: Wanted, after key: String? = nil, limit: Int = 64
  ) throws(CorpusError) -> [StoredArticle] {
    var parts: [String] = []
    var arguments: StatementArguments = []
    for (model, version) in wanted.models.sorted(by: { $0.key < $1.key }) {
      parts.append(
        "NOT EXISTS (SELECT 1 FROM score WHERE score.article = article.number AND model = ? AND version = ?)")
      arguments += [model, version]
    }
    for (part, version) in wanted.readings.sorted(by: { $0.key < $1.key }) {
      parts.append(
        "NOT EXISTS (SELECT 1 FROM reading WHERE reading.article = article.number AND part = ? AND version = ?)"
      )
      arguments += [part, version]
    }
    if let (method, length, version) = wanted.summary {
      parts.append(
        "NOT EXISTS (SELECT 1 FROM summary WHERE summary.article = article.number AND method = ? "
          + "AND length = ? AND version = ?)")
      arguments += [method, length, version]
    }
    if let gazetteer = wanted.gazetteer {
      parts.append(
        "NOT EXISTS (SELECT 1 FROM actor_reading WHERE actor_reading.article = article.number AND version = ?)"
      )
      arguments += [gazetteer]
    }
    guard !parts.isEmpty else { return [] }
    return try read { db in
      let first = try key.flatMap {
        try Int64.fetchOne(db, sql: "SELECT number FROM article WHERE key = ?", arguments: [$0])
      }
      return try Corpus.articles(
        where: "article.number > ? AND (\(parts.joined(separator: " OR ")))",
        [first ?? 0] + arguments, order: "article.number", limit: limit, offset: 0, db)
    }
  }

  /// How many articles were read for the actors of a gazetteer of another version: reading them for this one replaces
  /// their mentions.
  public func articles(readForOtherThan gazetteer: String) throws(CorpusError) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM actor_reading WHERE version <> ?", arguments: [gazetteer]) ?? 0
    }
  }

  /// The scores of an article, by the names of their models.
  public func scores(of key: String) throws(CorpusError) -> [StoredScore] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT model, version, label, probability, is_scored, record
          FROM score JOIN article ON article.number = score.article WHERE key = ? ORDER BY model
          """, arguments: [key]
      ).map {
        StoredScore(
          model: try $0.value("model"), version: try $0.value("version"), label: try $0.value("label"),
          probability: try $0.value("probability"), isScored: try $0.value("is_scored"),
          record: try $0.value("record"))
      }
    }
  }

  /// The parts of an article's profile beside the scores, by their names.
  public func readings(of key: String) throws(CorpusError) -> [StoredReading] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT part, version, record
          FROM reading JOIN article ON article.number = reading.article WHERE key = ? ORDER BY part
          """, arguments: [key]
      ).map {
        StoredReading(
          part: try $0.value("part"), version: try $0.value("version"), record: try $0.value("record"))
      }
    }
  }

  /// The summaries of an article, by method and length.
  public func summaries(of key: String) throws(CorpusError) -> [StoredSummary] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT method, length, version, record
          FROM summary JOIN article ON article.number = summary.article WHERE key = ? ORDER BY method, length
          """, arguments: [key]
      ).map {
        StoredSummary(
          method: try $0.value("method"), length: try $0.value("length"), version: try $0.value("version"),
          record: try $0.value("record"))
      }
    }
  }

  /// How often an article names each actor, as far as it was read for them.
  public func mentions(of key: String) throws(CorpusError) -> [String: Int] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT actor, count FROM mention JOIN article ON article.number = mention.article WHERE key = ?
          """, arguments: [key])
      var counts: [String: Int] = [:]
      for row in rows { counts[try row.value("actor")] = try row.value("count") }
      return counts
    }
  }

  static func put(_ results: CorpusResults, _ article: Int64, _ db: Database) throws {
    for score in results.scores {
      try db.execute(
        sql: "INSERT OR REPLACE INTO score (article, model, version, label, probability, is_scored, record) "
          + "VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          article, score.model, score.version, score.label, score.probability, score.isScored, score.record,
        ])
    }
    for reading in results.readings {
      try db.execute(
        sql: "INSERT OR REPLACE INTO reading (article, part, version, record) VALUES (?, ?, ?, ?)",
        arguments: [article, reading.part, reading.version, reading.record])
    }
    for summary in results.summaries {
      try db.execute(
        sql:
          "INSERT OR REPLACE INTO summary (article, method, length, version, record) VALUES (?, ?, ?, ?, ?)",
        arguments: [article, summary.method, summary.length, summary.version, summary.record])
    }
    guard let actors = results.actors else { return }
    try db.execute(sql: "DELETE FROM mention WHERE article = ?", arguments: [article])
    for (actor, count) in actors.counts.sorted(by: { $0.key < $1.key }) where count > 0 {
      try db.execute(
        sql: "INSERT INTO mention (article, actor, count) VALUES (?, ?, ?)",
        arguments: [article, actor, count])
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO actor_reading (article, version) VALUES (?, ?)",
      arguments: [article, actors.version])
  }
}
