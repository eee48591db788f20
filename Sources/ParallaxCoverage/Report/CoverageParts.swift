import ParallaxArticles
import ParallaxFeatures

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
  }

  init(
    _ articles: ReadArticles, gazetteer: Gazetteer?, readings: [ArticleReadings?], options: Coverage.Options
  ) {
    matrix = gazetteer.map { NamingMatrix(articles, gazetteer: $0) }
    namingTests = matrix.map { NamingTests($0).results() } ?? []
    voices = VoiceReader(articles, media: [gazetteer].compactMap(\.self) + options.media).voices()
    (contrast, termPlaces) = Self.contrast(articles, gazetteer, options.contrast)
    alignment = Self.alignment(articles, gazetteer, options.alignment)
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
    _ articles: ReadArticles, _ gazetteer: Gazetteer?, _ options: AlignmentOptions?
  ) -> Alignment? {
    guard let options, articles.outlets.count > 1 else { return nil }
    let index = EventIndex(
      EventSentenceReader().sentences(of: articles), gazetteer: gazetteer)
    let (pairs, statements) = SentenceAligner(index: index, options: options).align()
    return Alignment(
      index: index, statements: statements,
      conflicts: ConflictFinder(index: index, pairs: pairs).conflicts())
  }
}
