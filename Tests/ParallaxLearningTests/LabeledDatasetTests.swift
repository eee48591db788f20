import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct LabeledDatasetTests {
  private let features = SparseMatrix(
    rows: [
      SparseVector(indices: [0], values: [1], dimension: 2),
      SparseVector(indices: [], values: [], dimension: 2),
    ], columnCount: 2)

  private func code(_ body: () throws -> Void) -> TrainingError.Code? {
    do { try body() } catch { return (error as? TrainingError)?.code }
    return nil
  }

  @Test func everyBrokenInvariantHasItsCode() {
    #expect(code { _ = try LabeledDataset(features: features, labels: [0], classCount: 2) } == .shape)
    #expect(code { _ = try LabeledDataset(features: features, labels: [0, 0], classCount: 0) } == .shape)
    #expect(
      code { _ = try LabeledDataset(features: features, labels: [0, 2], classCount: 2) } == .labelOutOfRange)
    #expect(
      code { _ = try LabeledDataset(features: features, labels: [-1, 0], classCount: 2) } == .labelOutOfRange)
    #expect(
      code { _ = try LabeledDataset(features: features, labels: [0, 1], classCount: 2, weights: [1]) }
        == .shape)
    #expect(
      code { _ = try LabeledDataset(features: features, labels: [0, 1], classCount: 2, weights: [1, .nan]) }
        == .notFinite)
    #expect(
      code { _ = try LabeledDataset(features: features, labels: [0, 1], classCount: 2, weights: [1, -1]) }
        == .negative)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func aFeatureThatIsNoNumberIsRejectedWithItsPlace(value: Float) throws {
    let rows = [SparseVector(indices: [0, 1], values: [1, value], dimension: 2)]
    let error = #expect(throws: TrainingError.self) {
      try LabeledDataset(features: SparseMatrix(rows: rows, columnCount: 2), labels: [0], classCount: 2)
    }
    #expect(error?.code == .notFinite)
    #expect(error?.message.contains("row 0, column 1") == true)
  }

  @Test func selectingTakesRowsLabelsAndWeightsTogether() throws {
    let dataset = try LabeledDataset(features: features, labels: [0, 1], classCount: 2, weights: [2, 3])
    let picked = dataset.selecting([1, 0, 1])
    #expect(picked.labels == [1, 0, 1])
    #expect(picked.weights == [3, 2, 3])
    #expect(picked.features.row(1) == features.row(0))
  }
}
