import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct ConfidenceCurveTests {
  private static func sample(_ count: Int, seed: UInt64) -> (confidences: [Double], isRight: [Bool]) {
    var generator = SeededGenerator(seed: seed)
    let confidences = (0..<count).map { _ in Double.random(in: 0.2...1, using: &generator) }
    return (confidences, confidences.map { Double.random(in: 0...1, using: &generator) < $0 })
  }

  @Test func riskAtACoverageIsTheShareOfErrorsAmongTheSurestRows() throws {
    let curve = try RiskCoverageCurve(
      confidences: [0.9, 0.6, 0.8, 0.6, 0.5], isRight: [true, false, true, true, false])
    #expect(curve.points.map(\.threshold) == [0.9, 0.8, 0.6, 0.5])
    #expect(curve.points.map(\.coverage) == [0.2, 0.4, 0.8, 1])
    #expect(curve.points.map(\.risk) == [0, 0, 0.25, 0.4])
  }

  @Test(arguments: [1, 2, 3]) func theThresholdKeepsTheRiskAndNoLaterOneDoes(seed: UInt64) throws {
    let (confidences, isRight) = Self.sample(400, seed: seed)
    let curve = try RiskCoverageCurve(confidences: confidences, isRight: isRight)
    let point = try #require(curve.point(atRisk: 0.2))
    let answered = confidences.indices.filter { confidences[$0] >= point.threshold }
    let errors = answered.count { !isRight[$0] }
    #expect(Double(errors) / Double(answered.count) <= 0.2)
    #expect(abs(Double(answered.count) / 400 - point.coverage) < 1e-12)
    for later in curve.points where later.coverage > point.coverage { #expect(later.risk > 0.2) }
  }

  @Test func aRiskThatEvenTheSurestRowsPassHasNoThreshold() throws {
    let curve = try RiskCoverageCurve(confidences: [0.9, 0.8], isRight: [false, false])
    #expect(curve.point(atRisk: 0.5) == nil)
  }

  @Test func binsHoldEveryRowOnceAndTheErrorIsTheirWeightedGap() throws {
    let (confidences, isRight) = Self.sample(500, seed: 9)
    let diagram = try ReliabilityDiagram(confidences: confidences, isRight: isRight)
    #expect(diagram.bins.count == 15)
    #expect(diagram.bins.reduce(0) { $0 + $1.count } == 500)
    let error = diagram.bins.reduce(0.0) {
      $0 + Double($1.count) / 500 * abs($1.accuracy - $1.confidence)
    }
    #expect(abs(error - diagram.expectedCalibrationError) < 1e-12)
    for bin in diagram.bins where bin.count > 0 {
      #expect(bin.confidence > bin.lower - 1e-12 && bin.confidence <= bin.upper + 1e-12)
    }
  }

  @Test(arguments: [200, 2000]) func whatIsCalibratedHasTheErrorByChanceOnTheAverage(count: Int) throws {
    var generator = SeededGenerator(seed: 3)
    let confidences = (0..<count).map { _ in Double.random(in: 0.3...1, using: &generator) }
    var sum = 0.0
    for _ in 0..<300 {
      let isRight = confidences.map { Double.random(in: 0..<1, using: &generator) < $0 }
      let diagram = try ReliabilityDiagram(confidences: confidences, isRight: isRight)
      sum += diagram.expectedCalibrationError / diagram.errorByChance
    }
    #expect(abs(sum / 300 - 1) < 0.05)
    let sure = try ReliabilityDiagram(confidences: [1, 1], isRight: [true, true])
    #expect(sure.errorByChance == 0)
  }

  @Test func edgesBelongToTheBinBelow() throws {
    let diagram = try ReliabilityDiagram(
      confidences: [0, 0.5, 1], isRight: [true, true, true], binCount: 2)
    #expect(diagram.bins.map(\.count) == [2, 1])
  }

  @Test func nothingAndNaNAreRefused() {
    #expect(throws: TrainingError.self) { try RiskCoverageCurve(confidences: [], isRight: []) }
    #expect(throws: TrainingError.self) { try RiskCoverageCurve(confidences: [.nan], isRight: [true]) }
    #expect(throws: TrainingError.self) { try ReliabilityDiagram(confidences: [0.5], isRight: []) }
    #expect(throws: TrainingError.self) {
      try ReliabilityDiagram(confidences: [0.5], isRight: [true], binCount: 0)
    }
  }
}

@Suite struct ModelComparisonTests {
  private static func answers(_ both: Int, _ first: Int, _ second: Int, _ none: Int) -> ([Bool], [Bool]) {
    func repeated(_ value: Bool, _ count: Int) -> [Bool] { [Bool](repeating: value, count: count) }
    return (
      repeated(true, both + first) + repeated(false, second + none),
      repeated(true, both) + repeated(false, first) + repeated(true, second) + repeated(false, none)
    )
  }

  /// Values of SciPy's binomial test and of its chi-squared distribution.
  @Test func mcNemarIsExactForFewDifferencesAndChiSquaredForMany() throws {
    let few = Self.answers(40, 3, 9, 8)
    let exact = try McNemarTest(first: few.0, second: few.1)
    #expect(exact.isExact && exact.firstOnly == 3 && exact.secondOnly == 9)
    #expect(abs(exact.pValue - 0.14599609375) < 1e-12)
    let many = Self.answers(50, 30, 10, 10)
    let test = try McNemarTest(first: many.0, second: many.1)
    #expect(!test.isExact && abs(test.statistic - 9.025) < 1e-12)
    #expect(abs(test.pValue - 0.002663119259138558) < 1e-12)
  }

  @Test func modelsThatAnswerAlikeDoNotDiffer() throws {
    let same = Self.answers(5, 0, 0, 5)
    #expect(try McNemarTest(first: same.0, second: same.1).pValue == 1)
    #expect(throws: TrainingError.self) { try McNemarTest(first: [true], second: []) }
  }

  @Test func aPairedBootstrapSeesAClearDifferenceAndNoneWhereThereIsNone() throws {
    let (first, second) = Self.answers(60, 30, 5, 25)
    func share(_ answers: [Bool]) -> ([Int]) -> Double {
      { rows in Double(rows.count { answers[$0] }) / Double(rows.count) }
    }
    let clear = try PairedBootstrap(
      rowCount: first.count, first: share(first), second: share(second))
    #expect(abs(clear.difference.estimate - 25.0 / 120) < 1e-12)
    #expect(clear.difference.lower > 0 && clear.pValue < 0.01)
    let none = try PairedBootstrap(rowCount: first.count, first: share(first), second: share(first))
    #expect(none.pValue == 1 && none.difference.lower == 0 && none.difference.upper == 0)
  }

  @Test func drawingWholeGroupsWidensTheInterval() throws {
    let groups = (0..<100).map { $0 / 20 }
    let right = groups.map { $0 % 2 == 0 }
    func share(_ rows: [Int]) -> Double { Double(rows.count { right[$0] }) / Double(rows.count) }
    let rows = try BootstrapInterval(rowCount: 100, statistic: share)
    let grouped = try BootstrapInterval(rowCount: 100, groups: groups, statistic: share)
    #expect(grouped.upper - grouped.lower > 2 * (rows.upper - rows.lower))
  }
}
