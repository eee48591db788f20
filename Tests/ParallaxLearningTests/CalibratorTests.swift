import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct CalibratorTests {
  private let scores = [-2, -1.5, -1, -0.6, -0.2, 0.1, 0.3, 0.8, 1.2, 2.1]
  private let labels = [false, false, false, true, false, false, true, true, true, true]

  /// platt in the reference values (scikit-learn 1.9.1).
  @Test func plattAgreesWithScikitLearn() throws {
    let calibrator = try PlattCalibrator(scores: scores, labels: labels)
    #expect(abs(calibrator.a + 1.0711669016625192) < 1e-5)
    #expect(abs(calibrator.b + 0.09968430912611906) < 1e-5)
    #expect(abs(calibrator.probability(of: -0.6) - 0.36748630221476086) < 1e-5)
  }

  @Test(arguments: [1e-6, 1e6])
  func plattDoesNotMindTheScaleOfScores(scale: Double) throws {
    let plain = try PlattCalibrator(scores: scores, labels: labels)
    let scaled = try PlattCalibrator(scores: scores.map { $0 * scale }, labels: labels)
    #expect(abs(scaled.a * scale - plain.a) < 1e-6)
    #expect(abs(scaled.b - plain.b) < 1e-6)
  }

  @Test func plattStaysFiniteWhereClassesPartCleanly() throws {
    let calibrator = try PlattCalibrator(scores: [-1, -1, 1, 1], labels: [false, false, true, true])
    // The targets are 0.25 and 0.75, and reached.
    #expect(abs(calibrator.probability(of: 1) - 0.75) < 1e-6)
    let flat = try PlattCalibrator(scores: [0, 0, 0], labels: [true, true, false])
    #expect(flat.probability(of: 0).isFinite)
  }

  /// isotonic in the reference values (scikit-learn 1.9.1).
  @Test func isotonicAgreesWithScikitLearn() throws {
    let calibrator = try IsotonicCalibrator(scores: scores, labels: labels)
    #expect(calibrator.thresholds == [-2, -1, -0.6, 0.1, 0.3, 2.1])
    #expect(calibrator.probabilities == [0, 0, 1.0 / 3, 1.0 / 3, 1, 1])
    let expected = [0, 1.0 / 3, 1.0 / 3, 2.0 / 3, 1, 1]
    for (score, p) in zip([-3, -0.4, 0, 0.2, 1, 3], expected) {
      #expect(abs(calibrator.probability(of: score) - p) < 1e-12)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func isotonicNeverFallsAndKeepsTheMean(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scores = (0..<200).map { _ in Double(generator.next() % 50) }
    let labels = scores.map { Double(generator.next() % 60) < $0 }
    let calibrator = try IsotonicCalibrator(scores: scores, labels: labels)
    #expect(zip(calibrator.probabilities, calibrator.probabilities.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(zip(calibrator.thresholds, calibrator.thresholds.dropFirst()).allSatisfy { $0 < $1 })
    let sum = scores.reduce(0) { $0 + calibrator.probability(of: $1) }
    #expect(abs(sum - Double(labels.count { $0 })) < 1e-9)
  }

  /// SciPy's bounded minimisation of the log-loss over t = ln β.
  @Test func temperatureAgreesWithSciPy() throws {
    let scores = [
      2, 0.5, -1, 0.1, 0.3, 0.2, -1, 0, 3, 0, 1.5, 0.2, 1, 1.2, -0.5, 2, 0.3, 1.9, 4, 0, 0, 0.2, 0.1, 0,
    ]
    let calibrator = try TemperatureCalibrator(
      scores: scores, labels: [0, 1, 2, 1, 0, 2, 0, 2], classCount: 3)
    #expect(abs(calibrator.inverseTemperature - 2.258975272244755) < 1e-5)
    #expect(abs(calibrator.probabilities(of: [1, 2, 3]).reduce(0, +) - 1) < 1e-12)
  }

  @Test func temperatureStaysWithinItsBounds() throws {
    let sure = try TemperatureCalibrator(scores: [1, 0, 0, 1], labels: [0, 1], classCount: 2)
    #expect(sure.inverseTemperature <= 22027 && sure.inverseTemperature > 20000)
    let wrong = try TemperatureCalibrator(scores: [1, 0, 0, 1], labels: [1, 0], classCount: 2)
    #expect(wrong.inverseTemperature > 0 && wrong.inverseTemperature < 1e-4)
  }

  @Test func aWeightIsAsManyCopiesOfItsRow() throws {
    let scores = [2.0, 0, 1, 0.5, -1, 1, 0.3, 0.1, 3, -2]
    let labels = [0, 1, 1, 0, 0]
    let weights = [1.0, 3, 1, 2, 4]
    let copies = labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    let weighted = try TemperatureCalibrator(scores: scores, labels: labels, classCount: 2, weights: weights)
    let copied = try TemperatureCalibrator(
      scores: copies.flatMap { scores[$0 * 2..<$0 * 2 + 2] }, labels: copies.map { labels[$0] }, classCount: 2
    )
    #expect(abs(weighted.inverseTemperature / copied.inverseTemperature - 1) < 1e-9)
    let plain = try TemperatureCalibrator(scores: scores, labels: labels, classCount: 2)
    #expect(abs(plain.inverseTemperature / copied.inverseTemperature - 1) > 0.01)
    for wrong in [[1.0, 1], [1, 1, 0, 1, 1], [1, 1, .nan, 1, 1], [1, 1, -1, 1, 1]] {
      #expect(throws: TrainingError.self) {
        try TemperatureCalibrator(scores: scores, labels: labels, classCount: 2, weights: wrong)
      }
    }
  }

  @Test func brokenInputIsRejected() {
    #expect(throws: TrainingError.self) { try PlattCalibrator(scores: [], labels: []) }
    #expect(throws: TrainingError.self) { try PlattCalibrator(scores: [1, 2], labels: [true, true]) }
    #expect(throws: TrainingError.self) { try PlattCalibrator(scores: [1, .nan], labels: [true, false]) }
    #expect(throws: TrainingError.self) { try IsotonicCalibrator(scores: [1], labels: [true, false]) }
    #expect(throws: TrainingError.self) {
      try IsotonicCalibrator(thresholds: [1, 0], probabilities: [0, 1])
    }
    #expect(throws: TrainingError.self) {
      try TemperatureCalibrator(scores: [1, 0], labels: [2], classCount: 2)
    }
    #expect(throws: TrainingError.self) { try TemperatureCalibrator(inverseTemperature: 0) }
  }
}
