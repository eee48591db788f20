import ParallaxArticles
import ParallaxText

/// Looks for what would mislead a reader of a report.
struct CoverageWarnings {
  let articles: ReadArticles
  let ids: [String]
  let matrix: NamingMatrix?
  let leanings: [ArticleLeaning?]
  /// How many articles were known before and are left out.
  let knownCount: Int

  /// The warnings, in a fixed order: the design first, then the articles, then what was found.
  ///
  /// Each says what it
  /// means first, and which articles it is about last.
  func all() -> [CoverageWarning] {
    [
      update(), size(), dates(), oneArticleOutlets(), unknownDates(), unknownOutlet(), sameTexts(), sameIDs(),
      noWords(), otherLanguage(), names(), evidence(),
    ].compactMap(\.self)
  }

  private var entries: [ReadArticle] { articles.articles }

  private func update() -> CoverageWarning? {
    guard knownCount > 0, !entries.isEmpty else { return nil }
    return CoverageWarning(
      .update,
      "This is what is new: \(entries.count) \(entries.count == 1 ? "article" : "articles"), beside "
        + "\(knownCount) known before, which are left out.")
  }

  private func size() -> CoverageWarning? {
    if entries.isEmpty {
      return CoverageWarning(.noArticles, "No article was given: there is nothing to compare.")
    }
    if entries.count == 1 {
      return CoverageWarning(.oneArticle, "One article was given: there is nothing to compare it with.")
    }
    if articles.outlets.count == 1 {
      return CoverageWarning(
        .oneOutlet,
        "All articles are from one \(articles.grouping.name) (\(articles.outlets[0])): there is nothing to "
          + "compare it with.")
    }
    return nil
  }

  private func unknownOutlet() -> CoverageWarning? {
    let unknown = indices { articles.outlets[$0.outlet] == articles.grouping.unknown }
    if unknown.isEmpty { return nil }
    return CoverageWarning(
      .unknownOutlet,
      "Articles whose \(articles.grouping.name) is not known are shown together as \(articles.grouping.unknown): "
        + "\(list(unknown))."
    )
  }

  private func oneArticleOutlets() -> CoverageWarning? {
    guard articles.outlets.count > 1 else { return nil }
    let names = articles.outlets.indices
      .filter { outlet in entries.count { $0.outlet == outlet } == 1 }.map { articles.outlets[$0] }
    if names.isEmpty { return nil }
    return CoverageWarning(
      .oneArticleOutlet,
      "What is found where one article stands for an \(articles.grouping.name) may be the article's own: one article "
        + "only from \(Self.list(names))."
    )
  }

  /// Outlet and date are confounded for each outlet with dates that shares none with another.
  private func dates() -> CoverageWarning? {
    // Where days are compared, they are not confounded with anything.
    if articles.grouping == .date { return nil }
    var outletsByDate: [String: Set<Int>] = [:]
    for entry in entries {
      guard let date = entry.article.date.map({ String($0.prefix(10)) }), !date.isEmpty else { continue }
      outletsByDate[date, default: []].insert(entry.outlet)
    }
    let dated = outletsByDate.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
    let beside = outletsByDate.values.filter { $0.count > 1 }.reduce(into: Set<Int>()) { $0.formUnion($1) }
    guard dated.count > 1, beside != dated else { return nil }
    if beside.isEmpty {
      return CoverageWarning(
        .confoundedDate,
        "Outlet and date are confounded: no two outlets have an article of the same date, so that a difference between "
          + "outlets may be one between days."
      )
    }
    let alone = dated.subtracting(beside).sorted().map { articles.outlets[$0] }
    return CoverageWarning(
      .confoundedDate,
      "Outlet and date are confounded for \(Self.list(alone)): no other outlet has an article of the same date, so that "
        + "a difference from the others may be one between days.")
  }

  private func unknownDates() -> CoverageWarning? {
    guard articles.outlets.count > 1 else { return nil }
    let unknown = indices { ($0.article.date ?? "").isEmpty }
    if unknown.isEmpty { return nil }
    return CoverageWarning(
      .unknownDate,
      "A difference between outlets may be one between days: the date is not known of \(list(unknown)).")
  }

  private func sameTexts() -> CoverageWarning? {
    let groups = groups { $0.article.text }
    if groups.isEmpty { return nil }
    if groups[0].count == entries.count {
      return CoverageWarning(
        .sameText,
        "All articles have the same text: whatever this report counts, no \(articles.grouping.name) differs.")
    }
    return CoverageWarning(
      .sameText,
      "The same text is counted each time it is given: in \(groups.map(list).joined(separator: "; and in "))."
    )
  }

  private func sameIDs() -> CoverageWarning? {
    let groups = groups { $0.article.id }
    if groups.isEmpty { return nil }
    let names = groups.map { "“\(entries[$0[0]].article.id)”, now \(list($0))" }
    return CoverageWarning(.sameID, "Articles share an id: \(names.joined(separator: "; ")).")
  }

  private func noWords() -> CoverageWarning? {
    let empty = indices { $0.wordCount == 0 }
    return empty.isEmpty
      ? nil : CoverageWarning(.noWords, "Some articles have no words in their text: \(list(empty)).")
  }

  /// Articles hardly any of whose words are function words of English.
  private func otherLanguage() -> CoverageWarning? {
    let other = indices { EnglishProse.isUnlikely($0.article.text, words: $0.words) }
    return other.isEmpty
      ? nil
      : CoverageWarning(
        .otherLanguage,
        "Names, speakers and what tells the same are found by rules of English, and some articles hardly look English: "
          + "\(list(other)).")
  }

  private func names() -> CoverageWarning? {
    guard let matrix else {
      return CoverageWarning(.noGazetteer, "No list of actors was given: names were not compared.")
    }
    if entries.isEmpty || !matrix.rows.isEmpty { return nil }
    return matrix.actors.isEmpty
      ? CoverageWarning(
        .noActor,
        "No actor of the list was found in the articles; is it the list for this event and language?")
      : CoverageWarning(
        .noDesignation, "Actors of the list were found, but none of the designations it compares.")
  }

  private func evidence() -> CoverageWarning? {
    let abstained = leanings.indices.filter { index in
      if case .abstained = leanings[index]?.state { true } else { false }
    }
    if abstained.isEmpty { return nil }
    return CoverageWarning(
      .notEnoughEvidence,
      "There is not enough evidence to say what the wording of some articles resembles: \(list(abstained)).")
  }

  private func indices(where isIncluded: (ReadArticle) -> Bool) -> [Int] {
    entries.indices.filter { isIncluded(entries[$0]) }
  }

  /// The articles that share a key, in the order of each group's first; keys of one article left out.
  private func groups(by key: (ReadArticle) -> String) -> [[Int]] {
    var positions: [String: Int] = [:]
    var groups: [[Int]] = []
    for (number, entry) in entries.enumerated() {
      if let position = positions[key(entry)] {
        groups[position].append(number)
      } else {
        positions[key(entry)] = groups.count
        groups.append([number])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  private func list(_ numbers: [Int]) -> String { Self.list(numbers.map { ids[$0] }) }

  /// Names in a sentence: the first five, and how many more.
  private static func list(_ names: [String]) -> String {
    let shown = names.count > 6 ? Array(names.prefix(5)) + ["\(names.count - 5) more"] : names
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
