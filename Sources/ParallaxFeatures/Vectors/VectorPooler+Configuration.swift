extension VectorPooler {
  /// A way to make one vector of the vectors of a text's words.
  public enum Pool: String, Codable, Sendable, Hashable, CaseIterable {
    /// The mean of all words but the target's.
    case mean
    /// The mean in which a word of frequency p counts a / (a + p) (Arora, Liang & Ma 2017): common words less.
    case rare
    /// In each component the largest value of any word.
    case maximum
    /// Words before the target, one d tokens away counting exp(−d / decay).
    case left
    /// Words after the target, likewise.
    case right
    /// Words before the target in its clause.
    case leftClause = "left_clause"
    /// Words after the target in its clause.
    case rightClause = "right_clause"
    /// Words among the two tokens before the target.
    case leftNear = "left_near"
    /// Words among the two tokens after the target.
    case rightNear = "right_near"

    /// Whether there is such a pool without a target.
    public var needsTarget: Bool {
      switch self {
      case .mean, .rare, .maximum: false
      case .left, .right, .leftClause, .rightClause, .leftNear, .rightNear: true
      }
    }
  }

  /// The settings of a pooler.
  public struct Configuration: Sendable, Hashable {
    /// The pools, in the order of their columns.
    public var pools: [Pool]
    /// How many components of the vectors are read.
    public var dimension: Int
    /// The distance over which what words count for ``Pool/left`` and ``Pool/right`` falls to 1/e.
    public var decay: Double
    /// The a of ``Pool/rare``.
    public var rarity: Double
    /// How many tokens to each side of a target are read.
    public var reach: Int

    /// Creates settings.
    public init(
      pools: [Pool] = [.mean, .rare, .maximum], dimension: Int = 100, decay: Double = 4,
      rarity: Double = 5e-4, reach: Int = 80
    ) {
      self.pools = pools
      self.dimension = dimension
      self.decay = decay
      self.rarity = rarity
      self.reach = reach
    }

    /// Whether a pool needs a target.
    public var needsTarget: Bool { pools.contains(where: \.needsTarget) }

    /// Checks that every setting is in its range.
    ///
    /// - Throws: ``FeatureError`` of code `configuration`, naming the setting.
    public func validate() throws(FeatureError) {
      guard !pools.isEmpty, Set(pools).count == pools.count else {
        throw FeatureError(.configuration, "the pools of vectors must differ, and be one at least")
      }
      guard (1...1_000).contains(dimension) else {
        throw FeatureError(.configuration, "dimension is \(dimension); expected 1 to 1,000")
      }
      guard decay > 0, decay.isFinite, rarity > 0, rarity.isFinite else {
        throw FeatureError(
          .configuration, "decay is \(decay) and rarity \(rarity); expected positive numbers")
      }
      guard (1...10_000).contains(reach) else {
        throw FeatureError(.configuration, "reach is \(reach); expected 1 to 10,000")
      }
    }
  }
}

extension VectorPooler.Configuration: Codable {
  private enum CodingKeys: String, CodingKey { case pools, dimension, decay, rarity, reach }

  /// Reads settings; what is absent has its default.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    pools = try keys.decodeIfPresent([VectorPooler.Pool].self, forKey: .pools) ?? pools
    dimension = try keys.decodeIfPresent(Int.self, forKey: .dimension) ?? dimension
    decay = try keys.decodeIfPresent(Double.self, forKey: .decay) ?? decay
    rarity = try keys.decodeIfPresent(Double.self, forKey: .rarity) ?? rarity
    reach = try keys.decodeIfPresent(Int.self, forKey: .reach) ?? reach
  }
}
