import Foundation
import ParallaxMath
import Testing

@testable import ParallaxLearning

@Suite struct LogisticRegressionTests {
  /// scikit-learn 1.9.1, LogisticRegression(C, tol=1e-12) on the four documents: (C, coef, intercept).
  static let binary: [(Double, [Float], Float)] = [
    (
      0.1,
      [
        -0.0249698361, 0.0121132726, 0.0570916618, 0.0108155937, -0.0249698361, -0.0267178758, 0.0108155937,
        -0.0249698361, 0.0108155937,
      ], -0.0189879794
    ),
    (
      1,
      [
        -0.2051882024, 0.0878964828, 0.5001651135, 0.0943819328, -0.2051882024, -0.2483446002, 0.0943819328,
        -0.2051882024, 0.0943819328,
      ], -0.1623665225
    ),
    (
      10,
      [
        -0.8250623476, 0.1772686189, 2.4804490969, 0.4628045165, -0.8250623476, -1.4342048067, 0.4628045165,
        -0.8250623476, 0.4628045165,
      ], -0.7533103018
    ),
  ]

  @Test(arguments: binary.indices, [LogisticRegression.Solver.automatic, .lbfgs, .newtonCG])
  func twoClassesAgreeWithScikitLearn(index: Int, solver: LogisticRegression.Solver) throws {
    let (c, coef, intercept) = Self.binary[index]
    let dataset = try LabeledDataset(
      features: sparse(fourDocuments), labels: [1, 0, 0, 1], classCount: 2)
    let learner = try LogisticRegression(configuration: .init(c: c, tolerance: 1e-9, solver: solver))
    let result = try learner.train(on: dataset)
    let (model, report) = (result.model, result.report)
    #expect(report.converged)
    for feature in 0..<9 {
      let difference = model.weights[2 * feature + 1] - model.weights[2 * feature]
      #expect(abs(difference - coef[feature]) < 1e-5)
    }
    #expect(abs(model.intercepts[1] - model.intercepts[0] - intercept) < 1e-5)
  }

  @Test(arguments: [LogisticRegression.Solver.automatic, .lbfgs, .newtonCG])
  func threeClassesAgreeWithScikitLearn(solver: LogisticRegression.Solver) throws {
    let coef: [[Float]] = [
      [
        -0.1841518221, 0.0731422990, 0.4641853727, 0.0874210219, -0.1841518221, -0.2370843707, 0.0874210219,
        -0.1841518221, 0.0874210219,
      ],
      [
        -0.1089950131, 0.2405630538, -0.2507748221, -0.0415327323, -0.1089950131, 0.3474822868, -0.0415327323,
        -0.1089950131, -0.0415327323,
      ],
      [
        0.2931468352, -0.3137053328, -0.2134105506, -0.0458882896, 0.2931468352, -0.1103979161, -0.0458882896,
        0.2931468352, -0.0458882896,
      ],
    ]
    let dataset = try LabeledDataset(
      features: sparse(fourDocuments), labels: [0, 1, 2, 0], classCount: 3)
    let model = try LogisticRegression(configuration: .init(tolerance: 1e-9, solver: solver))
      .train(on: dataset).model
    for k in 0..<3 {
      for feature in 0..<9 { #expect(abs(model.weights[3 * feature + k] - coef[k][feature]) < 1e-5) }
    }
    for (intercept, expected) in zip(model.intercepts, [0.3302254653, -0.2063075246, -0.1239179406]) {
      #expect(abs(Double(intercept) - expected) < 1e-5)
    }
    let probabilities = model.probabilities(of: dataset.features.row(0))
    for (p, expected) in zip(probabilities, [0.6000373145, 0.2160787049, 0.1838839806]) {
      #expect(abs(p - expected) < 1e-6)
    }
  }

  /// 20 classes go past the widest SIMD value.
  @Test(arguments: [2, 3, 4, 5, 9, 20])
  func theGradientAgreesWithDifferencesOfTheObjective(classes: Int) throws {
    let dataset = try noisyDataset(rows: 60, features: 5, classes: classes, emptyRows: true)
    let problem = LogisticProblem(
      FrequentFirst(dataset.features, threads: 1), targets: RowTargets(dataset.labels),
      rowWeights: try dataset.effectiveWeights(.balanced).map { $0 * 2 }, classCount: classes,
      loss: .softmax, factors: LabelFactors(count: classes), l1Ratio: 0, threads: 1)
    var generator = SeededGenerator(seed: 9)
    let point = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    let gradient = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    let scratch = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    defer { for buffer in [point, gradient, scratch] { buffer.deallocateAligned() } }
    let used = (0..<problem.size).filter { $0 % problem.lanes < classes }
    for index in used { point[index] = Double(generator.next() >> 11) * 0x1p-52 - 1 }
    _ = problem.evaluate(at: point, gradient: gradient)
    for index in used {
      let middle = point[index]
      point[index] = middle + 1e-5
      let above = problem.evaluate(at: point, gradient: scratch)
      point[index] = middle - 1e-5
      let below = problem.evaluate(at: point, gradient: scratch)
      point[index] = middle
      #expect(abs((above - below) / 2e-5 - gradient[index]) < 1e-5 * max(1, abs(gradient[index])))
    }
  }

  @Test(arguments: [2, 3, 6, 20])
  func allSolversFindTheSameModel(classes: Int) throws {
    let dataset = try noisyDataset(rows: 300, features: 12, classes: classes)
    let exact = try LogisticRegression(configuration: .init(tolerance: 1e-9, solver: .lbfgs)).train(
      on: dataset)
    let fast = try LogisticRegression(configuration: .init(tolerance: 1e-9)).train(on: dataset)
    #expect(exact.report.converged && fast.report.converged)
    #expect(distance(exact.model, fast.model) < 1e-5)
    let newton = try LogisticRegression(configuration: .init(tolerance: 1e-9, solver: .newtonCG)).train(
      on: dataset)
    #expect(newton.report.converged && newton.report.solver == "newton-cg")
    #expect(newton.report.iterations < exact.report.iterations)
    #expect(distance(exact.model, newton.model) < 1e-5)
    let loose = try LogisticRegression().train(on: dataset)
    #expect(loose.report.objective < exact.report.objective * 1.0001)
  }

  @Test func aWarmStartAtTheAnswerStaysThere() throws {
    let dataset = try noisyDataset(rows: 200, features: 8, classes: 3)
    let learner = try LogisticRegression(configuration: .init(tolerance: 1e-6))
    let first = try learner.train(on: dataset)
    let second = try learner.train(on: dataset, warmStart: first.model)
    #expect(second.report.iterations <= 1)
    #expect(distance(first.model, second.model) < 1e-4)
    let misfit = try LinearModel(weights: [], intercepts: [0, 0], classCount: 2, featureCount: 0)
    #expect(throws: TrainingError.self) { try learner.train(on: dataset, warmStart: misfit) }
  }

  @Test func aRowOfWeightTwoIsTheRowTwice() throws {
    let dataset = try noisyDataset(rows: 40, features: 6, classes: 3)
    let weighted = try LabeledDataset(
      features: dataset.features, labels: dataset.labels, classCount: 3,
      weights: (0..<40).map { $0 < 10 ? 2 : 1 })
    let learner = try LogisticRegression(configuration: .init(tolerance: 1e-9))
    let repeated = try learner.train(on: dataset.selecting(Array(0..<40) + Array(0..<10))).model
    #expect(distance(try learner.train(on: weighted).model, repeated) < 1e-6)
  }

  /// scikit-learn 1.9.1: LogisticRegression(class_weight="balanced", tol=1e-10) on x = 0, 1, 2, 3, 4 with
  /// y = 0, 0, 0, 0, 1.
  @Test func balancedWeightsAgreeWithScikitLearn() throws {
    let dataset = try LabeledDataset(
      features: sparse([[0], [1], [2], [3], [4]]), labels: [0, 0, 0, 0, 1], classCount: 2)
    let model = try LogisticRegression(configuration: .init(tolerance: 1e-9, classWeight: .balanced))
      .train(on: dataset).model
    #expect(abs(model.weights[1] - model.weights[0] - 1.0307436) < 1e-5)
    #expect(abs(model.intercepts[1] - model.intercepts[0] + 2.9942711) < 1e-5)
  }

  @Test func largeFeaturesStillConverge() throws {
    let dataset = try noisyDataset(rows: 60, features: 4, classes: 3)
    let large = try LabeledDataset(
      features: SparseMatrix(
        columnCount: 4, rowOffsets: dataset.features.rowOffsets,
        columnIndices: dataset.features.columnIndices, values: dataset.features.values.map { $0 * 1000 }),
      labels: dataset.labels, classCount: 3)
    let report = try LogisticRegression(configuration: .init(maxIterations: 5000)).train(on: large).report
    let exact = try LogisticRegression(
      configuration: .init(maxIterations: 20000, tolerance: 1e-9, solver: .lbfgs)
    ).train(on: large).report
    #expect(report.converged)
    #expect(report.objective <= exact.objective * 1.001)
  }

  @Test func notConvergingIsToldByTheReport() throws {
    let dataset = try noisyDataset(rows: 200, features: 8, classes: 3)
    let configuration = LogisticRegression.Configuration(maxIterations: 1, tolerance: 1e-9)
    #expect(try LogisticRegression(configuration: configuration).train(on: dataset).report.converged == false)
  }

  @Test func settingsArePastedInFromScikitLearn() throws {
    let json = #"{"C": 0.5, "max_iter": 7, "class_weight": "balanced", "tol": 0.01}"#
    let read = try JSONDecoder().decode(LogisticRegression.Configuration.self, from: Data(json.utf8))
    #expect(read == .init(c: 0.5, maxIterations: 7, tolerance: 0.01, classWeight: .balanced))
    let written = try JSONDecoder().decode(
      LogisticRegression.Configuration.self, from: JSONEncoder().encode(read))
    #expect(written == read)
    let bare = try JSONDecoder().decode(
      LogisticRegression.Configuration.self, from: Data(#"{"class_weight": null}"#.utf8))
    #expect(bare == .init())
  }

  @Test(arguments: [
    LogisticRegression.Configuration(c: 0), .init(c: -1), .init(c: .nan), .init(maxIterations: 0),
    .init(tolerance: 0), .init(tolerance: .infinity), .init(l1Ratio: 0.5, solver: .newtonCG),
  ])
  func settingsOutOfRangeAreRejected(configuration: LogisticRegression.Configuration) {
    let error = #expect(throws: TrainingError.self) { try LogisticRegression(configuration: configuration) }
    #expect(error?.code == .configuration)
  }
}
