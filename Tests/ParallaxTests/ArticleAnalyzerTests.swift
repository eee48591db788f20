import Foundation
import Parallax
import Testing

@Suite struct ArticleAnalyzerTests {
  static let texts = [
    "Workers and unions ask for fair wages. The bosses refuse. Talks 🚢 go on at the harbour.",
    "Managers ask for order. Taxpayers pay, they say. The court heard both sides on Monday.",
    "One sentence only.", "the of and", "***",
  ]

  static func classifier() throws -> TextClassifier {
    let labelled = [
      ("left", "Workers and unions ask for fair wages."), ("left", "Unions and workers want wages."),
      ("right", "Managers and taxpayers ask for order."), ("right", "Taxpayers and managers want order."),
    ]
    let recipe = ClassifierRecipe(
      description: ModelDescription(
        name: "leaning", version: "1", task: "A test.", labels: ["left", "right"]),
      evidence: EvidenceRequirement(minimumKnownTokens: 2, minimumKnownShare: 0.1), calibrationFolds: 0)
    return try recipe.train(on: labelled.map { LabeledExample(text: $1, label: $0) }).classifier
  }

  static func articles() -> [Article] {
    texts.enumerated().map { index, text in
      Article(
        id: "a\(index)", outlet: "Outlet \(index % 2)", title: index == 1 ? nil : "Part \(index) on wages",
        date: "2031-03-01", original: text)
    }
  }

  @Test func aReportDoesNotDependOnTheNumberOfThreads() throws {
    let analyzer = ArticleAnalyzer(classifiers: [try Self.classifier()])
    let reports = try [1, 2, 4].map { try analyzer.compare(Self.articles(), threads: $0).json() }
    #expect(reports.allSatisfy { $0 == reports[0] })
  }

  @Test func anArticleScoresTheSameAloneAndAmongOthers() throws {
    let analyzer = ArticleAnalyzer(classifiers: [try Self.classifier()])
    let together = analyzer.compare(Self.articles()).articles.map(\.leaning)
    let alone = Self.articles().map { analyzer.compare([$0]).articles[0].leaning }
    #expect(together == alone)
  }

  @Test func termsRemainderAndInterceptSumToTheDecisionValue() throws {
    let classifier = try Self.classifier()
    let analyzer = ArticleAnalyzer(classifiers: [classifier], evidenceCount: 2)
    for article in Self.articles() {
      let score = try #require(analyzer.scores(of: article).first)
      let explanation = classifier.explain(article.modelInput, top: 0)
      let sum = score.terms.reduce(0) { $0 + $1.contribution } + score.remainder + score.intercept
      #expect(abs(sum - explanation.decisionValue) < 1e-9)
      #expect(score.terms.count <= 2)
    }
  }

  @Test func evidenceStandsWhereItsRangesSay() throws {
    let analyzer = ArticleAnalyzer(classifiers: [try Self.classifier()])
    for article in Self.articles() {
      for term in try #require(analyzer.scores(of: article).first).terms {
        #expect(!term.ranges.isEmpty || !term.titleRanges.isEmpty)
        for range in term.ranges { #expect(article.text.slice(utf8: range).lowercased() == term.term) }
        for range in term.titleRanges {
          #expect((article.title ?? "").slice(utf8: range).lowercased() == term.term)
        }
      }
    }
  }

  @Test func aRecordOfScoresCountsUnicodeScalars() throws {
    let article = Article(id: "a", title: "🚢 wages", original: "🚢🚢 The unions want wages.")
    let scores = ArticleAnalyzer(classifiers: [try Self.classifier()]).scores(of: article)
    let data = Data(ArticleScoreRecord(article, scores).json)
    let record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entry = try #require((record["scores"] as? [String: Any])?["leaning"] as? [String: Any])
    let terms = try #require(entry["contributions"] as? [[String: Any]])
    let wages = try #require(terms.first { $0["term"] as? String == "wages" })
    #expect(wages["spans"] as? [[Int]] == [[19, 24]])
    #expect(wages["title_spans"] as? [[Int]] == [[2, 7]])
  }

  @Test func withoutAModelNothingIsScoredAndAllIsSummarised() {
    let analyzer = ArticleAnalyzer(summaryLength: .sentences(1))
    let report = analyzer.compare(Self.articles())
    #expect(report.articles.allSatisfy { $0.leaning == nil && $0.summary?.sentences.count == 1 })
    #expect(analyzer.scores(of: Self.articles()[0]).isEmpty)
  }

  @Test func noArticlesGiveAReportThatSaysSo() {
    let report = ArticleAnalyzer().compare([])
    #expect(report.articles.isEmpty)
    #expect(!report.warnings.isEmpty)
  }
}
