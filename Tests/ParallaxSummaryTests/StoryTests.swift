import ParallaxSummary
import ParallaxText
import Testing

private let truce = "Rebels and the army agreed on a truce in the northern province on Monday."
private let articles = [
  StoryArticle(
    id: "a", outlet: "Courier",
    text: truce + " Ministers met envoys from four countries in the capital. Grain prices fell at once."),
  StoryArticle(
    id: "b", outlet: "Post",
    text:
      "The army and rebels agreed on a truce in the northern province. Schools reopened after a long winter."
  ),
  StoryArticle(
    id: "c", outlet: "Voice",
    text: "A truce in the northern province was agreed on by rebels and the army. But bakers held old prices."
  ),
]

@Suite struct StoryTests {
  private func summary(
    _ articles: [StoryArticle], since: [StoryArticle] = [], _ length: SummaryLength = .sentences(3),
    balanced: Bool = true
  ) -> StorySummary {
    StorySummarizer(configuration: .init(balancesOutlets: balanced))
      .summary(of: articles, since: since, length: length)
  }

  @Test func whoCountsOtherwiseDoesNotTellIt() {
    let told = { (count: String) in "The airstrike on the harbour killed \(count) civilians, the mayor said."
    }
    let found = summary([
      StoryArticle(id: "a", outlet: "Gull", text: told("12")),
      StoryArticle(id: "b", outlet: "Mast", text: told("1,200")),
      StoryArticle(id: "c", outlet: "Tern", text: told("12")),
    ])
    #expect(!found.sentences.isEmpty)
    for sentence in found.sentences {
      let expected: Set = sentence.text.contains("1,200") ? ["Mast"] : ["Gull", "Tern"]
      #expect(Set(sentence.tellers) == expected)
      #expect(sentence.section == (expected.count == 1 ? .one : .some))
    }
  }

  @Test func everySentenceComesWithItsPlace() {
    let found = summary(articles)
    #expect(found.outlets == ["Courier", "Post", "Voice"])
    for sentence in found.sentences {
      let article = articles[sentence.place.article]
      #expect(sentence.articleID == article.id)
      #expect(sentence.outlet == article.outlet)
      #expect(sentence.text == article.text.slice(utf8: sentence.place.range))
      #expect(sentence.tellers.first == article.outlet)
      #expect(sentence.novelty == 1)
    }
  }

  @Test func everyTellerIsShownByItsOwnSentence() {
    let found = summary(articles, .sentences(7))
    for sentence in found.sentences {
      #expect(sentence.tellings.first == sentence.place)
      #expect(sentence.tellings.map { articles[$0.article].outlet } == sentence.tellers)
    }
    let all = found.sentences(of: .all)[0]
    #expect(Set(all.tellings.dropFirst()) == Set(all.repetitions))
  }

  @Test func fewerThanHalfOfTheTermsTellNothing() {
    let found = summary([
      StoryArticle(
        id: "a", outlet: "Gull",
        text:
          "Divers mended the cracked spillway with concrete while pumps drained flooded orchards upstream."),
      StoryArticle(
        id: "b", outlet: "Mast",
        text: "Divers saw the cracked spillway, and merchants counted barrels of salted herring by lamplight."
      ),
    ])
    #expect(found.sentences.count == 2)
    #expect(found.sentences.allSatisfy { $0.section == .one })
  }

  @Test func whatAllTellIsToldOnceAndSaidToBeToldByAll() {
    let found = summary(articles, .sentences(7))
    let all = found.sentences(of: .all)
    #expect(all.count == 1)
    #expect(all.first?.tellers.sorted() == ["Courier", "Post", "Voice"])
    #expect(all.first?.repetitions.count == 2)
    #expect(found.sentences.count == 5)
    #expect(found.sentences(of: .one).count == 4)
  }

  @Test func eachOutletHasItsShare() {
    let names = ["Ada", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hassan"]
    let topics = ["grain", "winter", "bridges", "schools", "rivers", "markets", "votes", "convoys"]
    let long = names.indices.map {
      "Envoy \(names[$0]) spoke of the truce and \(topics[$0]) and later of \(topics[($0 + 3) % 8])."
    }
    let many = [
      StoryArticle(id: "1", outlet: "Big", text: long.joined(separator: " ")),
      StoryArticle(
        id: "2", outlet: "Small", text: "Snow fell on the old harbour road. Ferries stayed in port all day."),
    ]
    func counts(_ found: StorySummary) -> [Int] {
      found.outlets.map { outlet in found.sentences.count { $0.outlet == outlet } }
    }
    #expect(counts(summary(many, .sentences(4))) == [2, 2])
    #expect(counts(summary(many, .sentences(4), balanced: false)) == [4, 0])
    // What one cannot fill goes to the other.
    #expect(counts(summary(many, .sentences(6))) == [4, 2])
    #expect(counts(summary(many, .sentences(1))).reduce(0, +) == 1)
    let budget = summary(many, .words(40))
    #expect(budget.sentences.map { $0.text.split(separator: " ").count }.reduce(0, +) <= 40)
    #expect(counts(budget).allSatisfy { $0 > 0 })
  }

  @Test func anUpdateLeavesOutWhatWasKnown() {
    let known = [StoryArticle(id: "old", outlet: "Courier", text: truce)]
    let found = summary(articles, since: known, .sentences(7))
    #expect(!found.sentences.isEmpty)
    #expect(found.sentences.allSatisfy { !$0.text.contains("truce") })
    #expect(found.sentences.allSatisfy { $0.novelty >= 0.5 && $0.novelty <= 1 })
    #expect(summary(articles, since: articles).sentences.isEmpty)
  }

  @Test func emptyStoriesAreEmpty() {
    #expect(summary([]).sentences.isEmpty)
    #expect(summary([StoryArticle(id: "x", outlet: "X", text: "")]).sentences.isEmpty)
    let one = summary([StoryArticle(id: "x", outlet: "X", text: ""), articles[1]], .sentences(9))
    #expect(one.sentences.count == 2)
  }

  @Test func theFirstSentenceOfAnArticleHasNoNeighbourInTheOneBefore() {
    let pair = [
      articles[0], StoryArticle(id: "z", outlet: "Z", text: "It snowed on all the northern roads."),
    ]
    let found = summary(pair, .sentences(2))
    #expect(found.sentences.map(\.articleID) == ["a", "z"])
  }
}
