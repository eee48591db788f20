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
      let matrix = gazetteer.map { NamingMatrix(articles, gazetteer: $0) }
      return (
        matrix, matrix.map { NamingTests($0).results() } ?? [],
        VoiceReader(articles, media: [gazetteer].compactMap(\.self) + options.media).voices(),
        Self.contrast(articles, gazetteer, options.contrast)
      )
    }
    let profiles = ProfileBuilder(articles: articles, readings: readings)
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
    guard let options = all.alignment, articles.outlets.count > 1 else { return nil }
    let index = EventIndex(
      EventSentenceReader().sentences(of: articles), gazetteer: gazetteer, options: options)
    let aligner = SentenceAligner(index: index, options: options, isStopped: all.isStopped)
    let (pairs, nearest) = aligner.align()
    if let isStopped = all.isStopped, isStopped() { return nil }
    let (conflicts, opposed, opposing) = ConflictFinder(index: index, pairs: pairs).conflicts()
    let statements = aligner.statements(pairs, nearest: nearest, opposed: opposed)
    return Alignment(
      index: index, statements: statements, conflicts: conflicts,
      alone: alone(statements, besides: opposing, index, options, threads))
  }

  /// The sentences that are told by one: like none of another outlet, in no conflict, and told in no other's words.
  private static func alone(
    _ statements: [SentenceAligner.Statement], besides opposing: Set<Int>, _ index: EventIndex,
    _ options: AlignmentOptions, _ threads: Int
  ) -> Set<Int> {
    let candidates = statements.filter { $0.sentences.count == 1 && $0.likeness < options.noveltyCeiling }
      .map { $0.sentences[0] }
      // A heading of a few words tells nothing that could be missed.
      .filter { index.sentences[$0].words.count >= 6 && !opposing.contains($0) }
    let told = ToldElsewhere(index, share: options.toldShare)
    let starts = Array(stride(from: 0, to: candidates.count, by: 256))
    let found = concurrentMap(starts, threads: threads) { start in
      var told = told
      return candidates[start..<min(start + 256, candidates.count)].filter { !told.isTold($0) }
    }
    return Set(found.joined())
  }
}
