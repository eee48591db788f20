import GRDB

/// The tables of a corpus, and the named steps that lead from any earlier version to the current one.
///
/// A step is never changed once released: a later version adds one. The names are kept in the file, so that an
/// older program knows a newer file when it sees it.
enum CorpusSchema {
  /// Marks the file as a corpus, in SQLite's header: "PRLX".
  static let applicationID = 0x5052_4C58

  /// The names of the steps, in their order.
  static var names: [String] { steps.map(\.name) }

  /// A migrator of the first so many steps; all where nil.
  static func migrator(steps count: Int? = nil) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps.prefix(count ?? steps.count) {
      migrator.registerMigration(step.name) { try $0.execute(sql: step.sql) }
    }
    return migrator
  }

  /// Whether a score's labels do not exclude each other, so that its record holds those given.
  static let hasLabels =
    "CASE WHEN json_valid(record) THEN json_type(record, '$.labels') = 'array' ELSE 0 END IS 1"

  /// A query of the labels that scores give: the label, or all those of a record whose labels do not exclude each other;
  /// columns `model`, `version`, `label`, `is_scored`.
  static func givenLabels(_ selection: String, _ rest: String) -> String {
    """
    \(selection) FROM (
      SELECT model, version, label, is_scored FROM score WHERE is_scored AND NOT (\(hasLabels))
      UNION ALL
      SELECT model, version, each.value, is_scored
      FROM score, json_each(CASE WHEN \(hasLabels) THEN record ELSE '{}' END, '$.labels') AS each WHERE is_scored
    ) \(rest)
    """
  }

  private static let steps: [(name: String, sql: String)] = [
    ("articles", articles), ("search", search), ("results", results), ("events", events), ("actors", actors),
    ("readings", readings),
  ]

  /// A removed span keeps what it cut out, so that no text is stored twice and every original can be had back.
  private static let articles = """
    PRAGMA application_id = \(applicationID);
    CREATE TABLE outlet (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE article (
      number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
      has_own_id INTEGER NOT NULL DEFAULT 1,
      outlet INTEGER REFERENCES outlet, url TEXT, title TEXT, date TEXT, author TEXT, dateline TEXT,
      source_line TEXT, language TEXT, encoding TEXT, text TEXT NOT NULL
    );
    CREATE INDEX article_by_id ON article (id);
    CREATE INDEX article_by_outlet ON article (outlet, date);
    CREATE INDEX article_by_date ON article (date);
    CREATE TABLE removed_span (
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      start INTEGER NOT NULL, rule TEXT NOT NULL, score REAL, text TEXT NOT NULL,
      PRIMARY KEY (article, start)
    ) WITHOUT ROWID;
    """

  /// The index takes its text from the articles; triggers keep the two together.
  private static let search = """
    CREATE VIRTUAL TABLE article_text USING fts5(
      title, text, content = 'article', content_rowid = 'number',
      tokenize = "porter unicode61 remove_diacritics 2"
    );
    INSERT INTO article_text (article_text) VALUES ('rebuild');
    CREATE TRIGGER article_text_insert AFTER INSERT ON article BEGIN
      INSERT INTO article_text (rowid, title, text) VALUES (new.number, new.title, new.text);
    END;
    CREATE TRIGGER article_text_delete AFTER DELETE ON article BEGIN
      INSERT INTO article_text (article_text, rowid, title, text)
      VALUES ('delete', old.number, old.title, old.text);
    END;
    CREATE TRIGGER article_text_update AFTER UPDATE OF title, text ON article BEGIN
      INSERT INTO article_text (article_text, rowid, title, text)
      VALUES ('delete', old.number, old.title, old.text);
      INSERT INTO article_text (rowid, title, text) VALUES (new.number, new.title, new.text);
    END;
    """

  private static let results = """
    CREATE TABLE score (
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      model TEXT NOT NULL, version TEXT NOT NULL, label TEXT NOT NULL, probability REAL NOT NULL,
      is_scored INTEGER NOT NULL, record TEXT NOT NULL,
      PRIMARY KEY (article, model)
    ) WITHOUT ROWID;
    CREATE INDEX score_by_label ON score (model, label, probability);
    CREATE TABLE summary (
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      method TEXT NOT NULL, length TEXT NOT NULL, version TEXT NOT NULL, record TEXT NOT NULL,
      PRIMARY KEY (article, method, length)
    ) WITHOUT ROWID;
    """

  private static let events = """
    CREATE TABLE event (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE event_article (
      event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      PRIMARY KEY (event, article)
    ) WITHOUT ROWID;
    CREATE INDEX event_article_by_article ON event_article (article);
    """

  /// A part of a profile beside the scores of models: voices, wording, axes, stance toward actors.
  private static let readings = """
    CREATE TABLE reading (
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      part TEXT NOT NULL, version TEXT NOT NULL, record TEXT NOT NULL,
      PRIMARY KEY (article, part)
    ) WITHOUT ROWID;
    """

  private static let actors = """
    CREATE TABLE mention (
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      actor TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (article, actor)
    ) WITHOUT ROWID;
    CREATE INDEX mention_by_actor ON mention (actor, article);
    CREATE TABLE actor_reading (
      article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, version TEXT NOT NULL
    );
    """
}
