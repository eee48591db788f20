/// Finds which sentences of different outlets tell the same.
///
/// Two sentences are paired where each is the likest of its outlet to the other, their likeness reaches the
/// threshold, and they agree on more than whom they name. Pairs are then joined to statements, the likest first, so
/// that no statement has two sentences of one article and each sentence agrees with each other one: a chain of
/// half-alike sentences cannot grow. What an outlet tells again in another article, in the same
/// words, joins its statement.
///
/// - Complexity: O(n²) in sentences, with a small factor: sums over the terms that pairs share, and a look at each sum.
struct SentenceAligner {
  /// Two sentences that tell the same.
  struct Pair: Hashable {
    let first: Int
    let second: Int
    let likeness: Double
    /// Whether one is a copy of the other, or both of a third.
    let isCopy: Bool
  }

  /// What one or more sentences tell.
  struct Statement: Hashable {
    /// The sentences, ascending.
    let sentences: [Int]
    /// The outlets that tell it, ascending.
    let outlets: [Int]
    /// The least likeness of a pair that joins it; of a single sentence, the likeness to the likest of another
    /// outlet.
    let likeness: Double
    let isCopy: Bool
  }

  let index: EventIndex
  let options: AlignmentOptions
  /// See ``Coverage/Options/isStopped``.
  var isStopped: (@Sendable () -> Bool)?

  /// The likest sentences of other outlets to one, as far as they reach the threshold.
  private struct Likest {
    private(set) var found: [(outlet: Int, sentence: Int, likeness: Double)] = []

    /// Takes in a sentence where it is likelier than the one known of its outlet, and `agrees`.
    mutating func offer(_ sentence: Int, of outlet: Int, _ likeness: Double, if agrees: () -> Bool) {
      if let known = found.firstIndex(where: { $0.outlet == outlet }) {
        if likeness > found[known].likeness, agrees() { found[known] = (outlet, sentence, likeness) }
      } else if agrees() {
        found.append((outlet, sentence, likeness))
      }
    }
  }

  /// A sentence's likest of another outlet, and how alike they are; -1 where none is alike at all.
  struct Nearest {
    var sentence = -1
    var likeness = 0.0
  }

  /// The pairs, the likest first, and each sentence's likest of another outlet.
  func align() -> (pairs: [Pair], nearest: [Nearest]) {
    let sentences = index.sentences
    var likest = [Likest](repeating: Likest(), count: sentences.count)
    var nearest = [Nearest](repeating: Nearest(), count: sentences.count)
    var least = sentences.indices.map { index.likeness.leastCosine(of: $0, floor: 0) }
    var walk = SentenceLikeness.Walk(index.likeness)
    func note(_ other: Int, for one: Int, _ likeness: Double) {
      if likeness > nearest[one].likeness {
        nearest[one] = Nearest(sentence: other, likeness: likeness)
        // From here on pairs matter that are likelier, or that reach the threshold.
        least[one] = index.likeness.leastCosine(of: one, floor: min(likeness, options.threshold))
      }
      if likeness >= options.threshold {
        likest[one].offer(other, of: sentences[other].outlet, likeness) { index.agree(one, other) }
      }
    }
    for first in sentences.indices {
      if let isStopped, isStopped() { break }
      walk.advance(least: least)
      for (second, cosine) in walk.found where sentences[second].outlet != sentences[first].outlet {
        let likeness = index.likeness.likeness(of: first, and: second, cosine: Double(cosine))
        note(second, for: first, likeness)
        note(first, for: second, likeness)
      }
    }
    return (pairs(likest), nearest)
  }

  private func pairs(_ likest: [Likest]) -> [Pair] {
    var pairs: [Pair] = []
    for first in likest.indices {
      for found in likest[first].found where found.sentence > first {
        guard likest[found.sentence].found.contains(where: { $0.sentence == first }) else { continue }
        pairs.append(
          Pair(
            first: first, second: found.sentence, likeness: found.likeness,
            isCopy: index.sharedRuns(first, found.sentence) >= options.copyShare))
      }
    }
    return pairs.sorted {
      $0.likeness != $1.likeness
        ? $0.likeness > $1.likeness : ($0.first, $0.second) < ($1.first, $1.second)
    }
  }

  /// The statements, in the order of their first sentences.
  ///
  /// - Parameters:
  ///   - pairs: What ``align()`` found, in its order.
  ///   - nearest: Each sentence's likest of another outlet.
  ///   - opposed: Pairs of sentences that contradict each other, which no statement holds both of.
  func statements(
    _ pairs: [Pair], nearest: [Nearest], opposed: Set<SentencePair> = []
  ) -> [Statement] {
    var owner = Array(index.sentences.indices)
    var members = owner.map { [$0] }
    var least = [Double](repeating: .infinity, count: owner.count)
    var isCopy = [Bool](repeating: false, count: owner.count)
    for pair in pairs {
      let (a, b) = (owner[pair.first], owner[pair.second])
      if a == b { continue }
      guard members[a].allSatisfy({ one in members[b].allSatisfy { canJoin(one, $0, opposed) } }) else {
        continue
      }
      for sentence in members[b] { owner[sentence] = a }
      members[a] += members[b]
      members[b] = []
      least[a] = min(least[a], least[b], pair.likeness)
      isCopy[a] = isCopy[a] || isCopy[b] || pair.isCopy
    }
    // What an outlet tells again in another article, in the same words.
    for sentence in owner.indices where members[owner[sentence]] == [sentence] {
      let found = nearest[sentence]
      guard found.likeness >= options.threshold,
        index.sharedRuns(sentence, found.sentence) >= options.copyShare
      else { continue }
      let statement = owner[found.sentence]
      guard
        members[statement].contains(where: { index.sentences[$0].outlet == index.sentences[sentence].outlet }
        ),
        members[statement].allSatisfy({ canJoin(sentence, $0, opposed) })
      else { continue }
      members[sentence] = []
      owner[sentence] = statement
      members[statement].append(sentence)
      least[statement] = min(least[statement], found.likeness)
    }
    return members.indices.filter { !members[$0].isEmpty }.map { owner in
      let sentences = members[owner].sorted()
      let outlets =
        sentences.count > 1
        ? Set(sentences.map { index.sentences[$0].outlet }).sorted() : [index.sentences[sentences[0]].outlet]
      return Statement(
        sentences: sentences, outlets: outlets,
        likeness: sentences.count > 1 ? least[owner] : nearest[sentences[0]].likeness, isCopy: isCopy[owner])
    }
    .sorted { $0.sentences[0] < $1.sentences[0] }
  }

  /// Whether one statement may hold two sentences.
  private func canJoin(_ one: Int, _ other: Int, _ opposed: Set<SentencePair>) -> Bool {
    index.sentences[one].article != index.sentences[other].article
      && !opposed.contains(SentencePair(one, other)) && index.agree(one, other)
  }
}

/// Two sentences, whichever comes first.
struct SentencePair: Hashable {
  private let first: Int
  private let second: Int

  init(_ one: Int, _ other: Int) { (first, second) = (min(one, other), max(one, other)) }
}
