import ParallaxFeatures
import ParallaxMath
import ParallaxSummary
import ParallaxText

/// Groups articles by the event they tell of: by what they say, whom they name, and when they were published.
///
/// An article is a row of TF-IDF weights (1 + ln tf) · ln((1 + n + N) / (1 + df + DF)) of the words of its title and
/// the beginning of its text, where n and df count the articles given, and N and DF those of background news; without a
/// background 1 is added to the logarithm. Words that the article writes as names, capitalised within sentences, count
/// ``Configuration/nameWeight`` times. The similarity of two articles is the cosine of their rows where they were
/// published at most ``Configuration/windowDays`` apart, and 0 where they were not. Where a date is not known, any day
/// would do, and the cosine counts ``Configuration/undatedWeight`` times, as nothing but words speaks for the pair.
///
/// Groups are joined by the mean similarity of all pairs across them, the most alike first, as long as it reaches
/// ``Configuration/threshold`` (average linkage; Sokal & Michener 1958). One article alike to two stories therefore
/// does not chain them.
///
/// Similarities below a quarter of the threshold count as 0, and so do those that are not among the
/// ``Configuration/neighbors`` largest of the later article: memory is linear in the articles.
public struct EventGrouper: Sendable {
  /// The settings of grouping.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The least mean similarity at which groups are joined.
    public var threshold: Double
    /// How many days apart articles of one event may be published.
    public var windowDays: Int
    /// How many times a name's weight counts.
    public var nameWeight: Double
    /// How many times the cosine counts where a date is not known.
    public var undatedWeight: Double
    /// How many similar articles are kept of each.
    public var neighbors: Int
    /// How many terms and names are given as the reason of a group.
    public var reasonLength: Int

    enum CodingKeys: String, CodingKey {
      case threshold, neighbors
      case windowDays = "window_days"
      case nameWeight = "name_weight"
      case undatedWeight = "undated_weight"
      case reasonLength = "reason_length"
    }

    /// Creates settings.
    public init(
      threshold: Double = 0.15, windowDays: Int = 3, nameWeight: Double = 1.5, undatedWeight: Double = 0.7,
      neighbors: Int = 128, reasonLength: Int = 8
    ) {
      self.threshold = threshold
      self.windowDays = windowDays
      self.nameWeight = nameWeight
      self.undatedWeight = undatedWeight
      self.neighbors = neighbors
      self.reasonLength = reasonLength
    }

    /// Checks the settings.
    ///
    /// - Throws: ``CoverageError`` with code `schema`, naming the setting, its value and what was expected.
    public func validate() throws(CoverageError) {
      func check(_ holds: Bool, _ message: String) throws(CoverageError) {
        if !holds { throw CoverageError(.schema, message) }
      }
      try check(threshold > 0 && threshold <= 1, "threshold is \(threshold); expected above 0 and at most 1")
      try check((0...100_000).contains(windowDays), "window_days is \(windowDays); expected 0 to 100000")
      try check(nameWeight >= 0 && nameWeight <= 100, "name_weight is \(nameWeight); expected 0 to 100")
      try check(
        undatedWeight >= 0 && undatedWeight <= 1, "undated_weight is \(undatedWeight); expected 0 to 1")
      try check((1...100_000).contains(neighbors), "neighbors is \(neighbors); expected 1 to 100000")
      try check((0...1000).contains(reasonLength), "reason_length is \(reasonLength); expected 0 to 1000")
    }
  }

  /// The settings.
  public let configuration: Configuration
  /// How common words are in other news; nil takes the articles given alone.
  public let background: BackgroundFrequencies?

  /// Creates a grouper.
  ///
  /// - Throws: ``CoverageError`` with code `schema` where the settings are not valid.
  public init(
    configuration: Configuration = Configuration(), background: BackgroundFrequencies? = nil
  ) throws(CoverageError) {
    try configuration.validate()
    self.configuration = configuration
    self.background = background
  }

  /// The events of articles: every article is in exactly one, and events are in the order of their first articles.
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Complexity: O(bytes + Σ over articles of the postings of their words within the window).
  public func events(in documents: [EventDocument], threads: Int = 1) -> [Event] {
    guard !documents.isEmpty else { return [] }
    let names = concurrentMap(documents, threads: threads) { NameWords(of: $0) }
    let rows = EventRows(
      documents, names: names, background: background, nameWeight: configuration.nameWeight, threads: threads)
    let pairs = EventSimilarities(
      rows.matrix, days: documents.map(\.day), configuration: configuration, threads: threads
    ).pairs
    var linkage = AverageLinkage(count: documents.count, pairs: pairs)
    linkage.join(threshold: configuration.threshold)
    return linkage.groups().map { members, mean in
      Event(
        members: members, undated: members.filter { documents[$0].day == nil },
        cohesion: members.count > 1 ? mean : nil,
        terms: rows.sharedTerms(of: members, count: configuration.reasonLength),
        names: NameWords.shared(names: members.map { names[$0] }, count: configuration.reasonLength))
    }
  }
}
