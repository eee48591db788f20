import ParallaxText

/// Whether two sentences say something in common, beyond naming the same people.
///
/// Names, titles and verbs of saying make sentences alike that tell of other things: "Selma Aridane, the foreign
/// minister, has come" and "Selma Aridane, the foreign minister, used the word". What two sentences agree on is
/// what is left: content words, numbers and days, each by its rarity, because "for the first time since the
/// beginning" is said of anything.
struct ContentAgreement {
  /// The content words of each sentence by number, ascending.
  private let words: [[Int32]]
  /// The rarity of each word by its number.
  private let weights: [Double]
  /// The sum of the rarities of each sentence's words.
  private let totals: [Double]
  /// The numbers and days of each sentence.
  private let facts: [Set<String>]
  /// Whether each sentence denies something.
  private let denies: [Bool]
  private let options: AlignmentOptions

  private static let negations: Set<String> = [
    "not", "no", "never", "nothing", "nobody", "neither", "nor", "without",
  ]

  private static let passedOver: Set<String> = {
    let words = [
      "minister", "ministry", "president", "premier", "chancellor", "envoy", "ambassador", "spokesman",
      "spokeswoman", "spokesperson", "negotiator", "leader", "chief", "head", "secretary", "director",
      "official", "representative", "senator", "congressman", "congresswoman", "governor", "mayor", "general",
      "colonel", "captain", "commander", "chairman", "chairwoman", "delegate", "deputy", "foreign", "prime",
      "vice", "former", "senior", "acting", "aide", "adviser", "advisor", "attorney", "justice", "judge",
      "prosecutor", "candidate", "lawmaker", "republican", "democrat", "democratic", "professor", "king",
      "queen", "prince", "pope", "bishop", "dr", "mr", "mrs", "ms", "gen", "sen", "rep", "gov", "lt", "col",
      "al", "el", "bin", "ibn", "de", "von", "van", "said", "say", "told", "tell", "added", "according",
      "but",
    ]
    return Set(Stemmer(language: "english")?.stems(words) ?? words).union(words).union(negations)
  }()

  /// - Parameters:
  ///   - sentences: The sentences.
  ///   - names: The words that they write as names.
  ///   - taken: Where each sentence names or designates an actor of a gazetteer, in order.
  ///   - facts: The numbers and days of each sentence.
  ///   - rarity: The weights of stems.
  ///   - options: The shares of content that are enough.
  init(
    _ sentences: [EventSentence], names: EventNames, taken: [[Range<Int>]], facts: [Set<String>],
    rarity: WordRarity, options: AlignmentOptions
  ) {
    self.facts = facts
    self.options = options
    var ids: [String: Int32] = [:]
    var weights: [Double] = []
    let words: [[Int32]] = sentences.enumerated().map { number, sentence in
      var own: Set<Int32> = []
      for (place, word) in sentence.words.enumerated() {
        guard word.lower.utf8.count > 1, !StopWords.english.contains(word.lower),
          !Self.passedOver.contains(word.stem), !names.isName(word, at: place),
          !taken[number].contains(where: { $0.contains(word.range.lowerBound) })
        else { continue }
        let id = ids[word.stem] ?? Int32(ids.count)
        if Int(id) == weights.count {
          ids[word.stem] = id
          weights.append(rarity[word.stem])
        }
        own.insert(id)
      }
      return own.sorted()
    }
    self.words = words
    self.weights = weights
    denies = sentences.map { sentence in
      sentence.words.contains {
        Self.negations.contains($0.lower) || $0.lower.hasSuffix("n't") || $0.lower.hasSuffix("n’t")
      }
    }
    totals = words.map { $0.reduce(0) { $0 + weights[Int($1)] } }
  }

  /// Whether a stem is of a title or a verb of saying.
  static func passesOver(_ stem: String) -> Bool { passedOver.contains(stem) }

  /// Whether two sentences share enough of their content.
  ///
  /// They share two words or more, or one and a number or a day; of a sentence that has a single word, that one is
  /// enough. These are 0.4 of the content of one of the two, by rarity; 0.6 where they are fewer than four words,
  /// and 0.8 where one sentence denies and the other does not.
  func holds(_ a: Int, _ b: Int) -> Bool {
    let (shared, weight) = shared(a, b)
    let least = min(words[a].count, words[b].count)
    guard shared >= 2 || shared == 1 && (least == 1 || !facts[a].isDisjoint(with: facts[b])) else {
      return false
    }
    let share =
      denies[a] != denies[b]
      ? options.denialShare : shared >= 4 ? options.contentShare : options.fewWordsShare
    return weight >= share * min(totals[a], totals[b])
  }

  /// The share of the content of the sentence with less of it, and of the one with more, that both have, by rarity; 0 of
  /// sentences without content.
  func shares(_ a: Int, _ b: Int) -> (ofLess: Double, ofMore: Double) {
    let weight = shared(a, b).weight
    let (less, more) = (min(totals[a], totals[b]), max(totals[a], totals[b]))
    return (less > 0 ? weight / less : 0, more > 0 ? weight / more : 0)
  }

  private func shared(_ a: Int, _ b: Int) -> (count: Int, weight: Double) {
    let (one, two) = (words[a], words[b])
    var (i, j, count, weight) = (0, 0, 0, 0.0)
    while i < one.count, j < two.count {
      let (x, y) = (one[i], two[j])
      if x == y {
        count += 1
        weight += weights[Int(x)]
      }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return (count, weight)
  }
}
