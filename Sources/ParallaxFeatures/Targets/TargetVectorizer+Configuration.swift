extension TargetVectorizer {
  /// A group of features of a target, each with its place in the settings so that it can be left out.
  public enum Group: String, Codable, Sendable, Hashable, CaseIterable {
    /// Each token of the text but the target's, `u:`.
    case words
    /// Two tokens after each other, the target as one token, `b:`.
    case pairs
    /// Tokens near the target by their side, less the farther away they stand, `L:` and `R:`.
    case windows
    /// The three nearest tokens of each side by their distance, `l0:` to `r2:`.
    case positions
    /// Two and three tokens in a row that hold the target, `t2:` and `t3:`.
    case neighbors
    /// Tokens of the target's clause by their side, `cl:` and `cr:`.
    case clause
    /// Tokens after a negation in the target's clause, `n:`.
    case negation
    /// Whether the target stands inside quotation marks, `quoted` or `unquoted`.
    case quotation
    /// In which quarter of the text the target stands, `quarter0` to `quarter3`.
    case place
    /// The target's own words, `m:`.
    case mention
  }

  /// The settings of a target vectorizer.
  public struct Configuration: Sendable, Hashable {
    /// The groups of features.
    public var groups: [Group]
    /// How many tokens to each side the windows hold.
    public var window: Int
    /// What a window's token d places away counts: 1 / (1 + decay · d).
    public var windowDecay: Double
    /// How many tokens to each side are read at all.
    public var reach: Int
    /// In how many documents a feature must stand.
    public var minimumDocumentFrequency: Int

    /// Creates settings.
    public init(
      groups: [Group] = Group.allCases, window: Int = 8, windowDecay: Double = 0.15, reach: Int = 80,
      minimumDocumentFrequency: Int = 2
    ) {
      self.groups = groups
      self.window = window
      self.windowDecay = windowDecay
      self.reach = reach
      self.minimumDocumentFrequency = minimumDocumentFrequency
    }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``FeatureError`` of code `configuration`, naming the setting.
    public func validate() throws(FeatureError) {
      func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(FeatureError) {
        guard range.contains(value) else {
          throw FeatureError(
            .configuration, "\(name) is \(value); expected \(range.lowerBound) to \(range.upperBound)")
        }
      }
      guard !groups.isEmpty, Set(groups).count == groups.count else {
        throw FeatureError(
          .configuration, "the groups of a target's features must differ, and be one at least")
      }
      try check("window", window, 1...100)
      try check("reach", reach, 1...10_000)
      try check("min_df", minimumDocumentFrequency, 1...1_000_000)
      guard windowDecay >= 0, windowDecay.isFinite else {
        throw FeatureError(.configuration, "window_decay is \(windowDecay); expected 0 or more")
      }
    }
  }
}

extension TargetVectorizer.Configuration: Codable {
  private enum CodingKeys: String, CodingKey {
    case groups, window, reach
    case windowDecay = "window_decay"
    case minimumDocumentFrequency = "min_df"
  }

  /// Reads settings; what is absent has its default.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    groups = try keys.decodeIfPresent([TargetVectorizer.Group].self, forKey: .groups) ?? groups
    window = try keys.decodeIfPresent(Int.self, forKey: .window) ?? window
    windowDecay = try keys.decodeIfPresent(Double.self, forKey: .windowDecay) ?? windowDecay
    reach = try keys.decodeIfPresent(Int.self, forKey: .reach) ?? reach
    minimumDocumentFrequency =
      try keys.decodeIfPresent(Int.self, forKey: .minimumDocumentFrequency) ?? minimumDocumentFrequency
  }
}
