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
  /// fitted to scores of texts that the scoring model was not trained on, groups kept together and classes
  /// as even as groups allow; the folds share the vocabulary, which knows no label.
  ///
  /// - Throws: ``ModelError``, `FeatureError` or `TrainingError` naming what is wrong.
  public func train(
    on texts: [LabeledText], threads: Int = 1, progress: ((TrainingProgress) -> Void)? = nil
  ) throws -> TrainedClassifier {
    let labels = try indices(of: texts)
    let groups = try groups(of: texts)
    let (vectorizer, matrix) = try features(of: texts, groups: groups)
    let weights = groupWeight.weights(groups: groups, labels: labels, classCount: description.labels.count)
    let data = try LabeledDataset(
      features: matrix, labels: labels, classCount: description.labels.count, weights: weights)
    let learner = try LogisticRegression(configuration: self.learner)
    let trained = try learner.train(on: data, threads: threads, progress: progress)
    let calibration = try calibrate(learner, data, groups: groups, threads: threads)
    var description = description
    description.seed = self.learner.seed
    let classifier = try TextClassifier(
      name: description.name, vectorizer: vectorizer, model: trained.model, labels: description.labels,
      calibration: calibration, evidence: evidence, description: description)
    return TrainedClassifier(classifier: classifier, report: trained.report)
  }

  /// The groups of texts; where the recipe asks for groups, one text at least must have one.
  private func groups(of texts: [LabeledText]) throws(ModelError) -> GroupNumbers {
    let needsGroups = groupWeight != .none || minimumGroupFrequency > 1
    guard !needsGroups || texts.contains(where: { $0.group != nil }) else {
      throw ModelError(
        .invalid,
        "the configuration has minimum_group_frequency \(minimumGroupFrequency) and group_weight "
          + "\"\(groupWeight.rawValue)\", but no record has a group; name the field of the groups")
    }
    return GroupNumbers(texts.map(\.group))
  }

  /// The vectorizer and the rows of the texts, without the terms of too few groups.
  private func features(
    of texts: [LabeledText], groups: GroupNumbers
  ) throws -> (TFIDFVectorizer, SparseMatrix) {
    let (all, matrix) = try TFIDFVectorizer.fitTransform(
      texts.lazy.map(\.text), configuration: vectorizer)
    guard minimumGroupFrequency > 1 else { return (all, matrix) }
    let kept = groups.frequencies(in: matrix).enumerated()
      .filter { $0.element >= minimumGroupFrequency }.map(\.offset)
    guard !kept.isEmpty else {
      throw ModelError(
        .invalid,
        "no term occurs in \(minimumGroupFrequency) of the \(groups.count) groups; lower "
          + "minimum_group_frequency")
    }
    // Columns are in the order of the terms, so what is kept stays sorted, with its idf.
    let vectorizer = try TFIDFVectorizer(
      vocabulary: Vocabulary(terms: kept.map { all.vocabulary.term(at: $0) }), idf: kept.map { all.idf[$0] },
      configuration: vectorizer)
    // Norms are of what is left, as they will be when the model is used.
    return (vectorizer, vectorizer.transform(texts.lazy.map(\.text)))
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

  /// The largest inverse temperature a training gives a model.
  static var largestCalibration: Double { 10 }

  /// The inverse temperature that minimises the log-loss of held-out scores; nil where no folds are asked
  /// for, or too few groups or classes are there to make them.
  private func calibrate(
    _ learner: LogisticRegression, _ data: LabeledDataset, groups: GroupNumbers, threads: Int
  ) throws -> Double? {
    guard calibrationFolds >= 2 else { return nil }
    guard groups.count >= calibrationFolds else { return nil }
    let folds = try KFold(foldCount: calibrationFolds, seed: self.learner.seed)
      .groupedFolds(groups: groups.ofRow, labels: data.labels)
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
    let fitted = try TemperatureCalibrator(scores: scores, labels: labels, classCount: data.classCount)
    // Folds without an error would have it grow without limit, and every probability be 0 or 1.
    return min(fitted.inverseTemperature, Self.largestCalibration)
  }
}
