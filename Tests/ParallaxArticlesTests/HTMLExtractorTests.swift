import Foundation
import Testing

@testable import ParallaxArticles

@Suite struct HTMLExtractorTests {
  private func extract(_ page: String) throws -> Article {
    try HTMLExtractor().extract(Array(page.utf8), id: "a")
  }

  @Test func theModelsOfTheLibraryAreModels() {
    #expect(ReadingModels.mainText != nil && ReadingModels.articleLines != nil)
  }

  @Test func anArticleIsFoundAndEverythingAroundItIsNot() throws {
    let article = try extract(Pages.article)
    for sentence in Pages.sentences { #expect(article.text.contains(sentence)) }
    for noise in [
      "Sport", "Photo", "Related", "burns", "comments", "Nobody asked", "rights", "No text at all",
    ] {
      #expect(!article.text.contains(noise), "\(noise)")
    }
    #expect(article.title == "Road to the mill opens" && article.date == "2031-01-25")
    #expect(article.outlet == "Valley Post" && article.author == "Ann Doe" && article.language == "en-GB")
    #expect(article.url == "https://post.example/road" && article.encoding == "UTF-8")
    #expect(article.warnings.isEmpty)
  }

  @Test func whatIsCutOutIsOnRecordUnderItsName() throws {
    let article = try extract(Pages.article)
    #expect(restored(article) == article.original)
    let rules = Dictionary(grouping: article.removed) { $0.rule }
    #expect(
      rules[.navigation] != nil && rules[.comment] != nil && rules[.caption] != nil && rules[.related] != nil)
    #expect(article.removed.allSatisfy { ($0.score ?? 2) < 0.5 })
    #expect(!article.original.contains("var x"))
  }

  @Test func headingsListsAndQuotationsAreKeptAsStructure() throws {
    let article = try extract(Pages.article)
    let details = ArticleDetails(article)
    let scalars = Array(article.text.unicodeScalars)
    func texts(_ kind: String) -> [String] {
      details.structure.filter { $0.kind == kind }.map { block in
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[block.start..<block.end])
        return String(view)
      }
    }
    #expect(texts("quote") == [Pages.sentences[3]])
    #expect(texts("paragraph") == [0, 1, 2, 4].map { Pages.sentences[$0] })
    #expect(texts("heading-2") == ["What it costs"])
    #expect(texts("list-item").count == 2)
  }

  @Test func cleaningAPageKeepsWhatExtractionCutAndItsHeadings() throws {
    let article = try extract(Pages.article)
    let clean = ArticleCleaner().clean(article)
    #expect(restored(clean) == clean.original && clean.original == article.original)
    #expect(clean.text.contains("What it costs") && clean.text.contains(Pages.sentences[4]))
    #expect(!clean.text.contains("Sport"))
    #expect(clean.title == article.title && clean.date == article.date)
  }

  @Test func linkedDataTellsHeadlineDateAndAuthors() throws {
    let linked = """
      {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"no"},{"@type":["NewsArticle"],
      "headline":"The mill &amp; the road","datePublished":"2031-02-03T10:00:00+01:00",
      "author":[{"name":"Ann Doe"},{"name":"Jo Roe"}],"publisher":{"name":"The Post"}}]}
      """
    let article = try extract(
      "<html><head><script type='application/ld+json'>\(linked)</script></head><body><p>\(Pages.sentences[0])</p></body></html>"
    )
    #expect(article.title == "The mill & the road" && article.date == "2031-02-03")
    #expect(article.author == "Ann Doe, Jo Roe" && article.outlet == "The Post")
  }

  @Test func theReviewOfAClaimTellsItsDateAndTheHeadlineIsThatOfThePage() throws {
    let linked = #"{"@type": "ClaimReview", "datePublished": "2031-02-03T10:15:00+00:00"}"#
    let article = try extract(
      "<html lang=''><head><meta property='og:title' content='Did the mill burn?'><meta name='author' "
        + "content='By Ann Doe'><script type='application/ld+json'>\(linked)</script></head><body>"
        + "<p>\(Pages.sentences[0])</p></body></html>")
    #expect(article.title == "Did the mill burn?" && article.date == "2031-02-03")
    #expect(article.author == "Ann Doe" && article.language == nil)
  }

  @Test(arguments: [
    ("https://post.example/news/2031/02/03/the-mill/", "2031-02-03"),
    ("https://post.example/2031/2/3/mill", "2031-02-03"), ("https://post.example/2031/13/03/mill", nil),
    ("https://post.example/2031/02/mill", nil), ("https://post.example/1234/56/78", nil),
  ])
  func anAddressTellsTheDayWhereNothingElseDoes(_ url: String, _ day: String?) throws {
    func page(_ head: String) -> String {
      "<html><head><link rel='canonical' href='\(url)'>\(head)</head><body><p>\(Pages.sentences[0])</p></body></html>"
    }
    #expect(try extract(page("")).date == day)
    #expect(try extract(page("<meta name='date' content='2030-05-06'>")).date == "2030-05-06")
  }

  @Test(arguments: [
    "2031-02-30T00:00:00Z", "yesterday", "", "99999999", "-1", "2031-13-01",
  ])
  func datesThatAreNoneAreNotGiven(_ date: String) throws {
    let article = try extract(
      "<html><head><meta name='date' content='\(date)'></head><body><p>\(Pages.sentences[0])</p></body></html>"
    )
    #expect(article.date == nil)
  }

  @Test func scriptsInTitlesAndBrokenEntitiesAreText() throws {
    let page = """
      <html><head><title><script>alert(1)</script> Mill & road &unknown; &#x110000; &#xD800; &amp</title></head>
      <body><p>Fish &amp; chips &amp chips &notanentity; &#0; &#9999999999; &lt;b&gt; \(Pages.sentences[0])</p></body></html>
      """
    let article = try extract(page)
    #expect(article.title?.contains("Mill & road") == true)
    #expect(article.text.contains("Fish & chips") && article.text.contains("<b>"))
    #expect(restored(article) == article.original)
  }

  @Test(arguments: ["div", "b", "table><tr><td", "span", "blockquote", "ul><li"])
  func elementsMayNestToAnyDepth(_ tags: String) throws {
    let page = String(repeating: "<\(tags)>", count: 10_000) + Pages.sentences[0]
    #expect(try extract(page).text.contains(Pages.sentences[0]))
  }

  @Test func tagsOfMoreAttributesThanAnyPageNeedsAreDroppedAndTheirTextStays() throws {
    let attributes = (0..<50_000).map { "a\($0)=x" }.joined(separator: " ")
    let article = try extract(
      "<html><body><p \(attributes)>\(Pages.sentences[0])</p><p>\(Pages.sentences[1])</p>")
    #expect(article.text.contains(Pages.sentences[0]) && article.text.contains(Pages.sentences[1]))
    #expect(article.warnings.count == 1)
    let long = try extract("<p class='\(String(repeating: "x", count: 70_000))'>\(Pages.sentences[0])</p>")
    #expect(long.text.contains(Pages.sentences[0]) && long.warnings.count == 1)
  }

  @Test(arguments: [
    "<script>" + Pages.sentences[0], "<p>\(Pages.sentences[0])<!-- never closed",
    "<p>\(Pages.sentences[0])<style>p {",
    "<p>\(Pages.sentences[0])<div class='", "<p>\(Pages.sentences[0])</p", "<p>\(Pages.sentences[0])<",
    "<p>\(Pages.sentences[0])&", "<!-->" + Pages.sentences[0], "<svg><p>" + Pages.sentences[0],
    "<p>\(Pages.sentences[0])<svg><svg></svg>", "<![CDATA[x]]><?php ?>" + Pages.sentences[0],
  ])
  func markupThatNeverEndsEndsWithThePage(_ page: String) throws {
    let article = try? extract(page)
    let isScript = page.hasPrefix("<script>")
    #expect((article?.text.contains(Pages.sentences[0]) ?? false) == !isScript)
  }

  @Test func aPageBeyondTheLimitIsReadToTheLimit() throws {
    let paragraph = "<p>\(Pages.sentences[0])</p>"
    let page = Array(String(repeating: paragraph, count: 60_000).utf8)
    #expect(page.count > 5 << 20)
    let article = try HTMLExtractor().extract(page, id: "a")
    #expect(article.original.utf8.count < 5 << 20)
    #expect(article.warnings.first?.contains("5 MiB") == true)
  }

  @Test(arguments: ["", " ", "<html></html>", "<script>x</script>", "<!-- x -->", "<img src=x>"])
  func aPageWithoutTextIsAnError(_ page: String) {
    #expect(throws: ArticleError.self) { try extract(page) }
  }

  @Test func whiteSpaceWithinABlockIsCollapsedAndBlocksAreLines() throws {
    let article = try extract("<p>One\n  two&nbsp; <b>thr</b>ee<br>four</p><p>five<div>six</div>")
    #expect(article.original == "One two three\nfour\n\nfive\n\nsix")
  }

  @Test func extractionGivesTheSameArticleEachTime() throws {
    #expect(try extract(Pages.article) == extract(Pages.article))
  }

  @Test func aModelForOtherFeaturesOrWithWaysThatNeverEndIsRefused() throws {
    func model(_ left: Int, features: String = "[\"x\"]") -> Data {
      Data(
        """
        {"format":"parallax-boosted-trees","version":1,"features":\(features),"bias":0,"trees":[{"feature":[0,-1,-1],
        "value":[1,2,-2],"left":[\(left),0,0],"right":[2,0,0]}]}
        """.utf8)
    }
    let trees = try BoostedTrees(json: model(1), features: ["x"])
    let found = trees.probabilities([0, 1, 2], rowCount: 3)
    let expected = 1 / (1 + exp(Float(-2)))
    #expect(found.map { abs($0 - expected) < 1e-6 } == [true, true, false])
    for (left, features) in [(0, "[\"x\"]"), (3, "[\"x\"]"), (-1, "[\"x\"]"), (1, "[\"y\"]")] {
      #expect(throws: ArticleError.self) {
        try BoostedTrees(json: model(left, features: features), features: ["x"])
      }
    }
    #expect(throws: ArticleError.self) { try BoostedTrees(json: Data("{}".utf8), features: []) }
  }
}
