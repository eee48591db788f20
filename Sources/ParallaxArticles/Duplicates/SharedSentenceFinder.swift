import ParallaxText

/// Finds sentences that several articles share word by word, which is how copy of news agencies shows.
///
/// Sentences are the same where their words are: case, marks and spaces do not count. They are compared by 64-bit
/// hashes of their words; that any two different ones of ten million agree has a probability of 3 in a million.
///
/// Memory grows by some 50 bytes a sentence, and by the text of the shared ones.
public struct SharedSentenceFinder {
  private struct Occurrence {
    let article: Int32
    let start: UInt32
    let end: UInt32
    /// The next occurrence of the same sentence, -1 where there is none.
    var next: Int32
  }

  private struct Shared {
    let text: String
    let first: Int32
    var last: Int32
  }

  /// The first occurrence of each sentence, by its hash; after a second, the number in `shared`, below zero.
  private var firsts: [UInt64: Int32] = [:]
  private var occurrences: [Occurrence] = []
  private var shared: [Shared] = []
  /// The number of articles.
  public private(set) var count = 0

  /// Creates a finder that has seen no article.
  public init() {}

  /// Adds the next article, whose number is how many were added before.
  ///
  /// - Parameters:
  ///   - sketch: The sentences of the text.
  ///   - text: The text that the sketch was made of.
  public mutating func add(_ sketch: SentenceSketch, of text: String) {
    let article = Int32(count)
    count += 1
    for sentence in sketch.sentences {
      let new = Int32(occurrences.count)
      let occurrence = Occurrence(
        article: article, start: UInt32(sentence.place.lowerBound), end: UInt32(sentence.place.upperBound),
        next: -1)
      guard let known = firsts[sentence.hash] else {
        firsts[sentence.hash] = new
        occurrences.append(occurrence)
        continue
      }
      // Complements of places among the shared are below zero, and so never those of occurrences.
      let last = known < 0 ? shared[Int(~known)].last : known
      guard occurrences[Int(last)].article != article else { continue }
      occurrences.append(occurrence)
      occurrences[Int(last)].next = new
      if known < 0 {
        shared[Int(~known)].last = new
      } else {
        firsts[sentence.hash] = ~Int32(shared.count)
        shared.append(Shared(text: text.slice(utf8: sentence.range), first: known, last: new))
      }
    }
  }

  /// The sentences that two articles or more share, by where they first stand.
  public func sharedSentences() -> [SharedSentence] {
    shared.sorted { $0.first < $1.first }.map { sentence in
      var places: [SharedSentence.Place] = []
      var next = sentence.first
      while next >= 0 {
        let occurrence = occurrences[Int(next)]
        places.append(
          .init(article: Int(occurrence.article), range: Int(occurrence.start)..<Int(occurrence.end)))
        next = occurrence.next
      }
      return SharedSentence(text: sentence.text, places: places)
    }
  }
}
