import Testing

@testable import ParallaxArticles

@Suite struct LineClassifierTests {
  /// A crawled page whose markup is gone: title, menu, article, teasers, footer.
  private static let menu = [
    "Home", "World", "Politics", "Sport", "Weather", "Travel", "Sign in", "Subscribe", "Video", "Business",
    "Health",
    "Culture", "Books", "Food", "Opinion", "Letters", "Search", "Menu",
  ]
  private static let foot = [
    "Related", "The mill burns", "Snow falls in the valley", "Most read", "Ten things to do", "About us",
    "Contact",
    "Privacy policy", "Terms of use", "Cookies", "Advertise with us", "Follow us", "Facebook", "Twitter",
    "© 2031 Valley Post. All rights reserved.",
  ]
  private static let page =
    (["Road to the mill opens - Valley Post"] + menu + [
      "Road to the mill opens", "Ann Doe", "25 January 2031",
    ]
    + Pages.sentences + Pages.sentences.map { "On the next day, too: " + $0 } + foot).joined(separator: "\n")

  @Test func theArticleIsFoundInAPageWithoutMarkup() {
    let article = ArticleCleaner().clean(Self.page, id: "a")
    for sentence in Pages.sentences { #expect(article.text.contains(sentence)) }
    for line in Self.menu + Self.foot { #expect(!article.text.contains(line), "\(line)") }
    #expect(article.title == "Road to the mill opens" && article.date == "2031-01-25")
    #expect(restored(article) == article.original)
    #expect(article.removed.contains { $0.rule == .boilerplate && ($0.score ?? 1) < 0.5 })
  }

  @Test func itIsAskedWhenToldOnly() {
    func rules(_ use: LineClassifierUse, _ text: String) -> Set<RemovedSpan.Rule> {
      Set(ArticleCleaner(configuration: .init(lineClassifier: use)).clean(text, id: "a").removed.map(\.rule))
    }
    #expect(!rules(.never, Self.page).contains(.boilerplate))
    let article = Pages.sentences.joined(separator: "\n\n")
    #expect(!rules(.wholePages, article + "\n\nHome\n\nWorld").contains(.boilerplate))
    #expect(rules(.always, article + "\n\nHome\n\nWorld\n\nSport").contains(.boilerplate))
    let kept = ArticleCleaner(configuration: .init(disabledRules: [.boilerplate])).clean(Self.page, id: "a")
    #expect(!kept.removed.contains { $0.rule == .boilerplate })
  }

  @Test func aTextWithoutProseIsNotEmptiedByIt() {
    let names = (0..<60).map { "Name \($0)" }.joined(separator: "\n")
    let article = ArticleCleaner().clean(names, id: "a")
    #expect(restored(article) == names)
  }

  @Test func featuresHaveARowForEachLine() {
    let features = ReadingFeatures(lines: ["One line.", "", "Two words"])
    #expect(features.texts.count == 2 && features.values.count == 2 * features.names.count)
    #expect(Set(features.names).count == features.names.count)
    #expect(features.values.allSatisfy { $0.isFinite })
    #expect(ReadingFeatures(lines: []).values.isEmpty)
  }
}

@Suite struct OutletTemplateTests {
  private func article(_ number: Int, _ outlet: String?) -> Article {
    Article(
      id: "\(number)", outlet: outlet,
      original: "\(Pages.sentences[number % 5]) Number \(number).\nReaders keep the Valley Post alive.\n")
  }

  @Test func aLineOfManyArticlesOfAnOutletIsItsTemplate() throws {
    var templates = OutletTemplates()
    for number in 0..<4 { templates.learn(from: article(number, "Valley Post")) }
    templates.learn(from: article(9, "Hill Times"))
    templates.learn(from: article(9, nil))
    #expect(templates.articleCount(of: "Valley Post") == 4)
    let cleaner = ArticleCleaner(templates: templates)
    let clean = cleaner.clean(article(1, "Valley Post"))
    #expect(!clean.text.contains("alive") && clean.text.contains("Number 1"))
    #expect(clean.removed.map(\.rule).contains(.template) && restored(clean) == clean.original)
    #expect(cleaner.clean(article(9, "Hill Times")).text.contains("alive"))
    #expect(cleaner.clean(article(9, nil)).text.contains("alive"))
    #expect(throws: ArticleError.self) { try OutletTemplates.Configuration(minimumArticles: 1).validate() }
    #expect(throws: ArticleError.self) { try OutletTemplates.Configuration(minimumShare: .nan).validate() }
  }
}
