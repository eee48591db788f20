import ParallaxLearning
import ParallaxModels
import ParallaxText

/// Pools what models say of articles by outlet.
///
/// An estimate of sentences is a mean over the narrator's scored sentences of all articles of an outlet, given from
/// three of them on. Sentences of one article depend on one another, so its interval draws whole articles where an
/// outlet has three or more, and sentences otherwise, which is narrower than it should be; either is wider where they are
/// few (``ExpandedLevel``).
struct ProfileBuilder {
  let articles: ReadArticles
  let readings: [ArticleReadings?]

  private static let resamples = 200
  /// How many words of an article speak for a frame, and how many places, the strongest first, for a mean.
  private static let wordLimit = 5
  private static let sentenceLimit = 50

  /// A scored value and where it stands.
  private struct Value {
    let article: Int
    let range: Range<Int>
    let value: Double
    /// How much it speaks for something.
    let strength: Double
  }

  /// The stance of each outlet's narrator toward each actor: actors by mentions, then id; outlets in their order.
  func stances() -> [OutletProfile] {
    var mentions: [String: Int] = [:]
    var names: [String: String] = [:]
    for stance in readings.flatMap({ $0?.stances ?? [] }) {
      mentions[stance.id, default: 0] += stance.mentionCount
      names[stance.id] = stance.name
    }
    let actors = mentions.keys.sorted {
      (-(mentions[$0] ?? 0), $0) < (-(mentions[$1] ?? 0), $1)
    }
    return actors.flatMap { actor in
      articles.outlets.indices.compactMap { outlet -> OutletProfile? in
        let own = members(of: outlet).flatMap { article in
          (readings[article]?.stances ?? []).filter { $0.id == actor }.flatMap(\.readings)
            .map { (article, $0) }
        }
        guard !own.isEmpty else { return nil }
        let narrated = own.filter { $0.1.voice == .narrator }
        let values = narrated.filter(\.1.isScored).map {
          Value(article: $0.0, range: $0.1.sentence, value: $0.1.stance, strength: abs($0.1.stance))
        }
        return profile(
          outlet, (actor, names[actor] ?? actor), values, abstained: narrated.count - values.count,
          otherVoices: own.count - narrated.count)
      }
    }
  }

  /// How probable it is, on the mean, that a sentence of an outlet's narrator would be marked as biased.
  func wordings() -> [OutletProfile] {
    guard readings.contains(where: { $0?.wording != nil }) else { return [] }
    return articles.outlets.indices.map { outlet in
      let own = members(of: outlet).flatMap { article in
        (readings[article]?.wording?.readings ?? []).map { (article, $0) }
      }
      let narrated = own.filter { $0.1.voice == .narrator }
      let values = narrated.filter { $0.1.state == .scored }.map {
        Value(
          article: $0.0, range: $0.1.sentence, value: $0.1.probability, strength: $0.1.amount)
      }
      return profile(
        outlet, ("bias-wording", "wording like that marked as biased"), values,
        abstained: narrated.count - values.count, otherVoices: own.count - narrated.count)
    }
  }

  /// How probable each frame is on the mean over an outlet's articles: frames in the model's order.
  func frames() -> [OutletProfile] {
    guard let labels = readings.lazy.compactMap({ $0?.frames?.labels }).first else { return [] }
    return labels.enumerated().flatMap { position, label in
      articles.outlets.indices.map { outlet -> OutletProfile in
        let own = members(of: outlet).compactMap { article in
          (readings[article]?.frames).flatMap { $0.labels == labels ? (article, $0) : nil }
        }
        let scored = own.filter(\.1.isScored)
        let values = scored.map { $0.1.probabilities[position] }
        let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        let evidence = scored.flatMap { article, frames in
          frames.evidence[position].prefix(Self.wordLimit).map { NamingPlace(article: article, range: $0) }
        }
        let interval =
          values.count < 3
          ? nil
          : try? BootstrapInterval(
            meanOf: values, level: ExpandedLevel.of(units: values.count), resamples: Self.resamples)
        return OutletProfile(
          outlet: outlet, subject: (label, label), estimate: mean, interval: interval,
          unit: interval.map { _ in .articles }, scored: scored.count, abstained: own.count - scored.count,
          otherVoices: nil, places: Array(evidence.prefix(Self.sentenceLimit)), values: nil)
      }
    }
  }

  private func members(of outlet: Int) -> [Int] {
    articles.articles.indices.filter { articles.articles[$0].outlet == outlet }
  }

  private func profile(
    _ outlet: Int, _ subject: (String, String), _ values: [Value], abstained: Int, otherVoices: Int
  ) -> OutletProfile {
    let isEnough = values.count >= VoiceFigure.minimumSentences
    let groups = values.map(\.article)
    let unit: OutletProfile.Unit = Set(groups).count >= 3 ? .articles : .sentences
    let interval = isEnough ? self.interval(values.map(\.value), unit == .articles ? groups : nil) : nil
    let order = values.indices.sorted {
      (values[$0].strength, -$0) > (values[$1].strength, -$1)
    }
    let strongest = order.prefix(Self.sentenceLimit).map { values[$0] }
    return OutletProfile(
      outlet: outlet, subject: subject, estimate: interval?.estimate, interval: interval,
      unit: interval.map { _ in unit }, scored: values.count, abstained: abstained, otherVoices: otherVoices,
      places: strongest.map { NamingPlace(article: $0.article, range: $0.range) },
      values: strongest.map(\.value))
  }

  private func interval(_ values: [Double], _ groups: [Int]?) -> BootstrapInterval? {
    let level = ExpandedLevel.of(units: groups.map { Set($0).count } ?? values.count)
    guard let groups else {
      return try? BootstrapInterval(meanOf: values, level: level, resamples: Self.resamples)
    }
    return try? BootstrapInterval(
      rowCount: values.count, groups: groups, level: level, resamples: Self.resamples,
      statistic: { rows in rows.reduce(0) { $0 + values[$1] } / Double(max(1, rows.count)) })
  }
}
