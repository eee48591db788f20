/// How several outlets tell of an event: who is called what and where, what each article's wording
/// resembles, and which sentences stand for it.
///
/// The report is what leaves the library, so all its offsets are Unicode scalars into the article's clean
/// text (indices into a Python string), unlike the UTF-8 offsets of everything else here. Sentences cited
/// as evidence stand once, in `sentences`; other parts refer to them by their position there.
public struct CoverageReport: Codable, Sendable, Hashable {
  /// The name of the schema, in every report.
  public static let schemaName = "parallax-coverage-report"
  /// The version of the schema that this code writes, and the newest it reads.
  public static let currentVersion = 1

  /// The name of the schema.
  public let schema: String
  /// The version of the schema.
  public let version: Int
  /// The gazetteer that names were looked up in; nil where none was given.
  public let gazetteer: GazetteerSummary?
  /// The outlets in the order of their names' scalars; counts "by outlet" are in this order.
  public let outlets: [Outlet]
  /// The articles, in the order given.
  public let articles: [ArticleEntry]
  /// Who calls whom what; the order is that of `NamingMatrix`.
  public let naming: [NamingRow]
  /// The actors named, the most often named first, then by id.
  public let actors: [ActorEntry]
  /// The sentences cited, by article and place.
  public let sentences: [Sentence]
  /// What to know before drawing conclusions, in plain words.
  public let warnings: [CoverageWarning]

  init(
    gazetteer: GazetteerSummary?, outlets: [Outlet], articles: [ArticleEntry], naming: [NamingRow],
    actors: [ActorEntry], sentences: [Sentence], warnings: [CoverageWarning]
  ) {
    schema = Self.schemaName
    version = Self.currentVersion
    self.gazetteer = gazetteer
    self.outlets = outlets
    self.articles = articles
    self.naming = naming
    self.actors = actors
    self.sentences = sentences
    self.warnings = warnings
  }
}
