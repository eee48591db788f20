import Foundation
import ParallaxCoverage
import ParallaxMath
import ParallaxSummary
import Testing

@Suite struct ContrastTests {
  /// Two outlets of three articles: A says "militants" throughout, B "rebels"; one article of A is full of "cattle".
  static let articles: [(text: String, group: String)] = [
    ("The militants met the envoy. The militants left the valley, and militants fired.", "A"),
    ("Militants held the bridge. The army said militants broke the truce; militants denied it.", "A"),
    ("Cattle cattle cattle cattle cattle cattle crossed the valley where militants stood.", "A"),
    ("The rebels met the envoy. The rebels left the valley, and rebels fired.", "B"),
    ("Rebels held the bridge. The army said rebels broke the truce; rebels denied it.", "B"),
    ("The envoy crossed the valley where rebels stood, and the army met rebels.", "B"),
  ]

  private func contrast(
    _ articles: [(text: String, group: String)] = articles,
    _ change: (inout ContrastOptions) -> Void = { _ in }
  ) throws -> Contrast {
    var options = ContrastOptions()
    change(&options)
    var builder = ContrastBuilder()
    for article in articles { try builder.add(article.text, group: article.group) }
    return try builder.contrast(options)
  }

  private func term(_ text: String, _ contrast: Contrast, group: String) -> Contrast.Term? {
    contrast.comparisons.first { $0.group == group && $0.against == nil }?.terms.first { $0.term == text }
  }

  @Test func theWordsThatSetGroupsApartComeFirst() throws {
    let contrast = try contrast()
    #expect(contrast.groups.map(\.name) == ["A", "B"])
    #expect(contrast.groups.map(\.articles) == [3, 3])
    let militants = try #require(term("militants", contrast, group: "A"))
    #expect((militants.count, militants.otherCount) == (7, 0))
    #expect((militants.articles, militants.otherArticles) == (3, 0))
    #expect(militants.isStable == true)
    #expect(!militants.isOneArticle)
    #expect(contrast.comparisons[1].terms.first?.term == "rebels")
    #expect(term("envoy", contrast, group: "A")?.isFinding != true)
  }

  @Test func whatOneArticleCarriesIsMarkedAndIsNoFinding() throws {
    let cattle = try #require(term("cattle", try contrast(), group: "A"))
    #expect(cattle.isOneArticle)
    #expect(cattle.isStable == false)
    #expect(!cattle.isFinding)
    #expect(cattle.z > 0)
  }

  /// By hand: the counts of the words of the fixture, with the prior of the articles themselves.
  @Test func theStatisticIsThatOfItsFormula() throws {
    let contrast = try contrast { $0.lengths = 1...1 }
    let militants = try #require(term("militants", contrast, group: "A"))
    let (n1, n2) = (Double(contrast.groups[0].words), Double(contrast.groups[1].words))
    let ratio = LogOddsRatio(
      first: (7, n1), second: (0, n2), prior: 500 * 7 / (n1 + n2), priorTotal: 500)
    #expect(abs(militants.logOdds - ratio.delta) < 1e-12)
    #expect(abs(militants.z - ratio.z) < 1e-12)
    #expect(abs(militants.p - ratio.p) < 1e-12)
    #expect(militants.q >= militants.p)
    #expect(abs(militants.rate - 7000 / n1) < 1e-9)
  }

  /// The standard error of leaving out one article at a time, worked out by contrasting what is left.
  @Test func theJackknifeIsThatOfLeavingArticlesOut() throws {
    let articles = Self.articles
    let whole = try contrast { $0.lengths = 1...1 }
    let militants = try #require(term("militants", whole, group: "A"))
    let total = Double(whole.groups[0].words + whole.groups[1].words)
    let prior = 500 * 7 / total
    let values = try articles.indices.map { left -> Double in
      var rest = articles
      rest.remove(at: left)
      let part = try contrast(rest) { options in
        options.lengths = 1...1
        options.minimumCount = 1
      }
      let count = try #require(term("militants", part, group: "A")).count
      return LogOddsRatio(
        first: (Double(count), Double(part.groups[0].words)), second: (0, Double(part.groups[1].words)),
        prior: prior, priorTotal: 500
      ).delta
    }
    let mean = values.reduce(0, +) / 6
    let error = (5.0 / 6 * values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
    #expect(abs(try #require(militants.jackknifeError) - error) < 1e-9)
  }

  @Test func theOrderOfArticlesChangesNothing() throws {
    let one = try contrast()
    let reversed = try contrast(Self.articles.reversed())
    #expect(reversed.groups == one.groups)
    #expect(reversed.comparisons.map { $0.terms.map(\.term) } == one.comparisons.map { $0.terms.map(\.term) })
    #expect(reversed.comparisons.map { $0.terms.map(\.p) } == one.comparisons.map { $0.terms.map(\.p) })
    #expect(try contrast() == one)
    let data = try JSONEncoder().encode(one)
    #expect(try JSONDecoder().decode(Contrast.self, from: data) == one)
  }

  @Test func functionWordsAreNoTermsUnlessAskedFor() throws {
    let text = String(repeating: "the deal of the day ", count: 5)
    let articles = [(text, "A"), (text, "A"), ("other words stand here", "B"), ("and here too", "B")]
    let terms = try contrast(articles).comparisons[0].terms.map(\.term)
    #expect(!terms.contains { $0.hasPrefix("the") || $0.hasSuffix("the") })
    let all = try contrast(articles) { $0.includesFunctionWords = true }
    #expect(all.comparisons[0].testedTerms > (try contrast(articles)).comparisons[0].testedTerms)
  }

  @Test func aPhraseStandsForItsPartsAndAPartForItsPhrases() throws {
    let one = "They spoke of nusra front leaders. "
    let articles = [
      (one + one, "A"), (one + one, "A"), ("Rain fell on the hills all day long.", "B"),
      ("Wind came with the evening and stayed.", "B"),
    ]
    let terms = try contrast(articles).comparisons[0].terms.map(\.term)
    #expect(terms.contains("nusra front leaders"))
    #expect(!terms.contains("nusra"))
    #expect(!terms.contains("front leaders"))
  }

  @Test func keynessRanksByTheLogLikelihoodRatio() throws {
    let contrast = try contrast { options in
      options.measure = .keyness
      options.lengths = 1...1
    }
    let values = contrast.comparisons[0].terms.map(\.keyness)
    #expect(values == values.sorted(by: >))
    let militants = try #require(term("militants", contrast, group: "A"))
    #expect(
      abs(
        militants.p
          - Keyness(
            first: (7, Double(contrast.groups[0].words)), second: (0, Double(contrast.groups[1].words))
          ).p) < 1e-12)
  }

  @Test func aBackgroundTakesCommonWordsForLess() throws {
    let background = TermBackground(
      BackgroundFrequencies(documentCount: 1000, documentFrequencies: ["militants": 990, "valley": 2]))
    #expect(try #require(background.share(of: "militants")) > 0.99)
    let plain = try #require(term("militants", try contrast(), group: "A"))
    let informed = try #require(
      term("militants", try contrast { $0.background = background }, group: "A"))
    #expect(informed.logOdds < plain.logOdds)
  }

  @Test func pairsAreComparedWhereAskedFor() throws {
    let articles = Self.articles + [("Fighters fighters fighters came.", "C"), ("Fighters came again.", "C")]
    let contrast = try contrast(articles) { $0.isPairwise = true }
    #expect(contrast.comparisons.count == 3 + 6)
    #expect(contrast.comparisons.filter { $0.against != nil }.allSatisfy { $0.group != $0.against })
  }

  @Test func oneGroupAndNoArticleHaveNothingToContrast() throws {
    #expect(try contrast([]).comparisons.isEmpty)
    #expect(try contrast([("Some words", "A")]).comparisons.isEmpty)
    let empty = try contrast([("", "A"), ("", "B")])
    #expect(empty.comparisons.allSatisfy { $0.terms.isEmpty })
  }

  @Test func aSideOfOneArticleHasNoJackknife() throws {
    let contrast = try contrast([
      ("militants militants militants", "A"), ("rebels rebels rebels", "B"), ("rebels rebels", "B"),
    ])
    let militants = try #require(term("militants", contrast, group: "A"))
    #expect(militants.jackknifeError == nil)
    #expect(militants.isStable == nil)
    #expect(militants.isOneArticle)
  }
}
