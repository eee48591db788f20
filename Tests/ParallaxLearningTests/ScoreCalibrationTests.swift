import ParallaxLearning
import Testing

@Suite struct ScoreCalibrationTests {
  private static let scores = [
    2.96, 0.4, 0.98, 2.24, 3.07, -0.98, 0.95, -0.15, 1.1, 1.61, 0.14, 1.45, 0.76, 1.32, 0.44, 0.33, 1.49,
    0.99, 1.51, -0.85, -2.55, 0.65, 2.06, -0.74, 2.27, -1.45, 1.25, 1.01, 1.53, 1.47, 0.15, 1.58, -0.89,
    -1.98, -0.35, 1.36,
  ]
  private static let labels = [0, 1, 2, 0, 0, 2, 0, 1, 2, 0, 1, 2]

  private static func row(_ index: Int) -> [Double] { Array(scores[index * 3..<index * 3 + 3]) }

  /// Values of scikit-learn 1.9.1: its sigmoid and its isotonic regression, class by class, divided by their
  /// sum.
  @Test func classesAreCalibratedOneByOneAsScikitLearnDoes() throws {
    let platt = try #require(
      try ScoreCalibration.fit(.platt, scores: Self.scores, labels: Self.labels, classCount: 3))
    let isotonic = try #require(
      try ScoreCalibration.fit(.isotonic, scores: Self.scores, labels: Self.labels, classCount: 3))
    let sigmoids = [
      [0.5342171902447513, 0.11903777656753953, 0.3467450331877091],
      [0.3875335980238767, 0.5233128277785679, 0.08915357419755537],
    ]
    let steps = [
      [1.0, 0.0, 0.0], [0.37499999999999994, 0.625, 0.0], [0.4285714285714286, 0.0, 0.5714285714285715],
    ]
    for (index, expected) in sigmoids.enumerated() {
      let found = platt.probabilities(of: Self.row(index), isExclusive: true)
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-5) }
    }
    for (index, expected) in steps.enumerated() {
      let found = isotonic.probabilities(of: Self.row(index), isExclusive: true)
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-9) }
    }
  }

  @Test(arguments: [ScoreCalibration.Method.temperature, .platt, .isotonic])
  func probabilitiesOfExclusiveClassesSumToOne(method: ScoreCalibration.Method) throws {
    let fitted = try #require(
      try ScoreCalibration.fit(method, scores: Self.scores, labels: Self.labels, classCount: 3))
    #expect(fitted.method == method)
    for row in [[0, 0, 0], [1e3, -1e3, 5], [-50, -50, -50.0]] + (0..<12).map(Self.row) {
      let values = fitted.probabilities(of: row, isExclusive: true)
      #expect(abs(values.reduce(0, +) - 1) < 1e-9 && values.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test func twoExclusiveClassesHaveOneCalibratorOnTheirDifference() throws {
    let scores = [-1.0, 1, -0.5, 0.5, 0.6, -0.6, 1, -1, 0.1, -0.1, -0.2, 0.2]
    let labels = [1, 1, 0, 0, 1, 0]
    let fitted = try #require(
      try ScoreCalibration.fit(.platt, scores: scores, labels: labels, classCount: 2))
    guard case .platt(let calibrators) = fitted else {
      Issue.record("not Platt's")
      return
    }
    #expect(calibrators.count == 1)
    let own = try PlattCalibrator(
      scores: stride(from: 0, to: 12, by: 2).map { scores[$0 + 1] - scores[$0] },
      labels: labels.map { $0 == 1 })
    #expect(fitted.probabilities(of: [-0.3, 0.7], isExclusive: true)[1] == own.probability(of: 1))
  }

  @Test func labelsThatDoNotExcludeEachOtherAreNotDivided() throws {
    let members = [Self.labels.map { $0 != 1 }, Self.labels.map { $0 == 1 }, Self.labels.map { $0 == 2 }]
    let fitted = try #require(try ScoreCalibration.fit(.platt, scores: Self.scores, members: members))
    let first = try PlattCalibrator(scores: (0..<12).map { Self.scores[3 * $0] }, labels: members[0])
    #expect(
      fitted.probabilities(of: [1, 2, 3], isExclusive: false)[0] == first.probability(of: 1))
    #expect(throws: TrainingError.self) {
      try ScoreCalibration.fit(.temperature, scores: Self.scores, members: members)
    }
  }

  @Test func aClassWithoutARowHasNoSigmoid() {
    let error = #expect(throws: TrainingError.self) {
      try ScoreCalibration.fit(.platt, scores: [1, 2, 3, 4, 5, 6], labels: [0, 1], classCount: 3)
    }
    #expect(error?.code == .oneClass)
  }

  @Test func noMethodIsNoCalibration() throws {
    #expect(try ScoreCalibration.fit(.uncalibrated, scores: [1, 2], labels: [0], classCount: 2) == nil)
  }
}
