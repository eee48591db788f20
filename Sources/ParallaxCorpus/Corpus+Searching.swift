import GRDB

extension Corpus {
  /// What a search found.
  public struct SearchResult: Sendable, Hashable, Encodable {
    /// An article that fits.
    public struct Hit: Sendable, Hashable, Encodable {
      /// The article.
      public let entry: CorpusEntry
      /// A piece of its text around the words looked for.
      public let snippet: String
      /// Where the words stand in the snippet: offsets in Unicode scalars, `[start, end]` each.
      public let matches: [[Int]]
      /// How well it fits (BM25, titles counting three times); more is better, and only the order within one
      /// search means anything.
      public let relevance: Double

      private enum CodingKeys: String, CodingKey { case snippet, matches, relevance }

      /// Encodes the fields of the entry and those of the hit as one object.
      public func encode(to encoder: any Encoder) throws {
        try entry.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(snippet, forKey: .snippet)
        try container.encode(matches, forKey: .matches)
        try container.encode(relevance, forKey: .relevance)
      }
    }

    /// The articles, the best first.
    public let hits: [Hit]
    /// How many articles fit in all.
    public let total: Int
  }

  /// Finds articles by their words.
  ///
  /// - Parameters:
  ///   - query: The words; see ``SearchQuery``.
  ///   - filter: Which articles are looked at.
  ///   - limit: How many are wanted.
  ///   - offset: How many of the best are passed over.
  public func search(
    _ query: SearchQuery, filter: CorpusFilter = CorpusFilter(), limit: Int = 20, offset: Int = 0
  ) throws(CorpusError) -> SearchResult {
    let (condition, arguments) = try filter.condition()
    let isAll = filter == CorpusFilter()
    return try read { db in
      let total =
        try Int.fetchOne(
          db,
          sql: isAll
            ? "SELECT count(*) FROM article_text WHERE article_text MATCH ?"
            : """
            SELECT count(*) FROM article_text JOIN article ON article.number = article_text.rowid
            WHERE article_text MATCH ? AND \(condition)
            """, arguments: [query.pattern] + arguments) ?? 0
      // The best are found before their texts are read: a snippet costs more than a rank.
      let rows = try Row.fetchAll(
        db,
        sql: """
          WITH best AS (
            SELECT article_text.rowid AS number, bm25(article_text, 3.0, 1.0) AS cost
            FROM article_text \(isAll ? "" : "JOIN article ON article.number = article_text.rowid")
            WHERE article_text MATCH ? AND \(condition) ORDER BY cost, number LIMIT ? OFFSET ?
          )
          SELECT \(CorpusEntry.columns), best.cost AS cost, snippet(article_text, 1, ?, ?, '…', 24) AS snippet
          FROM best CROSS JOIN article_text ON article_text.rowid = best.number
          JOIN article ON article.number = best.number
          LEFT JOIN outlet ON outlet.number = article.outlet
          WHERE article_text MATCH ? ORDER BY best.cost, best.number
          """,
        arguments: [query.pattern] + arguments + [
          max(0, limit), max(0, offset), Snippet.opening, Snippet.closing, query.pattern,
        ])
      return SearchResult(
        hits: try rows.map { row in
          let snippet = Snippet(try row.value("snippet"))
          let cost: Double = try row.value("cost")
          return .init(
            entry: try CorpusEntry(row), snippet: snippet.text, matches: snippet.matches, relevance: -cost)
        }, total: total)
    }
  }
}

/// A snippet whose marks have been taken out.
private struct Snippet {
  /// Two scalars for private use, which no article has a reason to hold.
  static let opening = "\u{F8F0}"
  static let closing = "\u{F8F1}"

  let text: String
  let matches: [[Int]]

  init(_ marked: String) {
    var scalars = String.UnicodeScalarView()
    var matches: [[Int]] = []
    var start: Int?
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "\u{F8F0}": start = scalars.count
      case "\u{F8F1}":
        if let first = start { matches.append([first, scalars.count]) }
        start = nil
      default: scalars.append(scalar)
      }
    }
    text = String(scalars)
    self.matches = matches
  }
}
