import ParallaxMath

/// Invented texts, copies of them with words changed, and near-duplicates found the slow way.
enum Planted {
  /// A text of words drawn from a made-up vocabulary.
  static func words(_ count: Int, using generator: inout SeededGenerator) -> [String] {
    (0..<count).map { _ in "word\(Int.random(in: 0..<3000, using: &generator))" }
  }

  /// A copy with some words replaced, left out, or put in.
  static func copy(_ words: [String], edits: Int, using generator: inout SeededGenerator) -> [String] {
    var words = words
    for _ in 0..<edits where !words.isEmpty {
      let place = Int.random(in: 0..<words.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: words[place] = "new\(Int.random(in: 0..<1000, using: &generator))"
      case 1: words.remove(at: place)
      default: words.insert("more\(Int.random(in: 0..<1000, using: &generator))", at: place)
      }
    }
    return words
  }

  /// Originals, each followed by a copy with a Jaccard similarity of some 0.7 to 1.
  static func texts(_ count: Int, seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).flatMap { _ in
      let original = words(Int.random(in: 60..<240, using: &generator), using: &generator)
      let edits = Int.random(in: 0...max(1, original.count / 28), using: &generator)
      return [original, copy(original, edits: edits, using: &generator)].map { $0.joined(separator: " ") }
    }
  }

  /// The set of runs of words, by the definition; words are letters, digits and underscores of ASCII here.
  static func shingles(_ text: String, length: Int) -> Set<[String]> {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.map(
      String.init)
    guard !words.isEmpty else { return [] }
    let size = min(length, words.count)
    return Set((0...(words.count - size)).map { Array(words[$0..<$0 + size]) })
  }

  /// |A ∩ B| / |A ∪ B|, 0 where both are empty.
  static func jaccard(_ a: Set<[String]>, _ b: Set<[String]>) -> Double {
    let union = a.union(b).count
    return union == 0 ? 0 : Double(a.intersection(b).count) / Double(union)
  }

  /// Every pair at or above a threshold.
  static func pairs(_ texts: [String], threshold: Double, length: Int = 5) -> [[Int]: Double] {
    let sets = texts.map { shingles($0, length: length) }
    var pairs: [[Int]: Double] = [:]
    for second in sets.indices {
      for first in 0..<second where !sets[first].isDisjoint(with: sets[second]) {
        let value = jaccard(sets[first], sets[second])
        if value >= threshold { pairs[[first, second]] = value }
      }
    }
    return pairs
  }
}
