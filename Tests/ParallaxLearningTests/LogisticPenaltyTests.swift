import Foundation
import ParallaxMath
import Testing

@testable import ParallaxLearning

/// L1 and elastic net, one class against the rest, and the ways to the answer on blocks of rows.
@Suite struct LogisticPenaltyTests {
  private let rows: [[Float]] = [[0, 1], [1, 0], [1, 1], [2, 0], [0, 2], [3, 1]]

  /// scikit-learn 1.9.1: LogisticRegression(C=5, l1_ratio=…, solver="saga", tol=1e-12) on the six rows with
  /// y = 0, 1, 0, 1, 0, 1: (l1_ratio, coef, intercept).
  @Test(arguments: [
    (1.0, [1.95671097, -2.84263836], -0.36825898), (0.5, [1.73052372, -2.04160731], -0.58589558),
  ])
  func twoClassesAgreeWithScikitLearn(ratio: Double, coef: [Double], intercept: Double) throws {
    let dataset = try LabeledDataset(features: sparse(rows), labels: [0, 1, 0, 1, 0, 1], classCount: 2)
    let learner = try LogisticRegression(configuration: .init(c: 5, l1Ratio: ratio, tolerance: 1e-9))
    let model = try learner.train(on: dataset).model
    for feature in 0..<2 {
      let weight = Double(model.weights[2 * feature + 1] - model.weights[2 * feature])
      #expect(abs(weight - coef[feature]) < 1e-4)
    }
    #expect(abs(Double(model.intercepts[1] - model.intercepts[0]) - intercept) < 1e-4)
  }

  /// The same with y = 0, 1, 2, 1, 0, 2 and l1_ratio=1.
  @Test func threeClassesAgreeWithScikitLearn() throws {
    let dataset = try LabeledDataset(features: sparse(rows), labels: [0, 1, 2, 1, 0, 2], classCount: 3)
    let model = try LogisticRegression(configuration: .init(c: 5, l1Ratio: 1, tolerance: 1e-9))
      .train(on: dataset).model
    let expected = [-3.27156174, 0, 0.41565978, 0, -4.36001151, 0]
    for (weight, expected) in zip(model.weights, expected) { #expect(abs(Double(weight) - expected) < 1e-4) }
    for (intercept, expected) in zip(model.intercepts, [0.56405278, 1.18921058, -1.75326336]) {
      #expect(abs(Double(intercept) - expected) < 1e-4)
    }
  }

  /// Where a weight is zero the slope of the rest lies within the penalty's, elsewhere it cancels it.
  @Test(arguments: [0.3, 0.7, 1], [2, 3, 6])
  func theSubgradientIsZeroAtTheAnswer(ratio: Double, classes: Int) throws {
    let dataset = try noisyDataset(rows: 60, features: 20, classes: classes)
    let learner = try LogisticRegression(configuration: .init(c: 0.3, l1Ratio: ratio, tolerance: 1e-8))
    let result = try learner.train(on: dataset)
    let model = result.model
    #expect(result.report.converged)
    #expect(model.weights.contains(0) && model.weights.contains { $0 != 0 })
    for k in classes == 2 ? [1] : Array(0..<classes) {
      for feature in 0..<20 {
        var slope = 0.0
        for row in 0..<60 {
          let vector = dataset.features.row(row)
          let residual = model.probabilities(of: vector)[k] - (dataset.labels[row] == k ? 1 : 0)
          slope += 0.3 * residual * Double(vector[feature])
        }
        let scale: Double = classes == 2 ? 2 : 1
        let weight = scale * Double(model.weights[feature * classes + k])
        slope += (1 - ratio) * weight
        if weight == 0 {
          #expect(abs(slope) < ratio + 1e-4)
        } else {
          #expect(abs(slope + (weight > 0 ? ratio : -ratio)) < 1e-4)
        }
      }
    }
  }

  /// scikit-learn 1.9.1: OneVsRestClassifier(LogisticRegression(tol=1e-12)) on the four documents.
  @Test(arguments: [LogisticRegression.Solver.automatic, .lbfgs, .newtonCG])
  func oneAgainstTheRestAgreesWithScikitLearn(solver: LogisticRegression.Solver) throws {
    let coef = [
      [
        -0.2051882, 0.08789648, 0.50016511, 0.09438193, -0.2051882, -0.2483446, 0.09438193, -0.2051882,
        0.09438193,
      ],
      [
        -0.1097097, 0.24926282, -0.27139259, -0.04517271, -0.1097097, 0.36737273, -0.04517271, -0.1097097,
        -0.04517271,
      ],
      [
        0.32143843, -0.34111919, -0.24163053, -0.05167013, 0.32143843, -0.11397572, -0.05167013, 0.32143843,
        -0.05167013,
      ],
    ]
    let dataset = try LabeledDataset(features: sparse(fourDocuments), labels: [0, 1, 2, 0], classCount: 3)
    let model = try LogisticRegression(
      configuration: .init(multiClass: .oneVersusRest, tolerance: 1e-9, solver: solver)
    ).train(on: dataset).model
    for k in 0..<3 {
      for feature in 0..<9 { #expect(abs(Double(model.weights[3 * feature + k]) - coef[k][feature]) < 1e-5) }
    }
    let probabilities = model.probabilities(of: dataset.features.row(0))
    for (p, expected) in zip(probabilities, [0.56280028, 0.23128151, 0.20591821]) {
      #expect(abs(p - expected) < 1e-5)
    }
  }

  /// 20 labels go past the widest SIMD value of a pass.
  @Test(arguments: [1, 2, 3, 5, 9, 20])
  func theGradientOfSigmoidsAgreesWithDifferences(labels: Int) throws {
    let dataset = try multiLabelDataset(rows: 60, features: 5, labels: labels)
    let problem = LogisticProblem(
      FrequentFirst(dataset.features, threads: 1), targets: RowTargets(dataset.labels),
      rowWeights: dataset.rowWeights.map { $0 * 2 }, classCount: labels, loss: .sigmoid,
      factors: try dataset.factors(.balanced), l1Ratio: 0.25, threads: 1)
    var generator = SeededGenerator(seed: 9)
    let point = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    let gradient = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    let scratch = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    defer { for buffer in [point, gradient, scratch] { buffer.deallocateAligned() } }
    let used = (0..<problem.size).filter { $0 % problem.lanes < labels }
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

  /// Where dual ascent gets in some blocks: the objective, and the weights.
  private func ascend(
    _ dataset: LabeledDataset, _ loss: LogisticProblem.Loss = .softmax, blocks: Int, threads: Int = 1,
    maxEpochs: Int = 60, tolerance: Double = 1e-6
  ) -> (objective: Double, point: [Double]) {
    var problem = LogisticProblem(
      FrequentFirst(dataset.features, threads: 1), targets: RowTargets(dataset.labels),
      rowWeights: [Double](repeating: 1, count: dataset.labels.count), classCount: dataset.classCount,
      loss: loss, factors: LabelFactors(count: dataset.classCount), l1Ratio: 0, threads: threads)
    problem.dualBlockCount = blocks
    let point = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    let gradient = UnsafeMutableBufferPointer<Double>.aligned(count: problem.size, repeating: 0)
    defer { for buffer in [point, gradient] { buffer.deallocateAligned() } }
    var duals: [Float] = []
    _ = DualCoordinateAscent.run(
      problem, maxEpochs: maxEpochs, tolerance: tolerance, seed: 3, duals: &duals, into: point
    ) { _ in false }
    return (problem.evaluate(at: point, gradient: gradient), Array(point))
  }

  /// What large data get, on a few rows: two blocks that do not see one another's steps at once.
  @Test(arguments: [LogisticProblem.Loss.softmax, .sigmoid], [2, 3, 20])
  func blocksOfRowsAscendToTheSameAnswer(loss: LogisticProblem.Loss, classes: Int) throws {
    let dataset = try noisyDataset(rows: 80, features: 12, classes: classes)
    let one = ascend(dataset, loss, blocks: 1)
    let two = ascend(dataset, loss, blocks: 2)
    #expect(abs(one.objective - two.objective) < 5e-5 * one.objective)
    for threads in [2, 4] {
      #expect(ascend(dataset, loss, blocks: 2, threads: threads).point == two.point)
    }
  }

  /// Two blocks that always had the same rows, here of different labels, would each pull the intercept its way.
  @Test func blocksAgreeWhereRowsAreSortedByTheirLabels() throws {
    let noisy = try noisyDataset(rows: 1200, features: 60, classes: 3)
    let dataset = noisy.selecting(
      noisy.labels.indices.sorted { (noisy.labels[$0], $0) < (noisy.labels[$1], $1) })
    let objectives = [1, 2].map { ascend(dataset, blocks: $0, maxEpochs: 40, tolerance: 1e-7).objective }
    #expect(abs(objectives[0] - objectives[1]) < 1e-5 * objectives[0])
  }

  @Test(arguments: [0, 0.5], [2, 3])
  func aPathGivesTheModelsOfItsValues(ratio: Double, classes: Int) throws {
    let dataset = try noisyDataset(rows: 50, features: 8, classes: classes)
    func learner(_ c: Double) throws -> LogisticRegression {
      try LogisticRegression(configuration: .init(c: c, l1Ratio: ratio, tolerance: 1e-7))
    }
    let cs = [0.1, 1, 10, 0.5]
    let path = try learner(1).trainPath(on: dataset, cs: cs, in: TrainingContext())
    #expect(path.count == cs.count)
    for (result, c) in zip(path, cs) {
      #expect(distance(result.model, try learner(c).train(on: dataset).model) < 1e-3)
    }
    #expect(throws: TrainingError.self) {
      try learner(1).trainPath(on: dataset, cs: [1, 0], in: TrainingContext())
    }
  }

  @Test func thePenaltyMayBeToldByItsName() throws {
    func read(_ json: String) throws -> LogisticRegression.Configuration {
      try JSONDecoder().decode(LogisticRegression.Configuration.self, from: Data(json.utf8))
    }
    #expect(try read(#"{"penalty": "l1"}"#).l1Ratio == 1)
    #expect(try read(#"{"penalty": "l2"}"#).l1Ratio == 0)
    #expect(try read(#"{"penalty": "elasticnet", "l1_ratio": 0.3}"#).l1Ratio == 0.3)
    #expect(
      try read(#"{"l1_ratio": 0.4, "multi_class": "ovr"}"#) == .init(l1Ratio: 0.4, multiClass: .oneVersusRest)
    )
    #expect(throws: DecodingError.self) { try read(#"{"penalty": "elasticnet"}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"penalty": "l0"}"#) }
    #expect(throws: TrainingError.self) { try LogisticRegression(configuration: .init(l1Ratio: 1.5)) }
  }

  @Test func aClassWeightIsTheWeightOfItsRows() throws {
    let dataset = try noisyDataset(rows: 60, features: 6, classes: 3)
    let weighted = try LabeledDataset(
      features: dataset.features, labels: dataset.labels, classCount: 3,
      weights: dataset.labels.map { [1, 2, 0.5][$0] })
    func train(_ dataset: LabeledDataset, _ weight: ClassWeight) throws -> LinearModel {
      try LogisticRegression(configuration: .init(tolerance: 1e-9, classWeight: weight)).train(on: dataset)
        .model
    }
    #expect(distance(try train(dataset, .weights([1, 2, 0.5])), try train(weighted, .none)) < 1e-5)
    #expect(throws: TrainingError.self) { try train(dataset, .weights([1, 2])) }
    for weight in [ClassWeight.none, .balanced, .weights([1, 2])] {
      let text = try JSONEncoder().encode([weight])
      #expect(try JSONDecoder().decode([ClassWeight].self, from: text) == [weight])
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ClassWeight].self, from: Data(#"["even"]"#.utf8))
    }
  }
}
