import GRDB

/// What a corpus holds, in numbers.
public struct CorpusStatistics: Sendable, Hashable, Encodable {
  /// The articles of one outlet.
  public struct Outlet: Sendable, Hashable, Encodable {
    /// Its name; nil stands for articles whose outlet is not known.
    public let name: String?
    /// The number of its articles.
    public let articles: Int
    /// The day of the first.
    public let from: String?
    /// The day of the last.
    public let to: String?
  }

  /// The labels of one version of one model.
  public struct Model: Sendable, Hashable, Encodable {
    /// The name of the model.
    public let model: String
    /// What it was when it scored.
    public let version: String
    /// The number of articles by label, those that lacked evidence aside.
    public let labels: [String: Int]
    /// The number of articles that lacked evidence.
    public let abstained: Int
  }

  /// The number of articles.
  public let articles: Int
  /// The number of removed spans.
  public let removedSpans: Int
  /// The number of summaries.
  public let summaries: Int
  /// The outlets, by name.
  public let outlets: [Outlet]
  /// The models, by name and version.
  public let models: [Model]
  /// The events, by name.
  public let events: [Corpus.Event]
  /// The size of the file in bytes.
  public let bytes: Int

  private enum CodingKeys: String, CodingKey {
    case articles, summaries, outlets, models, events, bytes
    case removedSpans = "removed_spans"
  }
}

extension Corpus {
  /// Counts what the corpus holds.
  public func statistics() throws(CorpusError) -> CorpusStatistics {
    let events = try events()
    return try read { db in
      func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      let outlets = try Row.fetchAll(
        db,
        sql: """
          SELECT name, count(*) AS count, min(date) AS first, max(date) AS last
          FROM article LEFT JOIN outlet ON outlet.number = article.outlet GROUP BY outlet.number ORDER BY name
          """)
      let scores = try Row.fetchAll(
        db,
        sql: "SELECT model, version, NULL AS label, count(*) - sum(is_scored) AS count FROM score "
          + "GROUP BY model, version UNION ALL "
          + CorpusSchema.givenLabels(
            "SELECT model, version, label, count(*)", "GROUP BY model, version, label ORDER BY 1, 2"))
      var models: [CorpusStatistics.Model] = []
      for row in scores {
        let model: String = try row.value("model")
        let version: String = try row.value("version")
        var current = CorpusStatistics.Model(model: model, version: version, labels: [:], abstained: 0)
        if let last = models.last, last.model == model, last.version == version {
          current = models.removeLast()
        }
        let count: Int = try row.value("count")
        let label: String? = try row.optional("label")
        var labels = current.labels
        if let label { labels[label] = count }
        models.append(
          .init(
            model: model, version: version, labels: labels,
            abstained: current.abstained + (label == nil ? count : 0)))
      }
      return CorpusStatistics(
        articles: try number("SELECT count(*) FROM article"),
        removedSpans: try number("SELECT count(*) FROM removed_span"),
        summaries: try number("SELECT count(*) FROM summary"),
        outlets: try outlets.map {
          .init(
            name: try $0.optional("name"), articles: try $0.value("count"), from: try $0.optional("first"),
            to: try $0.optional("last"))
        },
        models: models, events: events,
        bytes: try number("PRAGMA page_count") * number("PRAGMA page_size"))
    }
  }
}
