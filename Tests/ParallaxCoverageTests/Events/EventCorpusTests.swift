import Foundation
import ParallaxArticles
import ParallaxCoverage
import ParallaxSummary
import Testing

/// Stories told by three outlets each (BASIL), and five articles on one round of talks.
@Suite(.enabled(if: sharedFolder != nil))
struct EventCorpusTests {
  private static func background() throws -> BackgroundFrequencies {
    let path = #filePath.replacing("Tests/ParallaxCoverageTests/Events/EventCorpusTests.swift", with: "")
    let table = try String(contentsOfFile: path + "Data/Summaries/background.tsv", encoding: .utf8)
    return try BackgroundFrequencies(table: table)
  }

  /// The articles of BASIL, their sentences joined again, and their stories.
  private static func basil() throws -> (articles: [Article], stories: [String]) {
    var articles: [Article] = []
    var stories: [String] = []
    let path = try #require(sharedFolder) + "/data/basil/sentences.jsonl.zst"
    try JSONLines.forEach(path) { _, result in
      guard let record = try? result.get(), let id = record["article"] as? String,
        let sentence = record["sentence"] as? String
      else { return }
      if articles.last?.id == id {
        articles[articles.count - 1].text += "\n\n" + sentence
      } else {
        articles.append(
          Article(
            id: id, outlet: record["source"] as? String, title: record["title"] as? String,
            date: record["date"] as? String, original: sentence))
        stories.append(record["story"] as? String ?? "")
      }
    }
    return (articles, stories)
  }

  /// F1 of the pairs of articles that are put together.
  private static func pairwiseF1(_ events: [Event], _ stories: [String]) -> Double {
    var (both, found, told) = (0, 0, 0)
    var groups = [Int](repeating: 0, count: stories.count)
    for (number, event) in events.enumerated() { for member in event.members { groups[member] = number } }
    for second in stories.indices {
      for first in 0..<second {
        let isFound = groups[first] == groups[second]
        let isTold = stories[first] == stories[second]
        both += isFound && isTold ? 1 : 0
        found += isFound ? 1 : 0
        told += isTold ? 1 : 0
      }
    }
    return 2 * Double(both) / Double(found + told)
  }

  @Test func storiesOfThreeOutletsAreFoundByWordsNamesAndDates() throws {
    let (articles, stories) = try Self.basil()
    #expect(articles.count == 213 && Set(stories).count == 71)
    let grouper = try EventGrouper(background: try Self.background())
    #expect(Self.pairwiseF1(grouper.events(in: articles.map { EventDocument($0) }), stories) > 0.93)
    let undated = articles.map { article in
      var article = article
      article.date = nil
      return EventDocument(article)
    }
    #expect(Self.pairwiseF1(grouper.events(in: undated), stories) > 0.8)
  }

  @Test func articlesOnOneRoundOfTalksAreOneEventWhereTheWindowSpansThem() throws {
    let reader = ArticleReader(cleaner: ArticleCleaner())
    let articles = try reader.articles(.manifest(try #require(sharedFolder) + "/seeds/manifest.csv"))
    let documents = articles.map { EventDocument($0) }
    let wide = try EventGrouper(configuration: .init(windowDays: 30), background: try Self.background())
    #expect(wide.events(in: documents).map(\.members) == [[0, 1, 2, 3, 4]])
    let narrow = try EventGrouper(background: try Self.background())
    for event in narrow.events(in: documents) {
      let days = event.members.compactMap { documents[$0].day }.sorted()
      #expect(zip(days, days.dropFirst()).allSatisfy { $1 - $0 <= 3 })
    }
  }
}
