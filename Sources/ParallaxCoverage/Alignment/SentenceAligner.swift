/// Finds which sentences of different outlets tell the same.
///
/// Two sentences are paired where each is the likest of its outlet to the other, their likeness reaches the
/// threshold, and they agree on more than whom they name. Pairs are then joined to statements, the likest first, so
/// that no statement has two sentences of one article and each sentence agrees with each other one: a chain of
/// half-alike sentences cannot grow.
///
/// - Complexity: O(pairs of sentences that share a term).
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
  let outletCount: Int
  let options: AlignmentOptions

  private struct Best {
    var sentence = -1
    var likeness = 0.0
  }

  /// The pairs, the likest first, and the statements in the order of their first sentences.
  func align() -> (pairs: [Pair], statements: [Statement]) {
    let count = index.sentences.count
    var best = [[Best]](repeating: [], count: count)
    var nearest = [Double](repeating: 0, count: count)
    var scratch = [Float](repeating: 0, count: count)
    for sentence in 0..<count {
      var own = [Best](repeating: Best(), count: outletCount)
      index.forEachAlike(sentence, &scratch) { other, likeness in
        let outlet = index.sentences[other].outlet
        guard outlet != index.sentences[sentence].outlet else { return }
        nearest[sentence] = max(nearest[sentence], likeness)
        if likeness >= options.threshold, likeness > own[outlet].likeness, index.agree(sentence, other) {
          own[outlet] = Best(sentence: other, likeness: likeness)
        }
      }
      best[sentence] = own
    }
    let pairs = pairs(best)
    return (pairs, statements(pairs, nearest: nearest))
  }

  private func pairs(_ best: [[Best]]) -> [Pair] {
    var pairs: [Pair] = []
    for first in best.indices {
      for found in best[first] where found.sentence > first {
        guard best[found.sentence][index.sentences[first].outlet].sentence == first else { continue }
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

  private func statements(_ pairs: [Pair], nearest: [Double]) -> [Statement] {
    var owner = Array(index.sentences.indices)
    var members = owner.map { [$0] }
    var least = [Double](repeating: .infinity, count: owner.count)
    var isCopy = [Bool](repeating: false, count: owner.count)
    for pair in pairs {
      let (a, b) = (owner[pair.first], owner[pair.second])
      if a == b { continue }
      let articles = Set(members[a].map { index.sentences[$0].article })
      guard members[b].allSatisfy({ !articles.contains(index.sentences[$0].article) }),
        members[a].allSatisfy({ one in members[b].allSatisfy { index.agree(one, $0) } })
      else { continue }
      for sentence in members[b] { owner[sentence] = a }
      members[a] += members[b]
      members[b] = []
      least[a] = min(least[a], least[b], pair.likeness)
      isCopy[a] = isCopy[a] || isCopy[b] || pair.isCopy
    }
    return members.indices.filter { !members[$0].isEmpty }.map { owner in
      let sentences = members[owner].sorted()
      return Statement(
        sentences: sentences, outlets: Set(sentences.map { index.sentences[$0].outlet }).sorted(),
        likeness: sentences.count > 1 ? least[owner] : nearest[sentences[0]], isCopy: isCopy[owner])
    }
    .sorted { $0.sentences[0] < $1.sentences[0] }
  }
}
