/// Collects mentions article by article and makes the rows of a naming matrix of them.
struct NamingTally {
  private struct Use {
    let outlet: Int
    let term: Int
    let occurrence: NamingMatrix.Occurrence
  }

  private let gazetteer: Gazetteer
  private let outletCount: Int
  /// The uses of designations, by actor, in the order of articles and places.
  private var uses: [[Use]]
  private var aliasCounts: [[Int]]
  private var designationCounts: [[Int]]
  private var articleCounts: [[Int]]

  init(gazetteer: Gazetteer, outletCount: Int) {
    self.gazetteer = gazetteer
    self.outletCount = outletCount
    uses = Array(repeating: [], count: gazetteer.actors.count)
    let zeros = [Int](repeating: 0, count: outletCount)
    aliasCounts = Array(repeating: zeros, count: gazetteer.actors.count)
    designationCounts = aliasCounts
    articleCounts = aliasCounts
  }

  mutating func add(_ mentions: [Mention], of article: ReadArticle, number: Int) {
    var isNamed = [Bool](repeating: false, count: gazetteer.actors.count)
    for mention in mentions {
      switch mention.kind {
      case .alias:
        aliasCounts[mention.actor][article.outlet] += 1
        isNamed[mention.actor] = true
      case .designation(let term, _):
        designationCounts[mention.actor][article.outlet] += 1
        isNamed[mention.actor] = true
        record(mention, term: term, isRelated: false, article, number)
      case .related(let term, _):
        record(mention, term: term, isRelated: true, article, number)
      }
    }
    for actor in isNamed.indices where isNamed[actor] { articleCounts[actor][article.outlet] += 1 }
  }

  private mutating func record(
    _ mention: Mention, term: Int, isRelated: Bool, _ article: ReadArticle, _ number: Int
  ) {
    let sentence = article.sentence(holding: mention.range.lowerBound)
    let occurrence = NamingMatrix.Occurrence(
      article: number, sentence: sentence,
      sentenceRange: sentence.map { article.sentences[$0] } ?? mention.range, mentionRange: mention.range,
      form: gazetteer.form(of: mention), isRelated: isRelated)
    uses[mention.actor].append(Use(outlet: article.outlet, term: term, occurrence: occurrence))
  }

  func rows(wordCounts: [Int]) -> [NamingMatrix.Row] {
    var rows: [NamingMatrix.Row] = []
    for (number, actor) in gazetteer.actors.enumerated() {
      for (term, designation) in actor.designations.enumerated() {
        let uses = uses[number].filter { $0.term == term }
        if uses.isEmpty { continue }
        let cells = (0..<outletCount).map { outlet in
          cell(uses.filter { $0.outlet == outlet }.map(\.occurrence), wordCount: wordCounts[outlet])
        }
        rows.append(
          NamingMatrix.Row(
            actor: number, actorID: actor.id, actorName: actor.name, term: designation.term, cells: cells,
            forms: formCounts(of: designation, cells)))
      }
    }
    // An actor's rows stay together: the actor most often given a name first.
    var totals = [Int](repeating: 0, count: gazetteer.actors.count)
    for row in rows { totals[row.actor] += row.count }
    return rows.sorted { a, b in
      if totals[a.actor] != totals[b.actor] { return totals[a.actor] > totals[b.actor] }
      if a.actorID != b.actorID { return precedes(a.actorID, b.actorID) }
      if a.count != b.count { return a.count > b.count }
      if a.relatedCount != b.relatedCount { return a.relatedCount > b.relatedCount }
      return precedes(a.term, b.term)
    }
  }

  func actors() -> [NamingMatrix.ActorCount] {
    gazetteer.actors.enumerated().map { number, actor in
      NamingMatrix.ActorCount(
        actor: number, actorID: actor.id, actorName: actor.name, kind: actor.kind,
        aliasCounts: aliasCounts[number], designationCounts: designationCounts[number],
        articleCounts: articleCounts[number])
    }
    .filter { $0.count > 0 }
    .sorted { a, b in a.count != b.count ? a.count > b.count : precedes(a.actorID, b.actorID) }
  }

  private func cell(_ occurrences: [NamingMatrix.Occurrence], wordCount: Int) -> NamingMatrix.Cell {
    var articleCounts: [NamingMatrix.ArticleCount] = []
    // The occurrences come article by article, so that one look back finds the entry to raise.
    for occurrence in occurrences {
      let last = articleCounts.last.flatMap { $0.article == occurrence.article ? $0 : nil }
      if last != nil { articleCounts.removeLast() }
      articleCounts.append(
        .init(
          article: occurrence.article, count: (last?.count ?? 0) + (occurrence.isRelated ? 0 : 1),
          relatedCount: (last?.relatedCount ?? 0) + (occurrence.isRelated ? 1 : 0)))
    }
    let count = occurrences.count { !$0.isRelated }
    return NamingMatrix.Cell(
      count: count, relatedCount: occurrences.count - count, articleCounts: articleCounts,
      ratePerThousandWords: wordCount > 0 ? Double(count) * 1000 / Double(wordCount) : nil,
      occurrences: occurrences)
  }

  private func formCounts(
    of designation: Gazetteer.Designation, _ cells: [NamingMatrix.Cell]
  ) -> [NamingMatrix.FormCount] {
    let forms = designation.forms.map { ($0, false) } + designation.related.map { ($0, true) }
    return forms.compactMap { form, isRelated in
      let counts = cells.map { cell in
        cell.occurrences.count { $0.isRelated == isRelated && $0.form == form }
      }
      return counts.contains { $0 > 0 }
        ? NamingMatrix.FormCount(form: form, isRelated: isRelated, counts: counts) : nil
    }
  }

  private func precedes(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }
}
