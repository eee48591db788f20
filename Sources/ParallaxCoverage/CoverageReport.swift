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
  public static let currentVersion = 4

  /// The name of the schema.
  public let schema: String
  /// The version of the schema.
  public let version: Int
  /// The gazetteer that names were looked up in; nil where none was given.
  public let gazetteer: GazetteerSummary?
  /// What articles are compared by: "outlet", "author", "date" or the name of a field; nil in version 1.
  ///
  /// Whatever it is, its groups stand where this report speaks of outlets.
  public let grouping: String?
  /// The outlets in the order of their names' scalars; counts "by outlet" are in this order.
  public let outlets: [Outlet]
  /// The articles, in the order given.
  public let articles: [ArticleEntry]
  /// The ids of articles that were known before and are left out, in the order given; nil where all articles are new, or
  /// in a report that does not say.
  public let known: [String]?
  /// Who calls whom what; the order is that of `NamingMatrix`.
  public let naming: [NamingRow]
  /// The actors named, the most often named first, then by id.
  public let actors: [ActorEntry]
  /// Whose words each outlet lets stand; nil in version 1.
  public let voices: [VoiceEntry]?
  /// The words that set outlets apart; nil where there is nothing to contrast.
  public let contrast: ContrastSection?
  /// What all tell and one alone, and where they contradict each other; nil where there is one outlet.
  public let map: CoverageMap?
  /// What all articles tell together; nil where no summary was given.
  public let story: Story?
  /// How each outlet's narrator stands toward actors; nil where no model scored it.
  public let stance: [Profile]?
  /// How much each outlet uses each frame; nil where no model scored it.
  public let frames: [Profile]?
  /// How much each outlet's narrator is worded as sentences that people marked as biased; nil where no model scored it.
  public let wording: [Profile]?
  /// The sentences cited, by article and place.
  public let sentences: [Sentence]
  /// What to know before drawing conclusions, in plain words.
  public let warnings: [CoverageWarning]

  init(
    gazetteer: GazetteerSummary?, grouping: String, outlets: [Outlet], articles: [ArticleEntry],
    known: [String]?,
    naming: [NamingRow], actors: [ActorEntry], voices: [VoiceEntry], contrast: ContrastSection?,
    map: CoverageMap?, story: Story?, stance: [Profile]?, frames: [Profile]?, wording: [Profile]?,
    sentences: [Sentence], warnings: [CoverageWarning]
  ) {
    schema = Self.schemaName
    version = Self.currentVersion
    self.gazetteer = gazetteer
    self.grouping = grouping
    self.outlets = outlets
    self.articles = articles
    self.known = known
    self.naming = naming
    self.actors = actors
    self.voices = voices
    self.contrast = contrast
    self.map = map
    self.story = story
    self.stance = stance
    self.frames = frames
    self.wording = wording
    self.sentences = sentences
    self.warnings = warnings
  }
}
