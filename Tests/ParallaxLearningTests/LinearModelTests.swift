import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct LinearModelTests {
  private func model() throws -> LinearModel {
    try LinearModel(
      weights: [1, -1, 0.5, 2, 0, -2], intercepts: [0.1, 0.2, 0.3], classCount: 3, featureCount: 2)
  }

  @Test func scoresAreInterceptPlusWeightsTimesValues() throws {
    let row = SparseVector(indices: [0, 1], values: [2, 0.5], dimension: 2)
    let scores = try model().decisionValues(of: row)
    for (score, expected) in zip(scores, [3.1, -1.8, 0.3]) { #expect(abs(score - expected) < 1e-6) }
    #expect(try model().predictedClass(of: row) == 0)
  }

  @Test func contributionsAndInterceptSumUpToTheScore() throws {
    let row = SparseVector(indices: [0, 1], values: [0.3, 0.7], dimension: 2)
    for k in 0..<3 {
      let sum = try model().contributions(of: row, toClass: k).reduce(0, +)
      let model = try model()
      #expect(abs(sum + Double(model.intercepts[k]) - model.decisionValues(of: row)[k]) < 1e-6)
    }
  }

  @Test func probabilitiesSumToOneEvenForHugeScores() throws {
    let huge = try LinearModel(
      weights: [1e30, -1e30], intercepts: [0, 0], classCount: 2, featureCount: 1)
    let row = SparseVector(indices: [0], values: [1e6], dimension: 1)
    #expect(huge.probabilities(of: row) == [1, 0])
    #expect(
      abs(try model().probabilities(of: .init(indices: [], values: [], dimension: 2)).reduce(0, +) - 1)
        < 1e-15)
  }

  @Test func theLowestClassWinsATie() throws {
    let flat = try LinearModel(weights: [], intercepts: [1, 1, 0], classCount: 3, featureCount: 0)
    #expect(flat.predictedClass(of: .init(indices: [], values: [], dimension: 0)) == 0)
  }

  @Test(arguments: [2, 3, 5], [1, 2, 4])
  func manyRowsScoreLikeOneRow(classes: Int, threads: Int) throws {
    let dataset = try noisyDataset(rows: 700, features: 6, classes: classes, emptyRows: true)
    let model = try LinearModel(
      weights: (0..<6 * classes).map { Float($0 % 5) - 1.7 }, intercepts: (0..<classes).map { Float($0) / 3 },
      classCount: classes, featureCount: 6)
    let rows = (0..<700).map { dataset.features.row($0) }
    #expect(
      model.decisionValues(of: dataset.features, threads: threads)
        == rows.flatMap { model.decisionValues(of: $0) })
    #expect(
      model.probabilities(of: dataset.features, threads: threads)
        == rows.flatMap { model.probabilities(of: $0) })
    #expect(
      model.predictedClasses(of: dataset.features, threads: threads)
        == rows.map { model.predictedClass(of: $0) })
  }

  /// The tail of a row may stand in a row of its own: not a bit differs.
  @Test(arguments: [1, 2, 3, 5], [0, 1, 4, 5, 11])
  func rowsInTwoPartsScoreLikeWholeRows(classes: Int, rows: Int) throws {
    let (width, features) = (7, 12)
    let model = try LinearModel(
      weights: (0..<features * classes).map { Float($0 % 11) / 7 - 0.6 },
      intercepts: (0..<classes).map { Float($0) / 3 }, classCount: classes, featureCount: features,
      link: .independent)
    let heads = (0..<rows).map { row in
      SparseVector(
        indices: row.isMultiple(of: 3) ? [] : [1, 4], values: row.isMultiple(of: 3) ? [] : [0.3, Float(row)],
        dimension: features - width)
    }
    let tails = (0..<rows).map { row in (0..<width).map { Float(row * $0 % 5) / 3 - 0.4 } }
    let whole = zip(heads, tails).map { head, tail in
      SparseVector(
        indices: head.indices + (0..<width).map { Int32(features - width + $0) }, values: head.values + tail,
        dimension: features)
    }
    let scores = model.decisionValues(ofHeads: SparseMatrix(rows: heads, columnCount: features - width)) {
      for (column, value) in tails[$0].enumerated() { $1[column] = value }
    }
    #expect(scores == whole.flatMap { model.decisionValues(of: $0) })
  }

  @Test(arguments: [
    ([Float](repeating: 0, count: 5), [Float(0), 0], 2, 3, TrainingError.Code.shape),
    ([0, 0], [0, 0, 0], 2, 1, .shape), ([0], [0], 1, 1, .shape), ([0, .nan], [0, 0], 2, 1, .notFinite),
    ([0, 0], [0, .infinity], 2, 1, .notFinite), ([], [], .max, .max, .shape),
  ])
  func brokenPartsAreRejected(
    weights: [Float], intercepts: [Float], classes: Int, features: Int, code: TrainingError.Code
  ) {
    let error = #expect(throws: TrainingError.self) {
      try LinearModel(
        weights: weights, intercepts: intercepts, classCount: classes, featureCount: features)
    }
    #expect(error?.code == code)
  }
}
