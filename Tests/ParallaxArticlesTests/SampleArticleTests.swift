import BundledData
import Foundation
import ParallaxArticles
import Testing

private let samples = BundledData.sourceDirectory + "/Samples"

/// The sample articles that ship: an invented event with the noise of real crawls.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: samples + "/manifest.csv")))
struct SampleArticleTests {
  private static let expected: [String: (paragraphs: Int, rules: [RemovedSpan.Rule])] = [
    "brennick-courier-0123.txt": (
      11, [.title, .title, .caption, .dateline, .subheading, .comment, .comment]
    ),
    "brennick-courier-0124.txt": (
      9, [.title, .title, .title, .title, .link, .teaser, .teaser, .comment, .comment]
    ),
    "brennick-courier-0125.txt": (10, [.title, .title, .caption, .subheading, .caption, .comment, .comment]),
    "free-sill-voice-0123.txt": (8, [.title, .title, .title, .share, .caption, .teaser, .teaser]),
    "free-sill-voice-0124.txt": (8, [.title, .date, .crossPromotion, .link]),
    "free-sill-voice-0125.txt": (
      8, [.title, .title, .share, .crossPromotion, .teaser, .teaser, .comment, .comment]
    ),
    "lantern-international-0123.txt": (
      10, [.icons, .date, .title, .title, .caption, .dateline, .crossPromotion, .crossPromotion, .podcast]
    ),
    "lantern-international-0124.txt": (
      10, [.title, .share, .caption, .crossPromotion, .crossPromotion, .source]
    ),
    "lantern-international-0125.txt": (
      9, [.icons, .date, .title, .title, .crossPromotion, .subheading, .crossPromotion, .source, .podcast]
    ),
    "northgate-post-0123.txt": (10, [.title, .title, .dateline, .source]),
    "northgate-post-0124.txt": (10, [.title, .title, .dateline, .caption, .subheading]),
    "northgate-post-0125.txt": (10, [.title, .title, .dateline, .crossPromotion, .source]),
  ]

  @Test func everySampleLosesItsNoiseAndNothingElse() throws {
    let reader = ArticleReader(cleaner: ArticleCleaner())
    let articles = try reader.articles(.manifest(samples + "/manifest.csv"))
    #expect(articles.count == Self.expected.count)
    for article in articles {
      let expected = try #require(Self.expected[article.id])
      #expect(paragraphs(article).count == expected.paragraphs, "\(article.id)")
      #expect(rules(article) == expected.rules, "\(article.id)")
      #expect(restored(article) == article.original, "\(article.id)")
      #expect(
        paragraphs(article).allSatisfy { $0.hasSuffix(".") || $0.hasSuffix("\"") || $0.hasSuffix("”") },
        "\(article.id)")
    }
  }

  @Test func theTitleIsFoundWithoutTheManifest() throws {
    for article in try ArticleReader().articles(.manifest(samples + "/manifest.csv")) {
      let cleaned = ArticleCleaner().clean(article.original, id: article.id)
      #expect(cleaned.title == article.title, "\(article.id)")
      #expect(paragraphs(cleaned).count == Self.expected[article.id]?.paragraphs, "\(article.id)")
    }
  }
}
