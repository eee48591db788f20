import ParallaxSummary
import Testing

#if canImport(Foundation)
  import Foundation
#endif

/// A pair of texts and what rouge-score 0.1.2 says of it: precision, recall and F1 for each measure.
private struct Gold: Sendable {
  let reference: String
  let candidate: String
  let stemming: Bool
  let scores: [[Double]]
}

private func values(_ score: ROUGE.Score) -> [Double] { [score.precision, score.recall, score.f1] }

private func values(_ scores: ROUGE.Scores) -> [[Double]] {
  [values(scores.rouge1), values(scores.rouge2), values(scores.rougeL), values(scores.rougeLsum)]
}

private let fox = (
  "The quick brown fox jumps over the lazy dog", "The quick brown dog jumps on the log."
)
private let talks = (
  "Iran, Russia and Turkey agreed on a trilateral mechanism.\nThe talks ended on January 24.",
  "The talks ended.\nRussia, Turkey and Iran agreeing to trilateral mechanisms to monitor the ceasefire."
)

/// Values of rouge-score 0.1.2, both with and without `use_stemmer`.
private let golds: [Gold] = [false, true].flatMap { stemming in
  [
    Gold(
      reference: fox.0, candidate: fox.1, stemming: stemming,
      scores: [
        [0.75, 0.6666666666666666, 0.7058823529411765], [0.2857142857142857, 0.25, 0.26666666666666666],
        [0.625, 0.5555555555555556, 0.5882352941176471], [0.625, 0.5555555555555556, 0.5882352941176471],
      ]),
    Gold(
      reference: "police killed the gunman", candidate: "the gunman killed police", stemming: stemming,
      scores: [
        [1, 1, 1], [0.3333333333333333, 0.3333333333333333, 0.3333333333333333], [0.5, 0.5, 0.5],
        [0.5, 0.5, 0.5],
      ]),
    Gold(
      reference: "a b c", candidate: "d e f", stemming: stemming,
      scores: [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]),
    Gold(
      reference: "", candidate: "x", stemming: stemming,
      scores: [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]),
    Gold(
      reference: talks.0, candidate: talks.1, stemming: stemming,
      scores: stemming
        ? [
          [0.6666666666666666, 0.6666666666666666, 0.6666666666666666],
          [0.21428571428571427, 0.21428571428571427, 0.21428571428571427],
          [0.4, 0.4, 0.4000000000000001], [0.5333333333333333, 0.5333333333333333, 0.5333333333333333],
        ]
        : [
          [0.5333333333333333, 0.5333333333333333, 0.5333333333333333],
          [0.14285714285714285, 0.14285714285714285, 0.14285714285714285],
          [0.26666666666666666, 0.26666666666666666, 0.26666666666666666], [0.4, 0.4, 0.4000000000000001],
        ]),
  ]
}

@Suite struct ROUGETests {
  @Test(arguments: golds)
  fileprivate func scoresEqualThoseOfRougeScore(gold: Gold) {
    let found = ROUGE(usesStemmer: gold.stemming).score(gold.candidate, reference: gold.reference)
    #expect(values(found) == gold.scores)
  }

  @Test func eachMeasureTakesTheReferenceWithTheBestF1() throws {
    let rouge = ROUGE(usesStemmer: false)
    let references = ["grain prices rose", "prices of grain rose today", "rain"]
    let best = try #require(rouge.score("grain prices rose today", references: references))
    let each = references.map { rouge.score("grain prices rose today", reference: $0) }
    #expect(best.rouge1.f1 == each.map(\.rouge1.f1).max())
    #expect(best.rouge2.f1 == each.map(\.rouge2.f1).max())
    #expect(best.rougeL.f1 == each.map(\.rougeL.f1).max())
    #expect(rouge.score("grain", references: []) == nil)
  }

  @Test func aTextAgainstItselfScoresOne() {
    let scores = ROUGE().score(talks.0, reference: talks.0)
    #expect(values(scores).joined().allSatisfy { $0 == 1 })
  }

  @Test func swappingTheSidesSwapsPrecisionAndRecall() {
    let (a, b) = (ROUGE().score(talks.0, reference: talks.1), ROUGE().score(talks.1, reference: talks.0))
    #expect(a.rouge1.precision == b.rouge1.recall)
    #expect(a.rouge2.recall == b.rouge2.precision)
    #expect(a.rougeL.f1 == b.rougeL.f1)
  }

  @Test func theStemmerLeavesShortTokensAndLettersBeyondASCIIAreBreaks() {
    let rouge = ROUGE()
    #expect(rouge.score("cats", reference: "cat").rouge1.f1 == 1)
    #expect(rouge.score("gas", reference: "ga").rouge1.f1 == 0)
    #expect(rouge.score("café", reference: "caf x").rouge1.precision == 1)
    #expect(rouge.score("\u{212A}g", reference: "kg").rouge1.f1 == 1)
  }
}

@Suite struct PorterStemmerTests {
  /// The examples of Porter (1980) and the departures of NLTK's default mode.
  @Test(arguments: [
    ("caresses", "caress"), ("ponies", "poni"), ("ties", "tie"), ("cats", "cat"), ("feed", "feed"),
    ("agreed", "agre"), ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"),
    ("conflated", "conflat"), ("troubled", "troubl"), ("sized", "size"), ("hopping", "hop"),
    ("tanned", "tan"),
    ("falling", "fall"), ("hissing", "hiss"), ("fizzed", "fizz"), ("failing", "fail"), ("filing", "file"),
    ("happy", "happi"), ("enjoy", "enjoy"), ("spy", "spi"), ("relational", "relat"),
    ("conditional", "condit"), ("rational", "ration"), ("digitizer", "digit"), ("radically", "radic"),
    ("differently", "differ"), ("vietnamization", "vietnam"), ("hopefulness", "hope"),
    ("electricity", "electr"), ("goodness", "good"), ("revival", "reviv"), ("allowance", "allow"),
    ("adoption", "adopt"), ("effective", "effect"), ("probate", "probat"), ("rate", "rate"),
    ("cease", "ceas"), ("controlling", "control"), ("rolling", "roll"), ("dying", "die"), ("skies", "sky"),
    ("news", "news"), ("died", "die"), ("spied", "spi"), ("theology", "theolog"), ("is", "is"), ("", ""),
    ("hopefully", "hope"), ("yyyy", "yyyi"),
  ])
  func stemsAreThoseOfNLTK(word: String, stem: String) {
    #expect(PorterStemmer().stem(word) == stem)
  }
}
