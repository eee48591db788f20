import ParallaxFeatures
import ParallaxText

/// Takes articles one by one and contrasts the groups they belong to.
///
/// What is kept of an article is four bytes a word, so that corpora of any size can be contrasted; see
/// `GroupedTermCounter`.
public struct ContrastBuilder: ~Copyable {
  private var counter: GroupedTermCounter
  private var names: [String] = []
  private var numbers: [String: Int] = [:]
  private let matcher: NameMatcher?
  private let gazetteer: Gazetteer?

  /// Creates a builder; a gazetteer's names that have an upper-case letter are kept whole, their case too.
  ///
  /// `keepsPlaces` remembers where terms stand, sixteen bytes a word.
  public init(gazetteer: Gazetteer? = nil, keepsPlaces: Bool = false) {
    self.gazetteer = gazetteer
    matcher = gazetteer.map { NameMatcher($0) }
    counter = GroupedTermCounter(keepsPlaces: keepsPlaces)
  }

  /// Takes an article's text.
  ///
  /// - Throws: `FeatureError` past 2^31 - 1 words.
  public mutating func add(_ text: String, group: String) throws(FeatureError) {
    let number = numbers[group] ?? names.count
    if number == names.count {
      names.append(group)
      numbers[group] = number
    }
    try counter.add(text, group: number, names: spans(in: text))
  }

  private func spans(in text: String) -> [NamedSpan] {
    guard let matcher, let gazetteer else { return [] }
    return matcher.mentions(in: text).compactMap { mention in
      guard case .alias = mention.kind else { return nil }
      let form = gazetteer.form(of: mention)
      return form.contains(where: \.isUppercase) ? NamedSpan(range: mention.range, form: form) : nil
    }
  }

  /// The number of articles taken.
  public var articleCount: Int { counter.documentCount }

  /// Contrasts the groups.
  ///
  /// - Throws: `FeatureError` where terms times groups are more than can be held.
  public consuming func contrast(_ options: ContrastOptions = .init()) throws(FeatureError) -> Contrast {
    try analysis(options).contrast()
  }

  consuming func analysis(_ options: ContrastOptions) throws(FeatureError) -> ContrastAnalysis {
    let names = names
    let minimum = options.minimumCount(articles: counter.documentCount)
    let counts = try counter.counts(longest: options.lengths.upperBound, minimumCount: minimum)
    return ContrastAnalysis(counts: counts, names: names, options: options, minimumCount: minimum)
  }
}
