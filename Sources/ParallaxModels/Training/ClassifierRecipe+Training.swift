import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// What came of a training: the classifier, and how it went.
public struct TrainedClassifier: Sendable {
  /// The classifier.
  public let classifier: TextClassifier
  /// What the solver did.
  public let report: TrainingReport
}

extension ClassifierRecipe {
  /// Trains a classifier on labelled texts.
  ///
  /// Vocabulary and idf are learnt from these texts alone. Where folds are asked for, the calibration is
  /// fitted to scores of texts that the scoring model was not trained on, groups kept together; the folds
  /// share the vocabulary, which knows no label.
  ///
  /// - Throws: ``ModelError``, `FeatureError` or `TrainingError` naming what is wrong.
  public func train(
    on texts: [LabeledText], threads: Int = 1, progress: ((TrainingProgress) -> Void)? = nil
  ) throws -> TrainedClassifier {
    let labels = try indices(of: texts)
    let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(
      texts.lazy.map(\.text), configuration: self.vectorizer)
    let data = try LabeledDataset(features: matrix, labels: labels, classCount: description.labels.count)
    let learner = try LogisticRegression(configuration: self.learner)
    let (model, report) = try learner.train(on: data, threads: threads, progress: progress)
    let calibration = try calibrate(learner, data, groups: texts.map(\.group), threads: threads)
    var description = description
    description.seed = self.learner.seed
    let classifier = try TextClassifier(
      name: description.name, vectorizer: vectorizer, model: model, labels: description.labels,
      calibration: calibration, evidence: evidence, description: description)
    return TrainedClassifier(classifier: classifier, report: report)
  }

  private func indices(of texts: [LabeledText]) throws(ModelError) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(texts.count)
    for (row, text) in texts.enumerated() {
      guard let index = description.labels.firstIndex(of: text.label) else {
        throw ModelError(
          .invalid,
          "record \(row + 1) has the label \"\(text.label)\"; the configuration knows \(description.labels)")
      }
      result.append(index)
    }
    return result
  }

  /// The inverse temperature that minimises the log-loss of held-out scores; nil where no folds are asked
  /// for, or too few groups or classes are there to make them.
  private func calibrate(
    _ learner: LogisticRegression, _ data: LabeledDataset, groups: [String?], threads: Int
  ) throws -> Double? {
    guard calibrationFolds >= 2 else { return nil }
    var numbers: [String: Int] = [:]
    let groupOfRow = groups.enumerated().map { row, group in
      // A text without a group is a group of its own.
      let name = group ?? "\u{0}\(row)"
      if let number = numbers[name] { return number }
      numbers[name] = numbers.count
      return numbers.count - 1
    }
    guard numbers.count >= calibrationFolds else { return nil }
    let folds = try KFold(foldCount: calibrationFolds, seed: self.learner.seed).groupedFolds(
      groups: groupOfRow)
    var scores: [Double] = []
    var labels: [Int] = []
    for fold in folds {
      let part = data.selecting(fold.training)
      guard Set(part.labels).count == data.classCount else { return nil }
      let model = try learner.train(on: part, threads: threads).model
      for row in fold.validation {
        scores += model.decisionValues(of: data.features.row(row))
        labels.append(data.labels[row])
      }
    }
    return try TemperatureCalibrator(scores: scores, labels: labels, classCount: data.classCount)
      .inverseTemperature
  }
}
