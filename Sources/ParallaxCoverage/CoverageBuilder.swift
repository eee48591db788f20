import ParallaxArticles
import ParallaxSummary
import ParallaxText

/// Puts a report together: names, voices, words, the coverage map, scores and summaries, with all they cite in one
/// table.
struct CoverageBuilder {
  let articles: ReadArticles
  let gazetteer: Gazetteer?
  let summaries: [ArticleSummary?]
  let leanings: [ArticleLeaning?]
  let story: StorySummary?
  let options: Coverage.Options
  let parts: CoverageParts

  init(
    articles: ReadArticles, gazetteer: Gazetteer?, summaries: [ArticleSummary?], leanings: [ArticleLeaning?],
    readings: [ArticleReadings?], story: StorySummary?, options: Coverage.Options, threads: Int
  ) {
    self.articles = articles
    self.gazetteer = gazetteer
    self.summaries = summaries
    self.leanings = leanings
    self.story = story
    self.options = options
    parts = CoverageParts(
      articles, gazetteer: gazetteer, readings: readings, options: options, threads: threads)
  }

  func report() -> CoverageReport {
    let matrix = parts.matrix
    let ids = uniqueIDs()
    var table = SentenceTable(articleCount: articles.articles.count)
    cite(matrix, in: &table)
    citeParts(in: &table)
    let sentences = table.close(articles.articles, ids: ids)
    return CoverageReport(
      gazetteer: gazetteer.map {
        .init(language: $0.language, description: $0.description, actors: $0.actors.count)
      },
      grouping: articles.grouping.name, outlets: outlets(), articles: entries(ids: ids, table),
      known: options.known.isEmpty ? nil : options.known,
      naming: (matrix?.rows ?? []).enumerated().map { number, row in
        self.row(row, test: parts.namingTests[number], ids: ids, table)
      },
      actors: (matrix?.actors ?? []).map(actor), voices: voiceEntries(table),
      contrast: contrastSection(table), map: coverageMap(table), story: storySection(table),
      stance: stanceProfiles(table), frames: profiles(parts.frames, table),
      wording: profiles(parts.wordings, table),
      sentences: sentences,
      warnings: CoverageWarnings(
        articles: articles, ids: ids, matrix: matrix, leanings: leanings, knownCount: options.known.count
      ).all())
  }

  /// The ids of the articles; where one comes again, a number is added to it.
  private func uniqueIDs() -> [String] {
    let given = articles.articles.map(\.article.id)
    let all = Set(given)
    var used: Set<String> = []
    return given.map { id in
      var unique = id
      var number = 2
      while used.contains(unique) || (unique != id && all.contains(unique)) {
        unique = "\(id)#\(number)"
        number += 1
      }
      used.insert(unique)
      return unique
    }
  }

  private func cite(_ matrix: NamingMatrix?, in table: inout SentenceTable) {
    for occurrence in (matrix?.rows ?? []).flatMap({ $0.cells.flatMap(\.occurrences) }) {
      table.cite(occurrence.sentenceRange, of: occurrence.article)
      table.note(occurrence.mentionRange, of: occurrence.article)
    }
    for place in (story?.sentences ?? []).flatMap({ $0.tellings + $0.repetitions }) {
      table.cite(clamped(place.range, place.article), of: place.article)
    }
    for number in articles.articles.indices {
      for sentence in summaries[number]?.sentences ?? [] {
        table.cite(clamped(sentence.range, number), of: number)
      }
      for term in leanings[number]?.topTerms ?? [] {
        if let range = term.range { table.note(range, of: number) }
      }
    }
  }

  private func clamped(_ range: Range<Int>, _ article: Int) -> Range<Int> {
    range.clamped(to: 0..<articles.articles[article].article.text.utf8.count)
  }

  private func outlets() -> [CoverageReport.Outlet] {
    articles.outlets.enumerated().map { position, name in
      let own = articles.articles.filter { $0.outlet == position }
      return CoverageReport.Outlet(
        name: name, articles: own.count, dates: Set(own.compactMap(\.article.date)).sorted(),
        words: own.reduce(0) { $0 + $1.wordCount }, sentences: own.reduce(0) { $0 + $1.sentences.count },
        quotedShare: quotedShare(of: own))
    }
  }

  private func quotedShare(of articles: [ReadArticle]) -> Double? {
    var quoted = 0
    var total = 0
    for article in articles {
      let text = article.article.text
      let offsets = TextOffsets(text)
      for quotation in QuotationFinder().quotations(in: text) where quotation.level == 0 {
        quoted += offsets.scalarRange(ofUTF8: quotation.range).count
      }
      total += offsets.scalarOffset(ofUTF8: text.utf8.count)
    }
    return total > 0 ? Double(quoted) / Double(total) : nil
  }

  private func storySection(_ table: SentenceTable) -> CoverageReport.Story? {
    story.map { story in
      CoverageReport.Story(
        method: story.method,
        sentences: story.sentences.map { sentence in
          let opposing = opposing(sentence.place)
          let (told, partly) = aligned(sentence.place)
          var known: Set<String> = []
          // Who belongs to the statement tells it too, though in words too different for the summary.
          let tellings = (Array(zip(sentence.tellers, sentence.tellings)) + told)
            .filter { $0.0 == sentence.outlet || !opposing.contains($0.0) }
            .filter { known.insert($0.0).inserted }
          return .init(
            sentence: number(sentence.place, table),
            tellers: tellings.map(\.0), tellings: tellings.map { number($0.1, table) },
            partly: partly.filter { !known.contains($0.outlet) }.map { number($0.place, table) },
            score: sentence.score,
            repetitions: sentence.repetitions.filter {
              !opposing.contains(articles.outlets[articles.articles[$0.article].outlet])
            }.map { number($0, table) })
        })
    }
  }

  /// What the coverage map has of a sentence: its statement, and what tells part of it, as places.
  private func aligned(_ place: StorySummary.Place) -> (told: [Located], partly: [Located]) {
    guard let alignment = parts.alignment else { return ([], []) }
    let sentences = alignment.index.sentences
    let found = alignment.statements.firstIndex { statement in
      statement.sentences.contains {
        sentences[$0].article == place.article && sentences[$0].range == place.range
      }
    }
    guard let found else { return ([], []) }
    func located(_ numbers: [Int]) -> [Located] {
      numbers.map { sentences[$0] }.map {
        (articles.outlets[$0.outlet], .init(article: $0.article, range: $0.range))
      }
    }
    return (located(alignment.statements[found].sentences), located(alignment.partly[found]))
  }

  /// A sentence of an outlet.
  private typealias Located = (outlet: String, place: StorySummary.Place)

  private func number(_ place: StorySummary.Place, _ table: SentenceTable) -> Int {
    table.number(of: clamped(place.range, place.article), in: place.article)
  }

  /// The outlets that tell a sentence otherwise, as the coverage map found.
  private func opposing(_ place: StorySummary.Place) -> Set<String> {
    guard let alignment = parts.alignment else { return [] }
    let sentences = alignment.index.sentences
    func isThere(_ side: Conflict.Side) -> Bool {
      let sentence = sentences[side.sentence]
      return sentence.article == place.article && sentence.range.overlaps(place.range)
    }
    return Set(
      alignment.conflicts.flatMap { conflict in
        [(conflict.first, conflict.second), (conflict.second, conflict.first)]
          .filter { isThere($0.0) }.map { articles.outlets[sentences[$0.1.sentence].outlet] }
      })
  }

  private func entries(ids: [String], _ table: SentenceTable) -> [CoverageReport.ArticleEntry] {
    articles.articles.enumerated().map { number, article in
      CoverageReport.ArticleEntry(
        id: ids[number], outlet: articles.outlets[article.outlet], title: article.article.title,
        date: article.article.date, words: article.wordCount, sentences: article.sentences.count,
        quotedShare: quotedShare(of: [article]),
        leaning: leanings[number].map { .init($0) { table.scalar($0, of: number) } },
        summary: summaries[number].map { summary in
          .init(
            method: summary.method,
            sentences: summary.sentences.map {
              .init(sentence: table.number(of: clamped($0.range, number), in: number), score: $0.score)
            })
        })
    }
  }

  private func row(
    _ row: NamingMatrix.Row, test: NamingTest?, ids: [String], _ table: SentenceTable
  ) -> CoverageReport.NamingRow {
    CoverageReport.NamingRow(
      actor: row.actorID, actorName: row.actorName, term: row.term, count: row.count,
      relatedCount: row.relatedCount, articleCount: row.articleCount, test: test,
      cells: zip(articles.outlets, row.cells).map { cell($1, outlet: $0, ids: ids, table) },
      forms: row.forms.map { .init(form: $0.form, isRelated: $0.isRelated, counts: $0.counts) })
  }

  private func cell(
    _ cell: NamingMatrix.Cell, outlet: String, ids: [String], _ table: SentenceTable
  ) -> CoverageReport.NamingCell {
    CoverageReport.NamingCell(
      outlet: outlet, count: cell.count, relatedCount: cell.relatedCount,
      ratePerThousandWords: cell.ratePerThousandWords,
      articles: cell.articleCounts.map {
        .init(article: ids[$0.article], count: $0.count, relatedCount: $0.relatedCount)
      },
      occurrences: cell.occurrences.map {
        .init(
          article: ids[$0.article], sentence: table.number(of: $0.sentenceRange, in: $0.article),
          start: table.scalar($0.mentionRange.lowerBound, of: $0.article),
          end: table.scalar($0.mentionRange.upperBound, of: $0.article), form: $0.form,
          isRelated: $0.isRelated)
      })
  }

  private func actor(_ actor: NamingMatrix.ActorCount) -> CoverageReport.ActorEntry {
    CoverageReport.ActorEntry(
      id: actor.actorID, name: actor.actorName, kind: actor.kind, count: actor.count,
      aliasCounts: actor.aliasCounts, designationCounts: actor.designationCounts,
      articleCounts: actor.articleCounts)
  }
}
