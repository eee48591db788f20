import Foundation
import ParallaxText

/// The sentences of an event: whom and what they name, and how alike two of them are.
///
/// Terms are stems of content words and actors; anchors are actors, numbers and days (``SentenceLikeness``).
struct EventIndex {
  let sentences: [EventSentence]
  let namings: [[EventActors.Naming]]
  /// The actors that sentences mean by a designation of the gazetteer.
  let designations: [[EventActors.Naming]]
  let numbers: [[NumberMention]]
  let dates: [[DateMention]]
  let likeness: SentenceLikeness
  let rarity: WordRarity
  /// What the numbers of the sentences are told of.
  var deeds: NumberDeeds { NumberDeeds(sentences: sentences) }
  private let documentFrequencies: [String: Int]
  private let agreement: ContentAgreement
  private let names: EventNames
  private let runs: WordRuns

  init(_ sentences: [EventSentence], gazetteer: Gazetteer?, options: AlignmentOptions = .init()) {
    self.sentences = sentences
    let names = EventNames(sentences)
    self.names = names
    runs = WordRuns(sentences)
    let actors = sentences.map(EventActors(gazetteer, names: names).namings)
    namings = actors.map(\.named)
    designations = actors.map(\.designated)
    numbers = sentences.map(NumberMention.mentions)
    dates = sentences.map(DateMention.mentions)
    var counts: [[String: Int]] = []
    var frequencies: [String: Int] = [:]
    for (index, sentence) in sentences.enumerated() {
      let own = Self.terms(of: sentence, namings[index])
      counts.append(own)
      for term in own.keys { frequencies[term, default: 0] += 1 }
    }
    documentFrequencies = frequencies
    rarity = WordRarity(sentences, frequencies: frequencies, background: options.background)
    let (namings, designations, numbers, dates) = (namings, designations, numbers, dates)
    let facts = sentences.indices.map { index in
      Set(numbers[index].map { "#\($0.value) \($0.unit)" })
        .union(dates[index].map { "=\($0.month)-\($0.day)" })
    }
    likeness = SentenceLikeness(
      counts: counts, frequencies: frequencies,
      anchors: sentences.indices.map { facts[$0].union(namings[$0].map(\.key)) })
    let taken = sentences.indices.map { index in
      (namings[index] + designations[index]).filter { $0.key.hasPrefix("@") }.map(\.range)
    }
    agreement = ContentAgreement(
      sentences, names: names, taken: taken, facts: facts, rarity: rarity, options: options)
  }

  /// Whether two sentences say something in common, beyond naming the same people, or are of the same words.
  func agree(_ a: Int, _ b: Int) -> Bool { agreement.holds(a, b) || areOfTheSameWords(a, b) }

  private func areOfTheSameWords(_ a: Int, _ b: Int) -> Bool {
    let (one, two) = (sentences[a].words, sentences[b].words)
    return one.count == two.count && one.count >= 4 && zip(one, two).allSatisfy { $0.lower == $1.lower }
  }

  /// The share of the content of the sentence with less of it, and of the one with more, that both have.
  func contentShares(_ a: Int, _ b: Int) -> (ofLess: Double, ofMore: Double) { agreement.shares(a, b) }

  /// Whether a word of a sentence is written as a name.
  func isName(_ word: EventWord, at place: Int) -> Bool { names.isName(word, at: place) }

  /// What a sentence speaks of: the names in it under their keys, and the stems of its content words.
  func topic(of sentence: Int) -> Set<String> {
    let words = sentences[sentence].words.enumerated().lazy.filter { place, word in
      word.lower.utf8.count > 1 && !StopWords.english.contains(word.lower)
        && !self.names.isName(word, at: place) && !ContentAgreement.passesOver(word.stem)
    }
    return Set(words.map(\.element.stem)).union(namings[sentence].map(\.key))
  }

  /// What two sentences both speak of, the rarest first.
  func sharedTopic(_ a: Int, _ b: Int) -> [String] {
    topic(of: a).intersection(topic(of: b)).sorted {
      let (one, two) = (rarity(of: $0), rarity(of: $1))
      return one == two ? $0 < $1 : one > two
    }
  }

  /// Stems and names of a topic as a sentence writes them, in its order; numbers are left out.
  func words(of topic: Set<String>, in sentence: Int, limit: Int) -> [String] {
    var found: [(place: Int, text: String)] = []
    for naming in namings[sentence] where topic.contains(naming.key) {
      found.append((naming.range.lowerBound, naming.name))
    }
    for word in sentences[sentence].words where topic.contains(word.stem) {
      if word.lower.utf8.first.map({ $0 >= 0x40 }) == true {
        found.append((word.range.lowerBound, word.lower))
      }
    }
    var seen: Set<String> = []
    let ordered = found.sorted { $0.place < $1.place }.map(\.text).filter { seen.insert($0).inserted }
    return Array(ordered.prefix(limit))
  }

  /// The weight of a stem's rarity: ln((1 + n) / (1 + df)) + 1.
  private func rarity(of stem: String) -> Double {
    log((1 + Double(sentences.count)) / (1 + Double(documentFrequencies[stem] ?? 0))) + 1
  }

  /// The counts of a sentence's terms: actors under their keys, and the stems of the other words.
  private static func terms(of sentence: EventSentence, _ namings: [EventActors.Naming]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for naming in namings where naming.key.hasPrefix("@") { counts[naming.key, default: 0] += 1 }
    let taken = namings.filter { $0.key.hasPrefix("@") }.map(\.range)
    var next = 0
    for word in sentence.words where word.lower.utf8.count > 1 && !StopWords.english.contains(word.lower) {
      while next < taken.count, taken[next].upperBound <= word.range.lowerBound { next += 1 }
      if next < taken.count, taken[next].contains(word.range.lowerBound) { continue }
      counts[word.stem, default: 0] += 1
    }
    return counts
  }

  /// The share of the shorter sentence's runs of three words that the other has too: what wire copy shares.
  func sharedRuns(_ a: Int, _ b: Int) -> Double { runs.share(a, b) }
}
