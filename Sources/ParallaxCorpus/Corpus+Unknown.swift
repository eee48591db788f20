import GRDB

extension Corpus {
  /// What a filter asks for that no article of the corpus has, each with what there is instead: a misspelt name finds
  /// nothing just as a name that fits nothing else does.
  public func unknownValues(of filter: CorpusFilter) throws(CorpusError) -> [String] {
    try read { db in
      var found: [String] = []
      func check(_ what: String, _ value: String, _ sql: String, _ arguments: StatementArguments = []) throws
      {
        let known = try String.fetchAll(db, sql: sql, arguments: arguments)
        if known.contains(value) { return }
        let shown = known.prefix(Self.shownCount).map { "\"\($0)\"" }.joined(separator: ", ")
        found.append(
          "no article has the \(what) \"\(value)\"; "
            + (known.isEmpty ? "none is known" : "known are \(shown)")
            + (known.count > Self.shownCount ? " and \(known.count - Self.shownCount) more" : ""))
      }
      for outlet in filter.outlets {
        try check("outlet", outlet, "SELECT name FROM outlet ORDER BY name")
      }
      if let event = filter.event { try check("event", event, "SELECT name FROM event ORDER BY name") }
      if let actor = filter.actor {
        try check("actor", actor, "SELECT DISTINCT actor FROM mention ORDER BY actor")
      }
      if let score = filter.score {
        try check("score of the model", score.model, "SELECT DISTINCT model FROM score ORDER BY model")
        if let label = score.label, found.last?.contains("score of the model") != true {
          try check(
            "label", label,
            CorpusSchema.givenLabels("SELECT DISTINCT label", "WHERE model = ? ORDER BY label"), [score.model]
          )
        }
      }
      return found
    }
  }

  private static var shownCount: Int { 12 }
}
