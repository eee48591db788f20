import ParallaxText

/// The articles of a story as one text, and which sentence is whose.
struct JoinedStory {
  let articles: [StoryArticle]
  /// The articles' texts with an empty line between them.
  private(set) var text = ""
  /// The sentences of all articles, as ranges of the joined text.
  private(set) var sentences: [Range<Int>] = []
  /// The outlets in the order of their first articles.
  private(set) var outlets: [String] = []
  /// The outlet of each sentence.
  private(set) var outletOfSentence: [Int] = []
  /// The first sentence of each article.
  private(set) var firstSentence: [Int] = []
  let terms: SentenceTerms
  let traits: [SentenceTraits]

  private var articleOfSentence: [Int] = []
  private var startOfArticle: [Int] = []

  init(_ articles: [StoryArticle]) {
    self.articles = articles
    for (index, article) in articles.enumerated() {
      let outlet = outlets.firstIndex(of: article.outlet) ?? outlets.count
      if outlet == outlets.count { outlets.append(article.outlet) }
      if index > 0 { text += "\n\n" }
      let start = text.utf8.count
      text += article.text
      startOfArticle.append(start)
      firstSentence.append(sentences.count)
      for range in article.sentences ?? SentenceSplitter().sentences(in: article.text) {
        sentences.append((start + range.lowerBound)..<(start + range.upperBound))
        outletOfSentence.append(outlet)
        articleOfSentence.append(index)
      }
    }
    terms = SentenceTerms(sentences: sentences, text: text)
    var traits = Array(text.utf8).withUnsafeBytes { [sentences] in SentenceTraits.all(sentences, in: $0) }
    for first in firstSentence where first < traits.count { traits[first].isFirst = true }
    self.traits = traits
  }

  /// Each outlet's share of a summary.
  var quota: SelectionQuota { SelectionQuota(sources: outletOfSentence, sourceCount: outlets.count) }

  /// Where a sentence stands in its own article.
  func place(_ sentence: Int) -> StorySummary.Place {
    let article = articleOfSentence[sentence]
    let (range, start) = (sentences[sentence], startOfArticle[article])
    return .init(article: article, range: (range.lowerBound - start)..<(range.upperBound - start))
  }

  /// The bytes of a sentence.
  func bytes(_ sentence: Int) -> [UInt8] { Array(text.slice(utf8: sentences[sentence]).utf8) }
}
