import ParallaxMath
import Testing

@testable import ParallaxLearning

private typealias Buffer = UnsafeMutableBufferPointer<Double>

@Suite struct TrustRegionNewtonTests {
  private static func problem(_ loss: LogisticProblem.Loss, classes: Int, threads: Int = 1) throws
    -> LogisticProblem
  {
    switch loss {
    case .softmax:
      let dataset = try noisyDataset(rows: 60, features: 5, classes: classes, emptyRows: true)
      return LogisticProblem(
        FrequentFirst(dataset.features, threads: 1), targets: RowTargets(dataset.labels),
        rowWeights: try dataset.effectiveWeights(.balanced).map { $0 * 2 }, classCount: classes,
        loss: .softmax, factors: LabelFactors(count: classes), l1Ratio: 0, threads: threads)
    case .sigmoid:
      let dataset = try multiLabelDataset(rows: 60, features: 5, labels: classes)
      return LogisticProblem(
        FrequentFirst(dataset.features, threads: 1), targets: RowTargets(dataset.labels),
        rowWeights: dataset.rowWeights.map { $0 * 2 }, classCount: classes, loss: .sigmoid,
        factors: try dataset.factors(.balanced), l1Ratio: 0, threads: threads)
    }
  }

  /// 20 classes go past the widest SIMD value.
  @Test(arguments: [LogisticProblem.Loss.softmax, .sigmoid], [2, 3, 5, 9, 20])
  func theHessianAgreesWithDifferencesOfTheGradient(loss: LogisticProblem.Loss, classes: Int) throws {
    let problem = try Self.problem(loss, classes: classes)
    func buffer() -> Buffer { .aligned(count: problem.size, repeating: 0) }
    let (point, direction, product) = (buffer(), buffer(), buffer())
    let (above, below) = (buffer(), buffer())
    let curvatures = Buffer.aligned(count: problem.features.rowCount * problem.lanes, repeating: 0)
    defer { for each in [point, direction, product, above, below, curvatures] { each.deallocateAligned() } }
    var generator = SeededGenerator(seed: 9)
    func number() -> Double { Double(generator.next() >> 11) * 0x1p-52 - 1 }
    let used = (0..<problem.size).filter { $0 % problem.lanes < classes }
    for index in used { (point[index], direction[index]) = (number(), number()) }

    problem.writeCurvatures(at: point, to: curvatures)
    problem.multiplyHessian(curvatures, by: direction, into: product)
    func move(by step: Double) { for index in used { point[index] += step * direction[index] } }
    move(by: 1e-5)
    _ = problem.evaluate(at: point, gradient: above)
    move(by: -2e-5)
    _ = problem.evaluate(at: point, gradient: below)
    for index in 0..<problem.size {
      let expected = (above[index] - below[index]) / 2e-5
      #expect(abs(product[index] - expected) < 1e-5 * max(1, abs(expected)))
    }
  }

  @Test(arguments: [2, 3, 20]) func anyNumberOfThreadsGivesTheSameBits(classes: Int) throws {
    let dataset = try noisyDataset(rows: 2000, features: 10, classes: classes)
    let learner = try LogisticRegression(configuration: .init(c: 3, tolerance: 1e-8, solver: .newtonCG))
    let results = try [1, 2, 3].map { threads in
      try learner.train(on: dataset, from: nil, in: TrainingContext(threads: threads))
    }
    #expect(results.allSatisfy { $0.model == results[0].model && $0.report.converged })
  }

  /// A loss so steep that a full Newton step from the start would overshoot.
  @Test func aStrongLossConverges() throws {
    let dataset = try noisyDataset(rows: 200, features: 30, classes: 3)
    for c in [1e-4, 1, 1e4] {
      let newton = try LogisticRegression(
        configuration: .init(c: c, maxIterations: 200, tolerance: 1e-8, solver: .newtonCG)
      ).train(on: dataset)
      let exact = try LogisticRegression(
        configuration: .init(c: c, maxIterations: 20_000, tolerance: 1e-8, solver: .lbfgs)
      ).train(on: dataset)
      #expect(newton.report.converged)
      #expect(newton.report.objective <= exact.report.objective * (1 + 1e-9))
    }
  }

  @Test func independentLabelsAgreeWithLBFGS() throws {
    let dataset = try multiLabelDataset(rows: 150, features: 8, labels: 4)
    let models = try [LogisticRegression.Solver.newtonCG, .lbfgs].map { solver in
      try LogisticRegression(configuration: .init(tolerance: 1e-9, classWeight: .balanced, solver: solver))
        .train(on: dataset, from: nil, in: TrainingContext()).model
    }
    #expect(distance(models[0], models[1]) < 1e-5)
  }

  @Test func itEndsWhereItIsTold() throws {
    let dataset = try noisyDataset(rows: 200, features: 8, classes: 3)
    let learner = try LogisticRegression(configuration: .init(tolerance: 1e-9, solver: .newtonCG))
    let context = TrainingContext { $0.iteration < 1 ? .proceed : .stop }
    let report = try learner.train(on: dataset, from: nil, in: context).report
    #expect(report.wasStopped && !report.converged && report.iterations == 1)
  }
}
