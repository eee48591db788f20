import ParallaxLearning

extension TextClassifier {
  /// Measures the classifier on labelled texts; the most probable label counts, abstentions included.
  ///
  /// - Throws: ``ModelError`` of code `invalid` for a label the model does not know; `TrainingError`
  ///   where there is no text.
  public func evaluate(on texts: [LabeledText]) throws -> ClassificationMetrics {
    var gold: [Int] = []
    var probabilities: [Double] = []
    for (row, text) in texts.enumerated() {
      guard let index = labels.firstIndex(of: text.label) else {
        throw ModelError(
          .invalid, "record \(row + 1) has the label \"\(text.label)\"; the model knows \(labels)")
      }
      gold.append(index)
      probabilities += classify(text.text).probabilities
    }
    return try ClassificationMetrics(gold: gold, probabilities: probabilities, classes: labels)
  }
}
