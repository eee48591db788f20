import ParallaxMath
import ParallaxText

#if canImport(Glibc)
  internal import Glibc
#endif

/// Finds the words and phrases of a document that the others lean on (Mihalcea & Tarau 2004).
///
/// Content words are the nodes of a graph, and two are linked each time they stand within `window` words of
/// one another in a sentence. Words are ranked by PageRank; the best third of them are candidates, and
/// candidates that follow one another in the text make a phrase. Its score is the sum of its words', times
/// ln(1 + how often it stands); one whose words all stand in a better one is passed over. There is no
/// tagger: words of "-ed" end a phrase before them ("junta signed" is "junta") and are none alone, verbs of saying are
/// left out, and other verbs stay. Where background
/// frequencies are given the surfer starts anew at a word in proportion to its idf, so that a word common in
/// all news needs more neighbours than a rare one.
///
/// - Complexity: O(tokens x window) beside the iteration.
public struct KeywordExtractor: Sendable, Hashable {
  /// How far apart two words may stand and still be linked; 2 links neighbours only.
  public let window: Int
  /// The most words of a phrase.
  public let longestPhrase: Int
  /// How common words are elsewhere; nil treats all alike.
  public let background: BackgroundFrequencies?
  /// The settings of the iteration.
  public let pageRank: PageRank

  /// Creates an extractor.
  ///
  /// - Precondition: `window` at least 2, `longestPhrase` at least 1.
  public init(
    window: Int = 3, longestPhrase: Int = 4, background: BackgroundFrequencies? = nil,
    pageRank: PageRank = PageRank()
  ) {
    precondition(window >= 2, "window \(window) is below 2")
    precondition(longestPhrase >= 1, "longestPhrase \(longestPhrase) is below 1")
    self.window = window
    self.longestPhrase = longestPhrase
    self.background = background
    self.pageRank = pageRank
  }

  /// What a document's keywords are, and whether the iteration met its tolerance.
  public struct Keywords: Sendable, Hashable {
    /// The phrases, best first; of two that tie the one that stands earlier.
    public let phrases: [Keyword]
    /// Whether the iteration met its tolerance.
    public let converged: Bool
  }

  /// The best keywords of a text; fewer where it has fewer, none where it has no content word.
  ///
  /// - Parameters:
  ///   - text: the document.
  ///   - sentences: UTF-8 byte ranges within it, ascending; those of `SentenceSplitter` where nil.
  ///   - count: the most phrases given.
  public func keywords(in text: String, sentences: [Range<Int>]? = nil, count: Int = 10) -> Keywords {
    let sentences = sentences ?? SentenceSplitter().sentences(in: text)
    let terms = SentenceTerms(sentences: sentences, text: text)
    guard terms.termCount > 0, count > 0 else { return Keywords(phrases: [], converged: true) }
    let ranks = ranks(of: terms)
    let isKept = Self.best(ranks.scores, terms)
    let phrases = phrases(in: text, sentences, terms, ranks.scores, isKept)
    return Keywords(phrases: Self.distinct(phrases, count), converged: ranks.converged)
  }

  private func ranks(of terms: SentenceTerms) -> PageRank.Ranks {
    let edges = WordGraph(terms, window: window)
    var restart: [Double]?
    if let background {
      let idf = (0..<terms.termCount).map { background.idf(of: terms.spelling(of: $0)) }
      let sum = idf.reduce(0, +)
      if sum > 0 { restart = idf.map { $0 / sum } }
    }
    return pageRank.iterate(outWeights: edges.degrees, personalization: restart) {
      edges.multiply($0, into: $1)
    }
  }

  /// Which terms are candidates: the best third, and no verbs of saying, titles or plain numbers.
  private static func best(_ scores: [Double], _ terms: SentenceTerms) -> [Bool] {
    let isWord = (0..<terms.termCount).map { isKeyword(terms.spelling(of: $0)) }
    let order = SentenceRanking(scores: scores).order.filter { isWord[$0] }
    var isKept = [Bool](repeating: false, count: scores.count)
    for term in order.prefix(max(1, (terms.termCount + 2) / 3)) { isKept[term] = true }
    return isKept
  }

  private static func isKeyword(_ word: String) -> Bool {
    !passedOver.contains(word) && word.utf8.contains { !(48...57).contains($0) }
  }

  /// Whether a word in lower case ends in "-ed", as past forms of verbs do.
  private static func isParticiple(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count > 4, let first = word.first, (0x61...0x7A).contains(first) else { return false }
    return word.suffix(2).elementsEqual([0x65, 0x64]) && word.suffix(3).first != 0x65
  }

  /// Words that every news article leans on and none is about.
  private static let passedOver: Set<String> = [
    "said", "says", "say", "saying", "told", "tells", "added", "adds", "according", "reported", "reports",
    "announced", "called", "mr", "mrs", "ms", "dr",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
    "tomorrow", "not", "no", "never", "year", "years", "day", "days", "week", "weeks", "month", "months",
    "time", "new", "first", "people",
  ]

  private struct Found {
    var score: Double
    var ranges: [Range<Int>]
  }

  /// The runs of candidates in the text, each as one phrase.
  private func phrases(
    in text: String, _ sentences: [Range<Int>], _ terms: SentenceTerms, _ scores: [Double], _ isKept: [Bool]
  ) -> [Candidate] {
    let tokens = Tokenizer(analyzer: .words).tokens(in: text)
    let bytes = Array(text.utf8)
    var found: [[Int32]: Found] = [:]
    var order: [[Int32]] = []
    func add(_ run: [(term: Int32, range: Range<Int>)]) {
      guard let first = run.first, let last = run.last,
        run.count > 1 || !Self.isParticiple(bytes[first.range])
      else { return }
      let key = run.map(\.term)
      let range = first.range.lowerBound..<last.range.upperBound
      if found[key] == nil {
        order.append(key)
        found[key] = Found(score: key.reduce(0) { $0 + scores[Int($1)] }, ranges: [range])
      } else {
        found[key]?.ranges.append(range)
      }
    }
    for (sentence, part) in SentenceTerms.parts(tokens, sentences, end: bytes.count).enumerated() {
      var run: [(term: Int32, range: Range<Int>)] = []
      for (place, token) in part.enumerated() {
        let term = terms.sequence[terms.sequenceOffsets[sentence] + place]
        let range = tokens[token].range
        let isNext =
          run.last.map {
            range.lowerBound == $0.range.upperBound + 1 && [32, 45].contains(bytes[range.lowerBound - 1])
          }
          ?? true
        if !isNext || run.count == longestPhrase || (!run.isEmpty && Self.isParticiple(bytes[range])) {
          add(run)
          run = []
        }
        if term >= 0, isKept[Int(term)] {
          run.append((term, range))
        } else {
          add(run)
          run = []
        }
      }
      add(run)
    }
    let values = order.map { key in
      found[key].map { $0.score * log(1 + Double($0.ranges.count)) } ?? 0
    }
    return SentenceRanking(scores: values).order.compactMap { place in
      guard let phrase = found[order[place]], let first = phrase.ranges.first else { return nil }
      return Candidate(
        words: Set(order[place]),
        keyword: Keyword(text: text.slice(utf8: first), score: values[place], ranges: phrase.ranges))
    }
  }

  private struct Candidate {
    let words: Set<Int32>
    let keyword: Keyword
  }

  /// The best candidates, without those whose words all stand in a better one.
  private static func distinct(_ candidates: [Candidate], _ count: Int) -> [Keyword] {
    var taken: [Candidate] = []
    for candidate in candidates where taken.count < count {
      if !taken.contains(where: { candidate.words.isSubset(of: $0.words) }) { taken.append(candidate) }
    }
    return taken.map(\.keyword)
  }
}
