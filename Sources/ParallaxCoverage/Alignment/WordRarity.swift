import Foundation
import ParallaxSummary

/// How much a word tells: "sluice" much, "first" and "time" little.
///
/// A stem is as common as its commonest word: ln(N / df) over news, at most 7.5, which is what words of two articles in
/// a hundred thousand have. Without a background, ln((1 + n) / (1 + df)) + 1 over the event's n sentences.
struct WordRarity {
  private static let ceiling = 7.5

  private var weights: [String: Double] = [:]

  init(
    _ sentences: [EventSentence], frequencies: [String: Int], background: BackgroundFrequencies?
  ) {
    guard let background else {
      let n = Double(sentences.count)
      weights = frequencies.mapValues { log((1 + n) / (1 + Double($0))) + 1 }
      return
    }
    var seen: Set<String> = []
    for word in sentences.lazy.flatMap(\.words) where seen.insert(word.lower).inserted {
      let weight = min(Self.ceiling, background.idf(of: word.lower))
      weights[word.stem] = min(weights[word.stem] ?? weight, weight)
    }
  }

  /// The weight of a stem.
  subscript(stem: String) -> Double { weights[stem] ?? Self.ceiling }
}
