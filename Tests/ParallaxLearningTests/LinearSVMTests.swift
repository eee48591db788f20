import Foundation
import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct LinearSVMTests {
  /// linear_svc_l2loss in the reference values: LinearSVC(C=1, tol=1e-12) of scikit-learn 1.9.1.
  @Test func twoClassesAgreeWithLiblinear() throws {
    let coef: [Float] = [
      -0.3715408019, -0.0012579012, 1.007190184, 0.1389248195, -0.3715408019, -0.6397318913, 0.1389248195,
      -0.3715408019, 0.1389248195,
    ]
    let dataset = try LabeledDataset(features: sparse(fourDocuments), labels: [1, 0, 0, 1], classCount: 2)
    let result = try LinearSVM(configuration: .init(maxIterations: 10000, tolerance: 1e-9))
      .train(on: dataset)
    let (model, report) = (result.model, result.report)
    #expect(report.converged)
    for feature in 0..<9 {
      #expect(abs(model.weights[2 * feature + 1] - model.weights[2 * feature] - coef[feature]) < 1e-5)
      #expect(model.weights[2 * feature + 1] == -model.weights[2 * feature])
    }
    #expect(abs(model.intercepts[1] - model.intercepts[0] + 0.1778640172) < 1e-5)
  }

  /// LinearSVC(C=2, tol=1e-12, intercept_scaling=3) of scikit-learn 1.9.1 on x = 0 … 5.
  @Test func oneAgainstTheRestAgreesWithLiblinear() throws {
    let dataset = try LabeledDataset(
      features: sparse([[0], [1], [2], [3], [4], [5]]), labels: [0, 0, 1, 1, 2, 2], classCount: 3)
    let configuration = LinearSVM.Configuration(
      c: 2, maxIterations: 20_000, tolerance: 1e-7, interceptScaling: 3)
    let model = try LinearSVM(configuration: configuration).train(on: dataset).model
    for (weight, expected) in zip(model.weights, [-1.23206751, -0.00128559, 0.92113565]) {
      #expect(abs(Double(weight) - expected) < 1e-4)
    }
    for (intercept, expected) in zip(model.intercepts, [1.82278481, -0.32859806, -3.17981073]) {
      #expect(abs(Double(intercept) - expected) < 1e-4)
    }
  }

  @Test(arguments: [2, 3, 10])
  func theReportsObjectiveIsThatOfTheModel(classes: Int) throws {
    let dataset = try noisyDataset(rows: 150, features: 12, classes: classes)
    let result = try LinearSVM(configuration: .init(tolerance: 1e-6)).train(on: dataset)
    let (model, report) = (result.model, result.report)
    var objective = 0.0
    for k in classes == 2 ? [1] : Array(0..<classes) {
      let scale: Double = classes == 2 ? 2 : 1
      for feature in 0..<12 { objective += pow(scale * Double(model.weights[feature * classes + k]), 2) / 2 }
      objective += pow(scale * Double(model.intercepts[k]), 2) / 2
      for row in 0..<150 {
        let score = scale * model.decisionValues(of: dataset.features.row(row))[k]
        objective += pow(max(0, 1 - (dataset.labels[row] == k ? score : -score)), 2)
      }
    }
    #expect(abs(report.objective - objective) < 1e-4 * objective)
  }

  @Test func aRowOfWeightTwoCostsTwice() throws {
    let dataset = try noisyDataset(rows: 40, features: 6, classes: 3)
    let weighted = try LabeledDataset(
      features: dataset.features, labels: dataset.labels, classCount: 3,
      weights: (0..<40).map { $0 < 10 ? 2 : 1 })
    let learner = try LinearSVM(configuration: .init(maxIterations: 2000, tolerance: 1e-7))
    let repeated = try learner.train(on: dataset.selecting(Array(0..<40) + Array(0..<10))).model
    #expect(distance(try learner.train(on: weighted).model, repeated) < 1e-5)
  }

  @Test func settingsAreReadWrittenAndChecked() throws {
    let json = #"{"C": 0.5, "tol": 0.01, "class_weight": "balanced", "intercept_scaling": 2}"#
    let read = try JSONDecoder().decode(LinearSVM.Configuration.self, from: Data(json.utf8))
    #expect(read == .init(c: 0.5, tolerance: 0.01, classWeight: .balanced, interceptScaling: 2))
    #expect(try JSONDecoder().decode(LinearSVM.Configuration.self, from: JSONEncoder().encode(read)) == read)
    #expect(throws: TrainingError.self) { try LinearSVM(configuration: .init(c: 0)) }
    #expect(throws: TrainingError.self) { try LinearSVM(configuration: .init(interceptScaling: -1)) }
  }
}
