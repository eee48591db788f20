import Foundation
import ParallaxArticles
import Testing

private let shared = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

/// Five crawled articles that do not ship, line by line.
@Suite(.enabled(if: shared != nil))
struct SeedArticleTests {
  private func articles() throws -> [Article] {
    let reader = ArticleReader(cleaner: ArticleCleaner())
    return try reader.articles(.manifest((shared ?? "") + "/seeds/manifest.csv"))
  }

  /// Lines that go, by number; all other lines that are not blank stay.
  private static let removedLines: [[ClosedRange<Int>: RemovedSpan.Rule]] = [
    [1...3: .title, 22...22: .subheading, 41...43: .comment],
    [1...6: .title, 21...26: .link, 28...45: .teaser, 47...49: .comment],
    [1...1: .title, 3...3: .caption, 30...30: .subheading, 48...50: .comment],
    [
      1...1: .title, 5...6: .caption, 14...14: .crossPromotion, 30...30: .crossPromotion,
      40...40: .subheading,
      42...42: .crossPromotion, 60...60: .source,
    ],
    [1...1: .icons, 2...2: .date, 4...6: .title, 32...36: .podcast],
  ]

  @Test func everyLineMeetsTheFateItShould() throws {
    for (article, expected) in zip(try articles(), Self.removedLines) {
      for (line, fate) in fates(article) {
        let rule = expected.first { $0.key.contains(line) }?.value.rawValue ?? "kept"
        // An article that is a whole page goes through the classifier first, which may cut what a rule would.
        let isCutAlike = fate == "boilerplate" && rule != "kept"
        #expect(fate == rule || isCutAlike, "\(article.id):\(line) \(fate)")
      }
      #expect(restored(article) == article.original)
    }
  }

  @Test func paragraphsAreCountedByHand() throws {
    #expect(try articles().map { paragraphs($0).count } == [16, 11, 20, 23, 12])
  }

  @Test func metadataIsFound() throws {
    let articles = try articles()
    #expect(articles.map(\.date) == ["2017-02-17", "2017-01-28", "2017-01-22", "2017-02-06", "2017-01-25"])
    #expect(articles.map { $0.sourceLine?.utf8.count } == [nil, nil, nil, 33, nil])
    #expect(articles.allSatisfy { $0.dateline == nil && $0.warnings.isEmpty })
    for article in articles {
      let unaided = ArticleCleaner().clean(article.original, id: article.id)
      #expect(unaided.title == article.title)
      #expect(unaided.text == article.text)
    }
  }

  @Test func designationsAreCountedByHand() throws {
    let words = try articles().map { article in
      article.text.lowercased().split { !$0.isLetter }.map(String.init)
    }
    func count(_ forms: Set<String>) -> [Int] {
      let counts = words.map { $0.count { forms.contains($0) } }
      return [counts[0] + counts[1] + counts[2], counts[3], counts[4]]
    }
    #expect(count(["militant", "militants"]) == [10, 0, 1])
    #expect(count(["militant", "militants", "militancy"]) == [12, 0, 1])
    #expect(count(["rebel", "rebels"]) == [0, 3, 2])
  }
}
