/// Groups of sentences that say much the same, found in one pass: each sentence joins the closest
/// earlier leader whose cosine with it is above a threshold, or leads a group of its own.
///
/// - Complexity: O(sum over leaders of the entries that share a term with them).
struct SentenceClusters {
  /// The group of each sentence, numbered by their leaders' places.
  let groups: [Int]
  /// The number of groups.
  let count: Int

  /// Groups the sentences of a document; one without terms is always alone.
  init(_ terms: SentenceTerms, unitRows: [Double], above threshold: Double) {
    let index = TermPostings(terms, values: unitRows)
    var groups = [Int](repeating: -1, count: terms.sentenceCount)
    var closest = [Double](repeating: threshold, count: terms.sentenceCount)
    var cosines = [Double](repeating: 0, count: terms.sentenceCount)
    var count = 0
    for sentence in groups.indices where groups[sentence] < 0 {
      groups[sentence] = count
      closest[sentence] = .infinity
      index.visitCosines(with: sentence, scratch: &cosines) { other, cosine in
        guard other > sentence, cosine > closest[other] else { return }
        groups[other] = count
        closest[other] = cosine
      }
      count += 1
    }
    self.groups = groups
    self.count = count
  }
}
