import ParallaxArticles
import ParallaxText

/// The words of an article, and which of them are the last names of persons.
struct PersonWords {
  let words: [Substring]
  /// Whether nothing but a space, and the point of an initial or a title, stands between a word and the one before.
  private let isJoined: [Bool]
  /// Last names behind a title, "Senator Nadler" or "Mrs Sanders".
  private(set) var titled: Set<Substring> = []
  /// Last names behind "Mr.", and behind "Mrs." and the like.
  private(set) var men: Set<Substring> = []
  private(set) var women: Set<Substring> = []

  init(_ article: ReadArticle) {
    let bytes = Array(article.article.text.utf8)
    words = article.words.map { Substring(decoding: bytes[$0], as: UTF8.self) }
    var (isJoined, end) = ([Bool](), 0)
    for word in article.words {
      isJoined.append(
        end > 0 && bytes[end..<max(end, word.lowerBound)].allSatisfy { $0 == 0x20 || $0 == 0x2E })
      end = word.upperBound
    }
    self.isJoined = isJoined
    for (place, word) in words.enumerated().dropLast() {
      guard SpeakerNames.isTitle(word) || Self.honorifics.contains(word.lowercased()) else { continue }
      guard let last = run(from: place + 1).last, !SpeakerNames.isTitle(last), SpeakerNames.isName(last)
      else { continue }
      titled.insert(last)
      switch word.lowercased().filter({ $0 != "." }) {
      case "mr": men.insert(words[place + 1])
      case "mrs", "ms", "miss": women.insert(words[place + 1])
      default: continue
      }
    }
  }

  /// The capitalised words that begin at one, at most three, while they are joined.
  private func run(from place: Int) -> ArraySlice<Substring> {
    var end = place
    while end < words.count, end < place + 3, words[end].first?.isUppercase == true, isJoined[end] {
      end += 1
    }
    return words[place..<end]
  }

  private static let honorifics: Set<String> = ["mr", "mrs", "ms", "miss", "mr.", "mrs.", "ms."]

  /// The person within a sentence's words who does something: a name right before its verb, and behind no preposition.
  ///
  /// - Parameter known: Last names of persons.
  func subject(in range: Range<Int>, known: Set<Substring>) -> (words: [Substring], place: Int)? {
    for place in range.dropFirst() where known.contains(words[place]) {
      guard place + 1 < range.upperBound, Self.isVerb(words[place + 1]) else { continue }
      var first = place
      while first > range.lowerBound, place - first < 4, isJoined[first], Self.isNamePart(words[first - 1]) {
        first -= 1
      }
      if first > range.lowerBound, Self.prepositions.contains(words[first - 1].lowercased()) { continue }
      let title = words[first..<place].lastIndex(where: SpeakerNames.isTitle)
      return (Array(words[(title.map { $0 + 1 } ?? first)...place]), first)
    }
    return nil
  }

  private static func isNamePart(_ word: Substring) -> Bool {
    word.first?.isUppercase == true && !StopWords.english.contains(word.lowercased())
  }

  /// Whether a word may be the verb of the name before it: in lower case, and no function word but an auxiliary.
  private static func isVerb(_ word: Substring) -> Bool {
    guard word.first?.isLowercase == true else { return false }
    return auxiliaries.contains(String(word)) || !StopWords.english.contains(String(word))
  }

  private static let auxiliaries: Set<String> = [
    "was", "is", "has", "had", "will", "would", "did", "does", "could", "should", "can", "may", "might",
  ]
  private static let prepositions: Set<String> = [
    "with", "of", "to", "by", "for", "from", "against", "about", "after", "before", "at", "on", "in", "over",
    "under", "between", "than", "like", "and", "or", "toward", "towards", "behind", "besides", "including",
  ]
}
