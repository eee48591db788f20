import ParallaxArticles
import ParallaxText

/// A sentence of an event: its words, and where it is from.
struct EventSentence {
  /// The position of its article among those given.
  let article: Int
  /// The position of its article's outlet.
  let outlet: Int
  /// Its position in the article.
  let index: Int
  /// UTF-8 offsets into the article's clean text.
  let range: Range<Int>
  /// Its text.
  let text: String
  let words: [EventWord]

  /// The stems of its words that are no function words.
  var contentStems: Set<String> {
    Set(words.lazy.filter { !StopWords.english.contains($0.lower) && $0.lower.utf8.count > 1 }.map(\.stem))
  }
}

/// Reads the sentences of articles.
struct EventSentenceReader {
  /// Words of news on conflicts, talks and votes that are told in place of one another; stems as keys.
  private static let synonyms: [String: String] = [
    "truce": "ceasefir", "negoti": "talk", "meet": "talk", "accord": "deal", "agreement": "deal",
    "pact": "deal", "organis": "organ", "organiz": "organ",
  ]

  private let stemmer = Stemmer(language: "english")

  /// A stem under the word it is told in place of; "according to" has the stem of "accord", and tells of none.
  private static func stem(_ stem: String, of word: String) -> String {
    word == "according" ? word : synonyms[stem] ?? stem
  }

  /// The sentences of all articles, in the order of the articles.
  func sentences(of articles: ReadArticles) -> [EventSentence] {
    articles.articles.enumerated().flatMap { number, article in sentences(of: article, number: number) }
  }

  private func sentences(of article: ReadArticle, number: Int) -> [EventSentence] {
    let bytes = Array(article.article.text.utf8)
    let lowers = article.words.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
    let stems = stemmer?.stems(lowers) ?? lowers
    var next = 0
    return article.sentences.enumerated().map { index, range in
      while next < article.words.count, article.words[next].lowerBound < range.lowerBound { next += 1 }
      var words: [EventWord] = []
      while next < article.words.count, article.words[next].lowerBound < range.upperBound {
        let place = article.words[next]
        let gap = words.last.map { bytes[$0.range.upperBound..<max($0.range.upperBound, place.lowerBound)] }
        words.append(
          EventWord(
            range: place, text: String(decoding: bytes[place], as: UTF8.self), lower: lowers[next],
            stem: Self.stem(stems[next], of: lowers[next]),
            isJoined: gap?.allSatisfy { $0 == 0x20 || $0 == 0x2D || $0 == 0x0A } ?? false,
            isAfterComma: gap.map { $0.contains(0x2C) && $0.allSatisfy { $0 == 0x20 || $0 == 0x2C } } ?? false
          ))
        next += 1
      }
      return EventSentence(
        article: number, outlet: article.outlet, index: index, range: range,
        text: String(decoding: bytes[range], as: UTF8.self), words: words)
    }
  }
}
