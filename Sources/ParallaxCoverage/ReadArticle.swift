import ParallaxArticles
import ParallaxText

/// An article with what comparing needs of it, worked out once.
struct ReadArticle {
  let article: Article
  /// The position of its outlet in the outlets' list.
  let outlet: Int
  /// UTF-8 ranges, ascending.
  let sentences: [Range<Int>]
  /// UTF-8 ranges of the words, ascending; punctuation is none.
  let words: [Range<Int>]

  var wordCount: Int { words.count }

  /// The position of the sentence that holds an offset; nil where none does.
  func sentence(holding offset: Int) -> Int? {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < sentences.count && sentences[low].lowerBound <= offset ? low : nil
  }
}

/// Articles by outlet, or by what else they are compared by: the outlets by name, in the order of their scalars,
/// and each article's place in them.
struct ReadArticles {
  let grouping: CoverageGrouping
  let outlets: [String]
  let articles: [ReadArticle]

  init(
    _ articles: [Article], grouping: CoverageGrouping = .outlet, splitter: SentenceSplitter,
    tokenizer: Tokenizer
  ) {
    self.grouping = grouping
    let names = articles.map(grouping.group)
    let outlets = Set(names).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    var positions: [String: Int] = [:]
    for (position, outlet) in outlets.enumerated() { positions[outlet] = position }
    self.outlets = outlets
    self.articles = zip(articles, names).map { article, name in
      ReadArticle(
        article: article, outlet: positions[name] ?? 0, sentences: splitter.sentences(in: article.text),
        words: tokenizer.tokens(in: article.text).filter { $0.kind != .punctuation }.map(\.range))
    }
  }

  /// The number of words in each outlet's articles.
  var wordCounts: [Int] {
    articles.reduce(into: [Int](repeating: 0, count: outlets.count)) { $0[$1.outlet] += $1.wordCount }
  }
}
