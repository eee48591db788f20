import ParallaxMath
import Testing

@testable import ParallaxArticles

/// Random articles of lines that one rule or another is after, with line ends of every kind.
@Suite struct CleaningPropertyTests {
  private static let lines = [
    "The council of the valley agreed on Monday to open the old road to the mill.",
    "“We have waited long enough – for the road,” said the miller’s wife, who had come with her sons.",
    "Its members had met four times before, and each time the snow had kept two of them away.",
    "Snow fell. It fell all night.", "Road to the mill opens", "Road to the mill opensRoad to the mill opens",
    "Road to the mill opens   Road to the mill opens", "  Deep Divisions  ", "Deep divisions", "What now?",
    "The mill burns", "The road in spring [EPA]", "icon closeicon searchicon shareicon mailicon",
    "847 shares",
    "Tweet", "Add new comment", "Read our comment policy before posting", "Short URL : https://lnk.example/a",
    "• https://lnk.example/b", "You can also read ...", "The owner of the old mill said on...", "Podcasts",
    "0:00",
    "13:44", "25 Jan, 2031 18:49", "Source: Valley Wire", "By Jon Doe", "READ MORE: The mill",
    "OPINION: The road?",
    "MILLTOWN, Jan. 23 (Valley Wire) — The mill was burning when the men of the valley came.",
    "(CNN) -- It rained on the road.",
    "Advertisement", "Sign up for our newsletter", "© 2031 Valley Post", "", "", " ", "\u{A0}", "\t",
    "\u{FEFF}",
    "and the mill", "Ein Gruß aus dem Tal – без комментариев", "水车着火了。", "🔥 The mill 🔥", "Related", "1. One",
    "- Two",
    "He asked: “Why?”", "\u{200B}Watch: the mill\u{200B}", "A", "…", "\"", "— The Road",
    "Yes, yes, yes, yes, yes and no.",
    "Milltown – The mill was sold for one coin on Monday.",
    "Milltown – Milltown – The mill was sold on Monday.",
  ]
  private static let breaks = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n", "\n\n\n", " \n", "\r"]

  private static func text(_ seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...24, using: &generator)
    return (0..<count).map { _ in
      lines[Int.random(in: lines.indices, using: &generator)]
        + breaks[Int.random(in: breaks.indices, using: &generator)]
    }.joined()
  }

  @Test func keptAndRemovedTogetherAreTheOriginal() {
    let cleaner = ArticleCleaner()
    for seed in 0..<1_000 {
      let text = Self.text(UInt64(seed))
      let article = cleaner.clean(text, id: "a")
      #expect(Array(restored(article).utf8) == Array(text.utf8), "seed \(seed)")
      let removed = article.removed.reduce(0) { $0 + $1.range.count }
      #expect(article.text.utf8.count + removed == text.utf8.count, "seed \(seed)")
      let isOrdered = zip(article.removed, article.removed.dropFirst()).allSatisfy {
        $0.range.upperBound <= $1.range.lowerBound
      }
      #expect(isOrdered && article.removed.allSatisfy { !$0.range.isEmpty }, "seed \(seed)")
    }
  }

  @Test func cleaningACleanTextRemovesNothingButWhiteSpace() {
    let cleaner = ArticleCleaner()
    for seed in 0..<1_000 {
      let once = cleaner.clean(Self.text(UInt64(seed)), id: "a")
      let twice = cleaner.clean(once.text, id: "a")
      #expect(rules(twice).isEmpty, "seed \(seed): \(twice.original.debugDescription) \(twice.removed)")
    }
  }

  @Test func cleaningIsDeterministic() {
    for seed in 0..<50 {
      let text = Self.text(UInt64(seed))
      #expect(ArticleCleaner().clean(text, id: "a") == ArticleCleaner().clean(text, id: "a"))
    }
  }

  @Test func sentencesOfAnArticleAreNeverLost() {
    let sentences = Self.lines.filter { $0.hasSuffix(".") && $0.utf8.count > 60 && !$0.hasPrefix("M") }
    for seed in 0..<1_000 {
      let text = Self.text(UInt64(seed))
      let clean = ArticleCleaner().clean(text, id: "a").text
      for sentence in sentences where text.contains(sentence) {
        #expect(clean.contains(sentence), "seed \(seed): \(text.debugDescription)")
      }
    }
  }

  @Test func whiteSpaceIsTrimmedOnTheRecord() {
    let article = ArticleCleaner().clean(
      "\u{FEFF}\r\n  One was here. \r\n \r\n\r\nTwo was there.\r\n", id: "a")
    #expect(article.text == "One was here.\n\nTwo was there.")
    #expect(article.removed.allSatisfy { $0.rule == .whitespace })
  }

  @Test(arguments: [
    "", "\n", "\u{FEFF}", "   ", "Title", "\r\r\r", "[", "]", "(", ")", "[]", "a]", "—", " - ", "(CNN)",
    "Source:", "By ",
    "icon", "0:00", "...", "http://", "©", "\u{E2}", "“”", "''",
  ])
  func oddTextsDoNotTrap(text: String) {
    let article = ArticleCleaner().clean(text, id: "a", title: text)
    #expect(restored(article) == text)
  }

  @Test func linesBeyondTheLimitAreLeftAsTheyAre() {
    let text = "Tweet\n\nThe mill burns tonight.\nTweet \n\n\nTweet\n"
    let draft = Draft(text, title: nil, configuration: .init(), maximumLines: 3)
    #expect(draft.lines.count == 4)
    #expect(draft.finished(trimming: true).text == "Tweet\n\nThe mill burns tonight.\nTweet \n\n\nTweet")
  }
}
