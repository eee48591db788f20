import ParallaxArticles
import ParallaxFeatures
import ParallaxMath

/// What a report says beyond names: worked out once, with UTF-8 offsets, before anything is cited.
struct CoverageParts {
  let matrix: NamingMatrix?
  let namingTests: [NamingTest?]
  let voices: [Voices]
  let contrast: Contrast?
  /// The terms of the contrast with their places.
  let termPlaces: [(term: String, places: [GroupedTermCounts.Place])]
  let alignment: Alignment?
  /// What models say of each outlet's narrator; empty where none reads it.
  let stances: [OutletProfile]
  let frames: [OutletProfile]
  let wordings: [OutletProfile]

  /// The sentences of the event, aligned.
  struct Alignment {
    let index: EventIndex
    let statements: [SentenceAligner.Statement]
    let conflicts: [Conflict]
    /// Of each statement, sentences of outlets that do not tell it but part of it, one an outlet.
    let partly: [[Int]]
    /// The sentences that were found in no other outlet.
    let alone: Set<Int>
  }

  init(
    _ articles: ReadArticles, gazetteer: Gazetteer?, readings: [ArticleReadings?], options: Coverage.Options,
    threads: Int
  ) {
    // Aligning sentences takes as long as all the rest.
    (alignment, (matrix, namingTests, voices, (contrast, termPlaces))) = concurrently(threads: threads) {
      Self.alignment(articles, gazetteer, options, threads)
    } _: {
      let matrix = options.isOver ? nil : gazetteer.map { NamingMatrix(articles, gazetteer: $0) }
      let tests = options.isOver ? [] : matrix.map { NamingTests($0).results() } ?? []
      let media = [gazetteer].compactMap(\.self) + options.media
      let voices = options.isOver ? [] : VoiceReader(articles, media: media).voices()
      return (
        matrix, tests, voices,
        options.isOver ? (nil, []) : Self.contrast(articles, gazetteer, options.contrast)
      )
    }
    let profiles = ProfileBuilder(
      articles: articles, readings: options.isOver ? readings.map { _ in nil } : readings)
    stances = profiles.stances()
    frames = profiles.frames()
    wordings = profiles.wordings()
  }

  private static func contrast(
    _ articles: ReadArticles, _ gazetteer: Gazetteer?, _ options: ContrastOptions?
  ) -> (Contrast?, [(String, [GroupedTermCounts.Place])]) {
    guard let options, articles.outlets.count > 1 else { return (nil, []) }
    var builder = ContrastBuilder(gazetteer: gazetteer, keepsPlaces: true)
    do throws(FeatureError) {
      for article in articles.articles {
        try builder.add(article.article.text, group: articles.outlets[article.outlet])
      }
      return try builder.analysis(options).contrastWithPlaces()
    } catch {
      // More words than can be counted: the report does without.
      return (nil, [])
    }
  }

  private static func alignment(
    _ articles: ReadArticles, _ gazetteer: Gazetteer?, _ all: Coverage.Options, _ threads: Int
  ) -> Alignment? {
    guard let options = all.alignment, articles.outlets.count > 1, !all.isOver else { return nil }
    let index = EventIndex(
      EventSentenceReader().sentences(of: articles), gazetteer: gazetteer, options: options)
    let aligner = SentenceAligner(index: index, options: options, isStopped: all.isStopped)
    if all.isOver { return nil }
    let (pairs, nearest) = aligner.align()
    if all.isOver { return nil }
    let (conflicts, opposed, opposing) = ConflictFinder(index: index, pairs: pairs).conflicts()
    let statements = aligner.statements(pairs, nearest: nearest, opposed: opposed)
    let partly = PartlyTold(
      index: index, nearest: nearest, opposing: opposing, options: options,
      outletCount: articles.outlets.count,
      isStopped: all.isStopped
    ).sentences(statements, threads: threads)
    if all.isOver { return nil }
    // A heading of a few words tells nothing that could be missed.
    let alone = statements.indices.filter {
      let sentences = statements[$0].sentences
      return sentences.count == 1 && partly[$0].isEmpty && PartlyTold.isWhole(index.sentences[sentences[0]])
    }
    return Alignment(
      index: index, statements: statements, conflicts: conflicts, partly: partly,
      alone: Set(alone.map { statements[$0].sentences[0] }))
  }
}
