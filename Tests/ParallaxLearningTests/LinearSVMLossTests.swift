import ParallaxLearning
import ParallaxMath
import Testing

/// Optimality of both losses, with the intercept penalised and free.
@Suite struct LinearSVMLossTests {
  /// A class's weights and intercept as one vector w with f = w·x + b.
  private func solution(_ model: LinearModel, _ k: Int) -> (w: [Double], b: Double) {
    func own(_ values: [Float], _ start: Int) -> Double {
      model.classCount == 2
        ? Double(values[start + 1] - values[start]) : Double(values[start + k])
    }
    let w = (0..<model.featureCount).map { own(model.weights, $0 * model.classCount) }
    return (w, own(model.intercepts, 0))
  }

  /// Squared hinge loss has a gradient everywhere.
  @Test(arguments: [true, false], [2, 3, 10])
  func theGradientOfSquaredHingeIsZeroAtTheAnswer(isPenalised: Bool, classes: Int) throws {
    let dataset = try noisyDataset(rows: 60, features: 12, classes: classes, emptyRows: true)
    let configuration = LinearSVM.Configuration(
      c: 0.5, penalizesIntercept: isPenalised, maxIterations: 600, tolerance: 1e-5)
    let result = try LinearSVM(configuration: configuration).train(on: dataset)
    #expect(result.report.converged)
    for k in classes == 2 ? [1] : Array(0..<classes) {
      let (w, b) = solution(result.model, k)
      var slopes = w
      var slope = isPenalised ? b : 0
      for row in 0..<60 {
        let x = dataset.features.row(row)
        let side: Double = dataset.labels[row] == k ? 1 : -1
        let score = zip(x.indices, x.values).reduce(b) { $0 + w[Int($1.0)] * Double($1.1) }
        let slack = max(0, 1 - side * score)
        for (index, value) in zip(x.indices, x.values) { slopes[Int(index)] -= slack * side * Double(value) }
        slope -= slack * side
      }
      #expect(abs(slope) < 1e-3)
      for slope in slopes { #expect(abs(slope) < 1e-3) }
    }
  }

  /// The textbook's coordinate descent, row after row, for one dense binary problem.
  private func plainHinge(_ rows: [[Double]], _ sides: [Double], c: Double) -> [Double] {
    var alpha = [Double](repeating: 0, count: rows.count)
    var w = [Double](repeating: 0, count: rows[0].count)
    for _ in 0..<3000 {
      for (i, x) in rows.enumerated() {
        let gradient = sides[i] * zip(w, x).reduce(0) { $0 + $1.0 * $1.1 } - 1
        let new = min(max(alpha[i] - gradient / x.reduce(0) { $0 + $1 * $1 }, 0), c)
        for j in x.indices { w[j] += (new - alpha[i]) * sides[i] * x[j] }
        alpha[i] = new
      }
    }
    return w
  }

  @Test func hingeLossAgreesWithPlainCoordinateDescent() throws {
    let dataset = try noisyDataset(rows: 24, features: 5, classes: 3, emptyRows: true)
    let configuration = LinearSVM.Configuration(
      c: 0.7, loss: .hinge, maxIterations: 600, tolerance: 1e-5)
    let model = try LinearSVM(configuration: configuration).train(on: dataset).model
    let rows = (0..<24).map { row in (0..<5).map { Double(dataset.features.row(row)[$0]) } + [1] }
    for k in 0..<3 {
      let expected = plainHinge(rows, dataset.labels.map { $0 == k ? 1 : -1 }, c: 0.7)
      let (w, b) = solution(model, k)
      for (a, e) in zip(w + [b], expected) { #expect(abs(a - e) < 5e-3) }
    }
  }

  /// ½ ‖w‖² + C Σ loss of a model's first class.
  private func objective(
    _ model: LinearModel, _ dataset: LabeledDataset, c: Double, isSquared: Bool, shift: Double = 0
  ) -> Double {
    let (w, b) = solution(model, 0)
    var total = w.reduce(0) { $0 + $1 * $1 / 2 }
    for row in 0..<dataset.count {
      let x = dataset.features.row(row)
      let score = zip(x.indices, x.values).reduce(b + shift) { $0 + w[Int($1.0)] * Double($1.1) }
      let slack = max(0, 1 - (dataset.labels[row] == 0 ? score : -score))
      total += c * (isSquared ? slack * slack : slack)
    }
    return total
  }

  /// With other shares of the classes than one half the free intercept is far from zero.
  @Test(arguments: [LinearSVM.Loss.hinge, .squaredHinge])
  func aFreeInterceptIsWhereTheLossIsLeast(loss: LinearSVM.Loss) throws {
    let dataset = try noisyDataset(rows: 48, features: 6, classes: 4)
    func train(_ isPenalised: Bool) throws -> LinearModel {
      try LinearSVM(
        configuration: .init(
          c: 0.2, loss: loss, penalizesIntercept: isPenalised, maxIterations: 500, tolerance: 1e-4)
      ).train(on: dataset).model
    }
    let model = try train(false)
    let isSquared = loss == .squaredHinge
    let least = objective(model, dataset, c: 0.2, isSquared: isSquared)
    for shift in [-0.3, -0.01, 0.01, 0.3] {
      #expect(least <= objective(model, dataset, c: 0.2, isSquared: isSquared, shift: shift) + 2e-3)
    }
    #expect(least <= objective(try train(true), dataset, c: 0.2, isSquared: isSquared) + 2e-3)
  }

  /// Loose tolerances work in single precision and leave rows out.
  @Test(arguments: [LinearSVM.Loss.hinge, .squaredHinge], [2, 3, 10])
  func aLooseToleranceComesNearTheLeastObjective(loss: LinearSVM.Loss, classes: Int) throws {
    let dataset = try noisyDataset(rows: 60, features: 15, classes: classes)
    func train(_ tolerance: Double) throws -> TrainingReport {
      try LinearSVM(
        configuration: .init(c: 0.3, loss: loss, maxIterations: 400, tolerance: tolerance)
      ).train(on: dataset).report
    }
    let (loose, exact) = (try train(0.01), try train(5e-4))
    #expect(loose.converged)
    #expect(loose.epochs < exact.epochs)
    #expect(loose.objective >= exact.objective * 0.9999)
    #expect(loose.objective < exact.objective * 1.001)
  }

  @Test(arguments: [LinearSVM.Loss.hinge, .squaredHinge], [2, 3])
  func aPathGivesTheModelsOfItsValues(loss: LinearSVM.Loss, classes: Int) throws {
    let dataset = try noisyDataset(rows: 40, features: 8, classes: classes)
    func learner(_ c: Double) throws -> LinearSVM {
      try LinearSVM(configuration: .init(c: c, loss: loss, maxIterations: 400, tolerance: 1e-4))
    }
    let cs = [0.05, 0.5, 0.1]
    let path = try learner(1).trainPath(on: dataset, cs: cs, in: TrainingContext())
    for (result, c) in zip(path, cs) {
      #expect(distance(result.model, try learner(c).train(on: dataset).model) < 3e-2)
    }
  }
}
