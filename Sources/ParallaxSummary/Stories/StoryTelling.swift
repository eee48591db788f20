/// How much of a sentence others hold: what tells who else tells it, and whether it was known before.
struct StoryTelling {
  private let story: JoinedStory
  /// The sentences of the story and, behind them, the earlier ones, over one numbering of terms.
  private let terms: SentenceTerms
  private let shared: TermPostings
  private let cosines: TermPostings
  /// The sum of the idf of each sentence's terms.
  private let wholes: [Double]
  /// What the story's sentences count.
  private let counts: [SentenceCounts]

  init(_ story: JoinedStory, earlier: JoinedStory) {
    self.story = story
    if earlier.sentences.isEmpty {
      terms = story.terms
    } else {
      let start = story.text.utf8.count + 2
      let ranges = earlier.sentences.map { (start + $0.lowerBound)..<(start + $0.upperBound) }
      terms = SentenceTerms(sentences: story.sentences + ranges, text: story.text + "\n\n" + earlier.text)
    }
    counts = story.sentences.indices.map { SentenceCounts(story.bytes($0)) }
    let idf = (0..<terms.termCount).map { [terms] in terms.smoothIDF($0) }
    // Roots on both sides, so that a product over shared terms is the sum of their idf.
    shared = TermPostings(terms, values: terms.terms.map { idf[Int($0)].squareRoot() })
    cosines = TermPostings(terms, values: terms.tfidfRows())
    wholes = (0..<terms.sentenceCount).map { [terms] sentence in
      terms.entries(of: sentence).reduce(0) { $0 + idf[Int(terms.terms[$1])] }
    }
  }

  /// The share of each of the story's sentences that no single earlier one holds.
  func novelty() -> [Double] {
    let count = story.sentences.count
    guard terms.sentenceCount > count else { return [Double](repeating: 1, count: count) }
    var scratch = [Double](repeating: 0, count: terms.sentenceCount)
    return (0..<count).map { sentence in
      // A sentence without terms says nothing new.
      guard wholes[sentence] > 0 else { return 0 }
      var most = 0.0
      shared.visitCosines(with: sentence, scratch: &scratch) { other, sum in
        if other >= count { most = max(most, sum) }
      }
      return max(0, 1 - most / wholes[sentence])
    }
  }

  /// Of each outlet one of whose sentences holds a share of a sentence's terms and no other counts, the sentence that
  /// holds most, the first of equals; by outlet.
  func tellings(of sentence: Int, share: Double) -> [Int] {
    var best = [(sentence: Int, held: Double)](repeating: (-1, 0), count: story.outlets.count)
    var scratch = [Double](repeating: 0, count: terms.sentenceCount)
    shared.visitCosines(with: sentence, scratch: &scratch) { other, sum in
      guard other < story.sentences.count, sum >= share * wholes[sentence], sum > 0,
        !counts[other].contradict(counts[sentence])
      else { return }
      let known = best[story.outletOfSentence[other]]
      if sum > known.held || sum == known.held && other < known.sentence {
        best[story.outletOfSentence[other]] = (other, sum)
      }
    }
    return best.map(\.sentence).filter { $0 >= 0 }
  }

  /// The story's other sentences whose cosine with one is above a threshold and that count the same, ascending.
  func repetitions(of sentence: Int, above threshold: Double) -> [Int] {
    var found: Set<Int> = []
    var scratch = [Double](repeating: 0, count: terms.sentenceCount)
    cosines.visitCosines(with: sentence, scratch: &scratch) { other, cosine in
      if other < story.sentences.count, other != sentence, cosine > threshold,
        !counts[other].contradict(counts[sentence])
      {
        found.insert(other)
      }
    }
    return found.sorted()
  }
}
