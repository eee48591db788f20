import ParallaxText

/// Whether two sentences say something in common, beyond naming the same people.
///
/// Names, titles and verbs of saying make sentences alike that tell of other things: "Selma Aridane, the foreign
/// minister, has come" and "Selma Aridane, the foreign minister, used the word". What two sentences agree on is
/// what is left: content words, numbers and days.
struct ContentAgreement {
  /// The content words of each sentence by number, ascending.
  private let words: [[Int32]]
  /// The numbers and days of each sentence.
  private let facts: [Set<String>]

  private static let passedOver: Set<String> = {
    let words = [
      "minister", "ministry", "president", "premier", "chancellor", "envoy", "ambassador", "spokesman",
      "spokeswoman", "spokesperson", "negotiator", "leader", "chief", "head", "secretary", "director",
      "official", "representative", "senator", "congressman", "congresswoman", "governor", "mayor", "general",
      "colonel", "captain", "commander", "chairman", "chairwoman", "delegate", "deputy", "foreign", "prime",
      "vice", "former", "senior", "acting", "aide", "adviser", "advisor", "attorney", "justice", "judge",
      "prosecutor", "candidate", "lawmaker", "republican", "democrat", "democratic", "professor", "king",
      "queen", "prince", "pope", "bishop", "dr", "mr", "mrs", "ms", "gen", "sen", "rep", "gov", "lt", "col",
      "said", "say", "told", "tell", "added", "according", "not", "but",
    ]
    return Set(Stemmer(language: "english")?.stems(words) ?? words).union(words)
  }()

  init(_ sentences: [EventSentence], names: EventNames, facts: [Set<String>]) {
    self.facts = facts
    var ids: [String: Int32] = [:]
    words = sentences.map { sentence in
      var own: Set<Int32> = []
      for (place, word) in sentence.words.enumerated() {
        guard word.lower.utf8.count > 1, !StopWords.english.contains(word.lower),
          !Self.passedOver.contains(word.stem), !names.isName(word, at: place)
        else { continue }
        let id = ids[word.stem] ?? Int32(ids.count)
        ids[word.stem] = id
        own.insert(id)
      }
      return own.sorted()
    }
  }

  /// Whether a stem is of a title or a verb of saying.
  static func passesOver(_ stem: String) -> Bool { passedOver.contains(stem) }

  /// Whether two sentences share two words of their content, or one and a number or a day; of a sentence that has
  /// a single word, that one is enough.
  func holds(_ a: Int, _ b: Int) -> Bool {
    let least = min(words[a].count, words[b].count)
    let shared = sharedWords(a, b)
    if shared >= 2 { return true }
    if shared == 1 { return least == 1 || !facts[a].isDisjoint(with: facts[b]) }
    return false
  }

  private func sharedWords(_ a: Int, _ b: Int) -> Int {
    let (one, two) = (words[a], words[b])
    var (i, j, shared) = (0, 0, 0)
    while i < one.count, j < two.count, shared < 2 {
      if one[i] == two[j] { shared += 1 }
      let (x, y) = (one[i], two[j])
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return shared
  }
}
