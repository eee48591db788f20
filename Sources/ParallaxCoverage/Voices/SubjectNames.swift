import ParallaxArticles
import ParallaxText

/// The persons whom sentences of an article are about: a name at the beginning of a sentence, behind its title ("Rebel
/// commander Jorun Tass said …"), or of somebody who is quoted in the event or named behind a title in the article; such a
/// name before its verb ("Asked again, Sanders cited …"); and whoever is reported without quotation marks ("Jorun Tass,
/// a commander, said his men …").
///
/// "He" after such a sentence is mostly its subject, not whoever was quoted before.
struct SubjectNames {
  private struct Subject {
    let words: [Substring]
    let position: Int
  }

  /// In the order of their positions.
  private let subjects: [Subject]
  /// Last names behind "Mr.", and behind "Mrs." and the like.
  private let men: Set<Substring>
  private let women: Set<Substring>

  /// - Parameters:
  ///   - article: The article.
  ///   - quotations: Stretches whose sentences are somebody else's.
  ///   - reported: The words that name speakers who are reported without quotation marks, and where they stand.
  ///   - known: The last names of those who are quoted.
  init(
    _ article: ReadArticle, besides quotations: [Range<Int>],
    reported: [(words: [Substring], position: Int)], known: Set<Substring>
  ) {
    let persons = PersonWords(article)
    (men, women) = (persons.men, persons.women)
    let words = persons.words
    let acting = known.union(persons.titled)
    var subjects: [Subject] = []
    var (place, quotation) = (0, 0)
    for sentence in article.sentences {
      while place < words.count, article.words[place].lowerBound < sentence.lowerBound { place += 1 }
      let end = article.words[place...].firstIndex { $0.lowerBound >= sentence.upperBound } ?? words.count
      while quotation < quotations.count, quotations[quotation].upperBound <= sentence.lowerBound {
        quotation += 1
      }
      if quotation < quotations.count, quotations[quotation].contains(sentence.lowerBound) { continue }
      if let name = Self.subject(words[place..<end], known: acting) {
        subjects.append(Subject(words: name, position: sentence.lowerBound))
      } else if let (name, first) = persons.subject(in: place..<end, known: acting) {
        subjects.append(Subject(words: name, position: article.words[first].lowerBound))
      }
    }
    for speaker in reported {
      subjects.append(Subject(words: speaker.words, position: speaker.position))
    }
    self.subjects = subjects.sorted { $0.position < $1.position }
  }

  /// The last subject of a stretch that may be meant by a pronoun.
  func last(in range: Range<Int>, pronoun: String) -> [Substring]? {
    subjects.last { range.contains($0.position) && fits($0.words, pronoun) }?.words
  }

  /// Whether nothing tells that a name is not one of a man, or of a woman.
  func fits(_ words: [Substring], _ pronoun: String) -> Bool {
    guard let last = words.last, men.contains(last) != women.contains(last) else { return true }
    return women.contains(last) == (pronoun == "she")
  }

  /// The name at the beginning of a sentence, behind titles and what else describes its bearer.
  private static func subject(_ words: ArraySlice<Substring>, known: Set<Substring>) -> [Substring]? {
    var hasTitle = false
    var place = words.startIndex
    while place < words.endIndex, place < words.startIndex + 6 {
      let word = words[place]
      if SpeakerNames.isTitle(word) {
        hasTitle = true
      } else if word.first?.isUppercase == true, place > words.startIndex || !isPlain(word) {
        break
      } else if !isPlain(word) {
        return nil
      }
      place += 1
    }
    var name = words[place...].prefix(7).prefix { $0.first?.isUppercase == true }
    if let title = name.lastIndex(where: SpeakerNames.isTitle), title < name.endIndex - 1 {
      hasTitle = true
      name = name[(title + 1)...]
    }
    guard let last = name.last, name.count <= 4 else { return nil }
    return hasTitle || known.contains(last) ? Array(name) : nil
  }

  /// Words that may stand before a title or a name: "The", "former", "rebel".
  private static func isPlain(_ word: Substring) -> Bool {
    [
      "the", "a", "an", "its", "their", "his", "her", "former", "rebel", "army", "government", "opposition",
      "outgoing",
    ]
    .contains(word.lowercased())
  }
}
