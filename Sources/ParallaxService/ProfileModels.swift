import Parallax

/// All that profiles of articles are made by, with the versions of it.
public struct ProfileModels: Sendable {
  /// The models of whole articles.
  public var articles: [VersionedModel]
  /// The model of stance toward actors; nil leaves it out.
  public var stance: VersionedModel?
  /// The model of wording; nil leaves it out.
  public var wording: VersionedModel?
  /// What places texts on axes between words, and the version of its vectors and axes; nil leaves it out.
  public var axes: (places: FrameAxes, version: String)?

  /// Gathers models.
  public init(
    articles: [VersionedModel] = [], stance: VersionedModel? = nil, wording: VersionedModel? = nil,
    axes: (places: FrameAxes, version: String)? = nil
  ) {
    self.articles = articles
    self.stance = stance
    self.wording = wording
    self.axes = axes
  }

  /// What scores whole articles, summarises and compares.
  public var analyzer: ArticleAnalyzer { ArticleAnalyzer(classifiers: articles.map(\.classifier)) }

  /// What makes profiles of articles, with stance toward the actors of a gazetteer.
  ///
  /// - Throws: `CoverageError` where a model has not the labels it needs.
  public func profiler(_ gazetteer: Gazetteer?) throws(CoverageError) -> ArticleProfiler {
    ArticleProfiler(
      analyzer, stance: try stanceReader(gazetteer), wording: try wordingReader(), axes: axes?.places)
  }

  func stanceReader(_ gazetteer: Gazetteer?) throws(CoverageError) -> StanceReader? {
    guard let stance, let gazetteer else { return nil }
    return try StanceReader(stance.classifier, gazetteer: gazetteer)
  }

  func wordingReader() throws(CoverageError) -> WordingReader? {
    guard let wording else { return nil }
    return try WordingReader(wording.classifier)
  }

  /// The version of each part of a profile that is read beside the scores, by the part's name in the record.
  ///
  /// Voices are told by rules, which the version of the program stands for, and every part rests on them.
  func versions(gazetteer: String?) -> [String: String] {
    let rules = ParallaxVersion.current
    var versions = ["voices": rules]
    if let wording { versions["wording"] = "\(rules)+\(wording.version)" }
    if let axes { versions["axes"] = "\(rules)+\(axes.version)" }
    if let stance, let gazetteer { versions["actors"] = "\(rules)+\(stance.version)+\(gazetteer)" }
    return versions
  }
}
