internal import ParallaxMath

extension MultiLabelDataset {
  /// The rows with the given indices, in the given order.
  ///
  /// - Precondition: every index is a row of this dataset.
  public func selecting(_ rows: [Int]) throws(TrainingError) -> MultiLabelDataset {
    try MultiLabelDataset(
      features: features.selectingRows(rows), labels: rows.map { labels[$0] }, labelCount: labelCount,
      weights: weights.map { weights in rows.map { weights[$0] } })
  }
}
