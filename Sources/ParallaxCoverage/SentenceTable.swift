import ParallaxArticles
import ParallaxText

/// The sentences that a report cites, each once, and the scalar offsets of all it points at.
struct SentenceTable {
  private struct Key: Hashable {
    let article: Int
    let range: Range<Int>
  }

  private var cited: Set<Key> = []
  private var numbers: [Key: Int] = [:]
  private var pending: [[Int]]
  private var offsets: [[Int: Int]]

  init(articleCount: Int) {
    pending = Array(repeating: [], count: articleCount)
    offsets = Array(repeating: [:], count: articleCount)
  }

  /// Notes a sentence to be listed.
  mutating func cite(_ range: Range<Int>, of article: Int) {
    if cited.insert(Key(article: article, range: range)).inserted { note(range, of: article) }
  }

  /// Notes offsets that the report will state.
  mutating func note(_ range: Range<Int>, of article: Int) {
    pending[article] += [range.lowerBound, range.upperBound]
  }

  /// Numbers what was cited, by article and place, and converts the offsets noted, in one pass a text.
  mutating func close(_ articles: [ReadArticle], ids: [String]) -> [CoverageReport.Sentence] {
    for (number, article) in articles.enumerated() {
      let converter = TextOffsets(article.article.text)
      for offset in pending[number].sorted() where offsets[number][offset] == nil {
        offsets[number][offset] = converter.scalarOffset(ofUTF8: offset)
      }
    }
    let keys = cited.sorted {
      ($0.article, $0.range.lowerBound, $0.range.upperBound) < (
        $1.article, $1.range.lowerBound, $1.range.upperBound
      )
    }
    return keys.enumerated().map { number, key in
      numbers[key] = number
      let article = articles[key.article]
      let index = article.sentence(holding: key.range.lowerBound)
      return CoverageReport.Sentence(
        article: ids[key.article], index: index.flatMap { article.sentences[$0] == key.range ? $0 : nil },
        start: scalar(key.range.lowerBound, of: key.article),
        end: scalar(key.range.upperBound, of: key.article),
        text: article.article.text.slice(utf8: key.range))
    }
  }

  /// The number of a cited sentence, once closed.
  func number(of range: Range<Int>, in article: Int) -> Int {
    numbers[Key(article: article, range: range)] ?? 0
  }

  /// The scalar offset of a noted UTF-8 offset, once closed.
  func scalar(_ offset: Int, of article: Int) -> Int { offsets[article][offset] ?? 0 }
}
