import Foundation
import Measuring
import Parallax

/// One result: what was measured, how long it took, and the answer by which it can be checked.
struct Measurement: Encodable {
  var row: String
  var tool = "Parallax"
  var cpuSeconds: Double?
  var wallSeconds: Double?
  var milliseconds: Double?
  var objective: Double?
  var accuracy: Double?
  var solver: String?
  var epochs: Int?
  var blas = LinearAlgebraLibrary.current.name

  enum CodingKeys: String, CodingKey {
    case row, tool, objective, accuracy, solver, epochs, blas, milliseconds
    case cpuSeconds = "cpu_s"
    case wallSeconds = "wall_s"
  }

  init(_ row: String) { self.row = row }
}

/// What can be measured.
enum Row: String, CaseIterable {
  case svm
  case logistic1 = "lr-1"
  case logistic10 = "lr-10"
  case threads
  case raw
  case load
  case folds

  func measure(_ train: Records, _ valid: Records, folder: String) throws -> [Measurement] {
    switch self {
    case .svm:
      return [try fit(LinearSVM(configuration: .init(c: 1)), row: "svm", folder: folder)]
    case .logistic1: return [try fit(Self.logistic(1), row: "lr-1", folder: folder)]
    case .logistic10: return [try fit(Self.logistic(10), row: "lr-10", folder: folder)]
    case .threads: return try measureThreads(folder)
    case .raw: return [try measureRaw(train, valid)]
    case .load: return [try measureLoad(folder)]
    case .folds: return try measureFolds(train)
    }
  }

  private static func logistic(_ c: Double) throws -> LogisticRegression {
    try LogisticRegression(configuration: .init(c: c))
  }

  private func fit(
    _ learner: some Trainer<LinearModel>, row: String, folder: String, threads: Int = 1
  ) throws -> Measurement {
    let (data, valid) = (try prepared("train", folder: folder), try prepared("valid", folder: folder))
    let clock = ContinuousClock()
    let start = clock.now
    let (trained, seconds) = try Meter.time { try learner.train(on: data, threads: threads) }
    var result = Measurement(row)
    result.wallSeconds = (clock.now - start) / .seconds(1)
    result.cpuSeconds = seconds
    guard trained.report.converged else { throw Fault("\(row) did not converge") }
    result.objective = trained.report.objective
    result.solver = trained.report.solver
    result.epochs = trained.report.epochs
    result.accuracy = accuracy(trained.model.predictedClasses(of: valid.features), valid.labels)
    return result
  }

  private func accuracy(_ predicted: [Int], _ labels: [Int]) -> Double {
    Double(zip(predicted, labels).count { $0 == $1 }) / Double(labels.count)
  }

  /// One thread and two by turns, on the clock, five times after a first that counts for neither: the fits of median time.
  ///
  /// The results must be the same.
  private func measureThreads(_ folder: String) throws -> [Measurement] {
    var runs: [[Measurement]] = [[], []]
    for run in 0...5 {
      for threads in [1, 2] {
        let fit = try fit(Self.logistic(1), row: "threads \(threads)", folder: folder, threads: threads)
        if run > 0 { runs[threads - 1].append(fit) }
      }
    }
    guard Set(runs.joined().map(\.objective)).count == 1 else {
      throw Fault("two threads give another model")
    }
    return runs.map { runs in
      runs.sorted { ($0.wallSeconds ?? 0) < ($1.wallSeconds ?? 0) }[runs.count / 2]
    }
  }

  /// From texts in memory to a model.
  private func measureRaw(_ train: Records, _ valid: Records) throws -> Measurement {
    let learner = try Self.logistic(1)
    let (trained, seconds) = try Meter.time {
      let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(
        train.texts, configuration: tableConfiguration())
      let data = try LabeledDataset(features: matrix, labels: train.labels, classCount: train.names.count)
      return (vectorizer, try learner.train(on: data))
    }
    var result = Measurement("raw")
    result.cpuSeconds = seconds
    result.objective = trained.1.report.objective
    result.accuracy = accuracy(
      trained.1.model.predictedClasses(of: trained.0.transform(valid.texts)), valid.labels)
    return result
  }

  /// Accuracies over five folds, record i being in fold i mod 5: words and pairs of them, a few plain settings.
  private func measureFolds(_ records: Records) throws -> [Measurement] {
    var configuration = tableConfiguration()
    configuration.maximumN = 2
    let learners: [(String, any Trainer<LinearModel>)] = [
      ("svm", try LinearSVM(configuration: .init(c: 1))),
      ("lr C=10", try LogisticRegression(configuration: .init(c: 10))),
      ("sgd", try AveragedSGD(configuration: .init(loss: .hinge, alpha: 1e-5))),
      ("nb-svm", try NaiveBayesWeighted(configuration: .init(interpolation: 1))),
    ]
    var hits = [Int](repeating: 0, count: learners.count)
    for fold in 0..<5 {
      let rows = records.texts.indices
      let (kept, held) = (rows.filter { $0 % 5 != fold }, rows.filter { $0 % 5 == fold })
      let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(
        kept.map { records.texts[$0] }, configuration: configuration)
      let data = try LabeledDataset(
        features: matrix, labels: kept.map { records.labels[$0] }, classCount: records.names.count)
      let valid = vectorizer.transform(held.map { records.texts[$0] })
      for (index, learner) in learners.enumerated() {
        let predicted = try learner.1.train(on: data).model.predictedClasses(of: valid)
        hits[index] += zip(predicted, held).count { $0 == records.labels[$1] }
      }
    }
    return zip(learners, hits).map { learner, hits in
      var result = Measurement("folds")
      result.solver = learner.0
      result.accuracy = Double(hits) / Double(records.texts.count)
      return result
    }
  }

  /// The weights of 200,000 features and three classes, from a file to a model that scores.
  private func measureLoad(_ folder: String) throws -> Measurement {
    let (features, classes) = (200_000, 3)
    let weights = (0..<features * classes).map { Float($0 % 1009) / 1009 - 0.5 }
    var writer = try SafetensorsWriter(metadata: ["parallax_kind": "rows"])
    try writer.add("weights", weights, shape: [features, classes])
    try writer.add("intercepts", [Float](repeating: 0, count: classes))
    let path = folder + "/load.safetensors"
    try Data(writer.encoded()).write(to: URL(filePath: path))
    let repetitions = 50
    let (last, seconds) = try Meter.time {
      var last = 0.0
      for _ in 0..<repetitions {
        let file = try SafetensorsFile(contentsOf: path)
        let model = try LinearModel(
          weights: file.finiteValues("weights", as: Float.self, shape: [features, classes]),
          intercepts: file.finiteValues("intercepts", as: Float.self, shape: [classes]),
          classCount: classes, featureCount: features)
        last = model.decisionValues(of: SparseVector(indices: [7], values: [1], dimension: features))[0]
      }
      return last
    }
    guard last == Double(weights[21]) else { throw Fault("a score of \(last)") }
    var result = Measurement("load")
    result.milliseconds = seconds / Double(repetitions) * 1000
    return result
  }
}
