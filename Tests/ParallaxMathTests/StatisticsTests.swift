import ParallaxMath
import Testing

@Suite struct StatisticsTests {
  private let first = [12.0, 0, 3, 40, 7]
  private let second = [1.0, 5, 3, 30, 20]

  /// The values of numpy for the formulas of Monroe, Colaresi & Quinn 2008, with 0.1 for every term and with
  /// ten words spread as both bodies together are.
  @Test(arguments: [
    (
      [0.1, 0.1, 0.1, 0.1, 0.1],
      [
        2.5558030684945314, -1.2743066856000997, -0.06452168915730476, 2.3170292838572606,
        -3.1642763363830806,
      ]
    ),
    (
      [
        1.0743801652892562, 0.4132231404958678, 0.49586776859504134, 5.785123966942149,
        2.231404958677686,
      ],
      [
        2.6336439087344377, -1.6674430093208545, -0.05920450235348428, 2.1651231429812743,
        -2.996177661361822,
      ]
    ),
  ])
  func logOddsAreThoseOfThePaper(_ prior: [Double], _ expected: [Double]) {
    let (n1, n2) = (first.reduce(0, +), second.reduce(0, +))
    for i in first.indices {
      let ratio = LogOddsRatio(
        first: (first[i], n1), second: (second[i], n2), prior: prior[i], priorTotal: prior.reduce(0, +))
      #expect(abs(ratio.z - expected[i]) < 1e-12)
      let mirrored = LogOddsRatio(
        first: (second[i], n2), second: (first[i], n1), prior: prior[i], priorTotal: prior.reduce(0, +))
      #expect(abs(ratio.delta + mirrored.delta) < 1e-12)
      #expect(abs(ratio.p - mirrored.p) < 1e-12)
    }
  }

  @Test func theNormalDistributionHasItsQuantiles() {
    #expect(NormalDistribution.twoSidedP(0) == 1)
    #expect(abs(NormalDistribution.twoSidedP(1.959963984540054) - 0.05) < 1e-12)
    #expect(abs(NormalDistribution.twoSidedP(-2.5758293035489004) - 0.01) < 1e-12)
  }

  /// scipy's `chi2_contingency(lambda_="log-likelihood", correction=False)` of [[12, 50], [1, 58]].
  @Test func keynessIsTheLogLikelihoodRatio() {
    let keyness = Keyness(first: (12, 62), second: (1, 59))
    #expect(abs(keyness.signedG2 - 11.489650916224946) < 1e-9)
    #expect(abs(keyness.p - 0.0006998478002041402) < 1e-12)
    #expect(abs(Keyness(first: (1, 59), second: (12, 62)).signedG2 + keyness.signedG2) < 1e-12)
    #expect(Keyness(first: (3, 30), second: (2, 20)).signedG2.magnitude < 1e-9)
    #expect(Keyness(first: (3, 3), second: (0, 0)).signedG2 == 0)
  }

  /// The example of Benjamini & Hochberg 1995: fifteen values, of which four are findings at 0.05.
  @Test func theFalseDiscoveryRateIsThatOfThePaper() {
    let values = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
      0.7590, 1.0,
    ]
    let adjusted = FalseDiscoveryRate.adjusted(values)
    #expect(adjusted.filter { $0 <= 0.05 }.count == 4)
    #expect(adjusted == adjusted.sorted())
    #expect(abs(adjusted[0] - 0.0015) < 1e-12)
    #expect(FalseDiscoveryRate.adjusted(values.reversed()) == adjusted.reversed())
    #expect(FalseDiscoveryRate.adjusted([]).isEmpty)
  }

  /// scipy's `fisher_exact`.
  @Test(arguments: [
    ([3, 1], [1, 3], 0.4857142857142857), ([10, 0], [2, 5], 0.003393665158371041),
    ([8, 2], [1, 5], 0.03496503496503495), ([0, 0], [4, 4], 1.0), ([5, 0], [0, 0], 1.0),
  ])
  func twoGroupsAreFishersTest(_ counts: [Int], _ others: [Int], _ p: Double) {
    var generator = SeededGenerator(seed: 1)
    let test = ContingencyTest(counts: counts, others: others, using: &generator)
    #expect(abs(test.p - p) < 1e-9)
    #expect(test.method == .exact)
  }

  @Test func severalGroupsAreTestedOverAllTables() {
    // Each of the 10 choose 3 ways to place three is as likely: 1 of 120 puts all into a group of three.
    var generator = SeededGenerator(seed: 1)
    let test = ContingencyTest(counts: [3, 0, 0], others: [0, 3, 4], using: &generator)
    let tables = [(3, 0, 0), (0, 3, 0), (0, 0, 3)].map { a, b, c in
      [1.0, 3, 3, 1][a] * [1.0, 3, 3, 1][b] * [1.0, 4, 6, 4][c] / 120
    }
    // Tables of one placing each: all three in a group of three.
    #expect(abs(test.p - tables[0] - tables[1]) < 1e-9)
  }

  @Test func manyTablesAreDrawnAndTheSameSeedDrawsTheSame() {
    let counts = [9, 1, 8, 1, 9, 0, 1, 8, 2, 9]
    let others = counts.map { 10 - $0 }
    var (one, two) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
    let test = ContingencyTest(counts: counts, others: others, using: &one, sampleCount: 999)
    #expect(test.method == .sampled)
    #expect(test.p == 0.001)
    #expect(ContingencyTest(counts: counts, others: others, using: &two, sampleCount: 999) == test)
  }
}
