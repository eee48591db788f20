import ParallaxArticles
import Testing

/// Two paragraphs that no rule may touch.
private let lead = "The council of the valley agreed on Monday to open the old road to the mill."
private let rest = "Its members had met four times before, and each time the snow had kept two of them away."

@Suite struct CleaningRuleTests {
  private let cleaner = ArticleCleaner()

  private func clean(_ text: String, title: String? = nil) -> Article {
    cleaner.clean(text, id: "a", title: title)
  }

  @Test func aCleanTextIsLeftAsItIs() {
    let text = lead + "\n\n" + rest
    let article = clean(text)
    #expect(article.text == text)
    #expect(article.removed.isEmpty)
  }

  @Test(arguments: [
    ("icon bookmarkicon closeicon searchicon shareicon fm", RemovedSpan.Rule.icons),
    ("Add new comment", .comment), ("Comments (12)", .comment), ("3 comments", .comment),
    ("Leave a comment", .comment), ("Read our comment policy before you write", .comment),
    ("Comments are moderated and may be shortened.", .comment),
    ("1.2k shares", .share), ("847 shares", .share), ("Share on Facebook", .share), ("Tweet", .share),
    ("Facebook Twitter WhatsApp Email", .share), ("Share this article via e-mail", .share),
    ("Short URL : https://lnk.example/a", .link), ("  1. https://lnk.example/b", .link),
    ("  • https://lnk.example/c", .link), ("https://lnk.example/d", .link),
    ("Source: Valley Wire, News Agencies", .source), ("Sources: Valley Wire", .source),
    ("Sign up for our daily newsletter.", .newsletter), ("Subscribe to our newsletter", .newsletter),
    ("Get the morning's stories delivered to your inbox.", .newsletter),
    ("Advertisement", .advertisement), ("ADVERTISEMENT", .advertisement),
    ("Story continues below advertisement", .advertisement), ("Loading...", .advertisement),
    ("© 2031 Valley Post", .legal), ("Copyright 2031 Valley Post. All rights reserved.", .legal),
    ("All rights reserved", .legal), ("This site uses cookies to work better.", .legal),
    ("Updated: 25 January 2031 18:49", .date), ("25 Jan, 2031 18:49", .date),
    ("The road in spring, seen from the mill [EPA]", .caption), ("The road in spring [HPA]", .caption),
    ("Men at the mill (AP Photo/Jon Doe)", .caption), ("Photo: Jon Doe", .caption),
    ("Men at the mill (Jon Doe/Reuters)", .caption),
    ("FILE - In this May 4, 2030, file photo, men of the valley stand at the mill.", .caption),
    ("The old mill on Monday   The old mill on Monday", .caption),
    ("READ MORE: Five things to know about the road", .crossPromotion),
    ("Inside Story: Who owns the mill of the valley?", .crossPromotion),
    ("OPINION: The road is not enough", .crossPromotion),
    ("WATCH: The first cart on the road", .crossPromotion),
    ("Read more: How the mill was lost", .crossPromotion),
    ("Click here to see the pictures", .crossPromotion),
    ("(Reporting by Jon Doe; Editing by Mary Roe)", .byline),
    ("Reporting by Jon Doe; editing by Mary Roe.", .byline),
    ("Deep divisions", .subheading), ("  Deep Divisions  ", .subheading),
    ("What the mill is worth", .subheading),
  ])
  func noiseBetweenParagraphsIsRemoved(line: String, rule: RemovedSpan.Rule) {
    let article = clean("\(lead)\n\n\(line)\n\n\(rest)")
    #expect(rules(article) == [rule])
    #expect(article.text == lead + "\n\n" + rest)
  }

  @Test(arguments: [
    "Her icon, her silicon valley and her lexicon were one.",
    "The ministry has published a comment policy for its staff.",
    "No comment came from the mill.", "They share the road.", "Share prices fell at the mill on Monday.",
    "He pointed to https://lnk.example/a and to nothing else.",
    "Source: it was the mill that had burned first, said the men who had seen it burning.",
    "Sign up for the winter watch by Friday, the council told all men of the valley.",
    "Email addresses of the members were found at the mill.",
    "Subscribe to such a view, and the road is lost.",
    "The advertisement was painted on the mill.", "He said that all rights reserved to the mill would end.",
    "By clicking on the link, the miller opened the gate.",
    "On 25 January 2031 the road was closed.", "The men were armed [with forks].",
    "Watch: that was his order.\nHe said it twice, and the men of the valley watched the road until the morning came.",
    "“We will not go to the mill,” he said", "He named three things:", "and so it went on",
    "- The first point",
    "• The second point", "Why did they go?", "Reporting by the post shows that the mill was sold.",
    "By the time they came the mill had burned.", "He read the paper twice. He read the paper twice.",
    "(c) the mill is to be kept for ten years.", "18:49",
  ])
  func textThatLooksLikeNoiseIsKept(line: String) {
    let article = clean("\(lead)\n\n\(line)\n\n\(rest)")
    let text = article.text
    #expect(line.split(separator: ". ").allSatisfy { text.contains($0.prefix(20)) }, "\(rules(article))")
    #expect(text.hasPrefix(lead) && text.hasSuffix(rest))
  }

  @Test(arguments: [
    "Road to the mill opens\n\nRoad to the mill opens",
    "Road to the mill opens\nRoad to the mill opens\n\nRoad to the mill opens\n\nRoad to the mill opens",
    "Road to the mill opensRoad to the mill opens",
    "Road to the mill opens\n\nRoad to the mill opensRoad to the mill opensRoad to the mill opens",
    "Road to the mill opens Road to the mill opens", "Road to the mill opens",
    "847 shares\nRoad to the mill opens\n\n25 Jan, 2031 18:49\n\nRoad to the mill opens",
  ])
  func copiesOfTheTitleBecomeMetadata(head: String) {
    let article = clean("\(head)\n\n\(lead)\n\n\(rest)")
    #expect(article.title == "Road to the mill opens")
    #expect(article.text == lead + "\n\n" + rest)
  }

  @Test(arguments: [
    "‘Road’  to the mill opens", "'ROAD' TO THE MILL OPENS", "\"Road\" to the mill opens - Valley Post",
    "Road to the mill – opens", "‘Road’ to the mill opens‘Road’ to the mill opens",
  ])
  func aGivenTitleIsMatchedWhateverItsQuotesAndSpaces(line: String) {
    let article = clean("\(line)\n\n\(lead)\n\(line)\n\n\(rest)", title: "‘Road’ to the mill opens")
    #expect(article.title == "‘Road’ to the mill opens")
    #expect(paragraphs(article) == [lead, rest])
    #expect(Set(rules(article)) == [.title])
  }

  @Test func aTitleRunTogetherWithTheTextIsCutOff() {
    let article = clean(
      "Road to the mill opensRoad to the mill opens\(lead)\n\n\(rest)", title: "Road to the mill opens")
    #expect(article.text == lead + "\n\n" + rest)
  }

  @Test func aFirstParagraphIsNoTitle() {
    for text in [lead, "\(lead)\n\(rest)", "The mill\nThe road", "Only a few words"] {
      #expect(clean(text).text == text)
    }
  }

  @Test func aFirstParagraphWithoutAFullStopIsNoTitle() {
    let first = "The mill has burned. It was the second fire of the winter"
    #expect(clean("\(first)\n\n\(lead)\n\n\(rest)").text.hasPrefix(first))
  }

  @Test func whatLooksLikeASecondHeadlineIsAHeading() {
    let article = clean(
      "Road opens\n\nA long look at the road to the mill in the valley and at those who go there\n\n\(lead)")
    #expect(article.title == "Road opens")
    #expect(rules(article) == [.title, .subheading])
  }

  @Test func theSecondCopyOfAParagraphIsRemoved() {
    let article = clean("\(lead)\n\n\(rest)\n\n\(lead)")
    #expect(article.text == lead + "\n\n" + rest)
    #expect(rules(article) == [.duplicate])
  }

  @Test func teasersAreRemovedUpToTheNextParagraph() {
    let block =
      "You can also read ...\n\nMill For Sale\nThe owner of the old mill said on...\nWill It Snow?\nClouds over the..."
    #expect(clean("\(lead)\n\n\(block)").text == lead)
    let before = clean("\(lead)\n\n\(block)\n\n\(rest)\n\nAdd new comment")
    #expect(before.text == lead + "\n\n" + rest)
    #expect(rules(before).first == .teaser && rules(before).last == .comment)
  }

  @Test func aCutOffSentenceWithoutATeaserHeadingIsKept() {
    #expect(clean("\(lead)\n\nHe waited, and waited, and waited...\n\n\(rest)").removed.isEmpty)
  }

  @Test func playersAreRemovedWithTheirClocks() {
    #expect(clean("\(lead)\n\n\(rest)\n\nPodcasts\n0:00\n13:44\n0:00\n25:44").text == lead + "\n\n" + rest)
    #expect(rules(clean("\(lead)\n\n0:00 / 13:44\n1:02:33\n\n\(rest)")) == [.podcast])
  }

  @Test func aCaptionTakesItsHeadingWithIt() {
    let article = clean(
      "\(lead)\n\nThe mill burns\nThe second fire of the winter was the worst [EPA]\n\n\(rest)")
    #expect(rules(article) == [.caption])
    #expect(article.text == lead + "\n\n" + rest)
  }

  @Test func aDoubledCaptionIsRemovedEvenIfItEndsLikeASentence() {
    let caption = "The old mill, seen on Monday from the road."
    #expect(clean("\(lead)\n\n\(caption)   \(caption)\n\n\(rest)").text == lead + "\n\n" + rest)
  }

  @Test(arguments: [
    ("MILLTOWN, Jan. 23 (Valley Wire) — ", "MILLTOWN, Jan. 23 (Valley Wire)"),
    ("MILLTOWN, Jan. 23 (Valley Wire) - ", "MILLTOWN, Jan. 23 (Valley Wire)"),
    ("MILLTOWN (Reuters) - ", "MILLTOWN (Reuters)"), ("MILLTOWN — ", "MILLTOWN"),
    ("NEW MILLTOWN - ", "NEW MILLTOWN"),
    ("MILLTOWN, Valley -- ", "MILLTOWN, Valley"), ("(CNN) -- ", "(CNN)"),
    ("Milltown (CNN)", "Milltown (CNN)"),
    ("Milltown – ", "Milltown"), ("MILLTOWN/ROADEND, March 3 — ", "MILLTOWN/ROADEND, March 3"),
  ])
  func aDatelineIsCutFromTheFirstSentence(dateline: String, found: String) {
    let article = clean(dateline + lead + "\n\n" + rest)
    #expect(article.dateline == found)
    #expect(article.text == lead + "\n\n" + rest)
  }

  @Test(arguments: [
    "The mill — The Old One — was burning all through the night of Monday.",
    "Monday’s fire – the worst of the winter – has closed the road to the mill.",
    "He said (twice) that the road to the mill would be closed for the winter.",
    "The mill (Reuters) said nothing of the fire that had closed its road.",
    "Mill-owners met on Monday - the first time in a year - to speak of the road.",
  ])
  func aFirstSentenceWithADashIsNoDateline(sentence: String) {
    #expect(clean(sentence + "\n\n" + rest).text == sentence + "\n\n" + rest)
  }

  @Test func bylinesStandAtTheHeadOrTheTail() {
    let article = clean("By Jon Doe and Mary Roe\n\n\(lead)\n\n\(rest)\n\nBy Jane Poe, Valley Post")
    #expect(article.text == lead + "\n\n" + rest)
    #expect(rules(article) == [.byline, .byline])
  }

  @Test func sourceLineAndDateBecomeMetadata() {
    let article = clean("25 Jan, 2031 18:49\n\n\(lead)\n\nSource: Valley Wire")
    #expect(article.date == "2031-01-25")
    #expect(article.sourceLine == "Source: Valley Wire")
    #expect(article.text == lead)
  }

  @Test func aWrappedParagraphKeepsItsShortLines() {
    let text = """
      The council of the valley agreed on Monday to open
      The Old Road to the mill, which had been shut for
      Many Years and a day. Its members had met before
      Without result. They will meet again in spring
      And in summer, as the miller had asked them to do
      When he came.
      """
    #expect(clean(text).text == text)
  }

  @Test func aListIsNoRunOfHeadings() {
    let text = "\(lead)\n\nApples\n\nPears\n\nPlums\n\n\(rest)"
    #expect(clean(text).text == text)
  }

  @Test func rulesCanBeSwitchedOff() {
    let text = "\(lead)\n\nDeep divisions\n\n\(rest)  \n"
    let keeping = ArticleCleaner(configuration: .init(disabledRules: [.subheading, .whitespace]))
    #expect(keeping.clean(text, id: "a").text == text)
    #expect(
      ArticleCleaner(configuration: .init(maximumSubheadingWords: 1)).clean(text, id: "a").text.contains(
        "Deep"))
    #expect(throws: ArticleError.self) {
      try ArticleCleaner.Configuration(disabledRules: ["titel"]).validate()
    }
    #expect(throws: Never.self) { try ArticleCleaner.Configuration(disabledRules: [.title]).validate() }
  }

  @Test func rulesHaveDistinctNames() {
    #expect(Set(RemovedSpan.Rule.all).count == RemovedSpan.Rule.all.count)
  }
}

@Suite struct DateTests {
  @Test(arguments: [
    ("25 Jan, 2017 18:49", "2017-01-25"), ("January 25, 2017", "2017-01-25"), ("Jan. 25 2017", "2017-01-25"),
    ("Wednesday, 25th of January 2017", "2017-01-25"), ("2017-01-25", "2017-01-25"),
    ("2017/01/25", "2017-01-25"), ("2017-01-25T18:49:00Z", "2017-01-25"), ("29 February 2016", "2016-02-29"),
    ("Sept. 3, 2019", "2019-09-03"), ("25-Jan-2017", "2017-01-25"),
  ])
  func datesAreRead(text: String, iso: String) { #expect(ArticleCleaner.isoDate(text) == iso) }

  @Test(arguments: [
    "25/01/2017", "04/05/2017", "29 February 2017", "31 April 2017", "2017-13-01", "January 2017", "",
    "Marching 3, 2019",
    "99999999999999999999-01-01",
  ])
  func otherDatesAreNot(text: String) { #expect(ArticleCleaner.isoDate(text) == nil) }

  @Test func aDoubtfulDateIsIgnoredWithAWarning() {
    let article = ArticleCleaner().clean(lead, id: "a", date: "04/05/2017")
    #expect(article.date == nil)
    #expect(article.warnings.count == 1)
  }
}
