import Foundation
import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct AveragedSGDTests {
  /// The formula as it is written, with every weight kept and averaged after every row.
  private func plain(
    _ dataset: LabeledDataset, _ configuration: AveragedSGD.Configuration
  ) -> (weights: [[Double]], intercepts: [Double]) {
    let (features, classes) = (dataset.features.columnCount, dataset.classCount)
    var w = [[Double]](repeating: [Double](repeating: 0, count: classes), count: features + 1)
    var sum = w
    var averaged = 0.0
    for row in 0..<dataset.count {
      let x = (0..<features).map { Double(dataset.features.row(row)[$0]) } + [1]
      let rate =
        configuration.initialRate
        / pow(1 + configuration.alpha * configuration.initialRate * Double(row), 0.75)
      let z = (0..<classes).map { k in zip(x, w).reduce(0) { $0 + $1.0 * $1.1[k] } }
      let slopes: [Double] = (0..<classes).map { k in
        let isOwn = dataset.labels[row] == k
        if configuration.loss == .log { return exp(z[k]) / z.reduce(0) { $0 + exp($1) } - (isOwn ? 1 : 0) }
        return isOwn ? (z[k] < 1 ? -1 : 0) : (z[k] > -1 ? 1 : 0)
      }
      for j in 0...features {
        for k in 0..<classes {
          if j < features { w[j][k] *= 1 - rate * configuration.alpha }
          w[j][k] -= rate * Double(dataset.weights?[row] ?? 1) * slopes[k] * x[j]
        }
      }
      guard row >= configuration.averagingStart else { continue }
      averaged += 1
      for j in 0...features { for k in 0..<classes { sum[j][k] += w[j][k] } }
    }
    let mean = sum.map { $0.map { $0 / averaged } }
    return (Array(mean.dropLast()), mean[features])
  }

  @Test(arguments: [AveragedSGD.Loss.log, .hinge], [0, 25])
  func aStreamAgreesWithTheFormulaAsItIsWritten(loss: AveragedSGD.Loss, start: Int) throws {
    let whole = try noisyDataset(rows: 80, features: 6, classes: 3)
    let dataset = try LabeledDataset(
      features: whole.features, labels: whole.labels, classCount: 3,
      weights: (0..<80).map { 0.5 + Float($0 % 3) })
    // A penalty that shrinks the weights to nothing over and over, so that the scale is folded in.
    let configuration = AveragedSGD.Configuration(
      loss: loss, alpha: 0.4, initialRate: 1.2, averagingStart: start)
    let expected = plain(dataset, configuration)
    var stream = try AveragedSGD(configuration: configuration).stream(classCount: 3, featureCount: 6)
    for rows in [0..<1, 1..<30, 30..<80] { try stream.update(with: dataset.selecting(Array(rows))) }
    #expect(stream.rowCount == 80)
    let model = try stream.model()
    for (index, weight) in model.weights.enumerated() {
      #expect(abs(Double(weight) - expected.weights[index / 3][index % 3]) < 1e-5)
    }
    for k in 0..<3 { #expect(abs(Double(model.intercepts[k]) - expected.intercepts[k]) < 1e-5) }
  }

  @Test func itComesNearTheLeastObjective() throws {
    let dataset = try noisyDataset(rows: 300, features: 10, classes: 3)
    let alpha = 0.01
    let best = try LogisticRegression(configuration: .init(c: 1 / (alpha * 300), tolerance: 1e-8))
      .train(on: dataset)
    let model = try AveragedSGD(configuration: .init(alpha: alpha, epochs: 200, initialRate: 1))
      .train(on: dataset).model
    var objective = model.weights.reduce(0) { $0 + alpha / 2 * Double($1) * Double($1) }
    for row in 0..<300 {
      objective -= log(model.probabilities(of: dataset.features.row(row))[dataset.labels[row]]) / 300
    }
    #expect(objective < best.report.objective * alpha * 1.01)
  }

  @Test func aStreamRefusesWhatDoesNotFit() throws {
    var stream = try AveragedSGD().stream(classCount: 2, featureCount: 3)
    let other = try LabeledDataset(features: sparse([[1, 2]]), labels: [0], classCount: 2)
    #expect(throws: TrainingError.self) { try stream.update(with: other) }
    var balanced = try AveragedSGD(configuration: .init(classWeight: .balanced))
      .stream(classCount: 2, featureCount: 2)
    #expect(throws: TrainingError.self) { try balanced.update(with: other) }
    #expect(try stream.model().weights == [0, 0, 0, 0, 0, 0])
    #expect(throws: TrainingError.self) { try AveragedSGD(configuration: .init(alpha: 0)) }
    #expect(throws: TrainingError.self) { try AveragedSGD(configuration: .init(epochs: 0)) }
  }
}
