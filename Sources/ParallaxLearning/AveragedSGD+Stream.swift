internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

extension AveragedSGD {
  /// Averaged stochastic gradient descent at work: fed with rows as they come, a model at any time.
  ///
  /// The weights are s V and their running sum is U + S V, so that a step touches the features of its row
  /// only: s takes the penalty's shrinking, S the sum of all s so far.
  public struct Stream: Sendable {
    /// The number of classes.
    public let classCount: Int
    /// The number of features.
    public let featureCount: Int
    /// The number of rows seen.
    public private(set) var rowCount = 0

    private let configuration: Configuration
    private let link: ScoreLink
    /// V and U, feature after feature, the class fastest; the intercepts after the last.
    private var values: [Double]
    private var sums: [Double]
    private var scale = 1.0
    private var scaleSum = 0.0
    /// The number of weights that `sums` adds up.
    private var summed = 0

    init(
      _ configuration: Configuration, classCount: Int, featureCount: Int, link: ScoreLink = .softmax
    ) {
      precondition(classCount >= (link == .independent ? 1 : 2), "\(classCount) classes")
      self.configuration = configuration
      self.classCount = classCount
      self.featureCount = featureCount
      self.link = link
      values = [Double](repeating: 0, count: (featureCount + 1) * classCount)
      sums = values
    }

    /// Sets the weights, before anything was seen.
    mutating func begin(at model: LinearModel) {
      values = (model.weights + model.intercepts).map(Double.init)
    }

    /// Takes a step for each row, in the order given; classes may be absent.
    ///
    /// - Throws: ``TrainingError`` of code `shape` where the dataset has other features or classes;
    ///   `configuration` for balanced class weights, which a stream cannot know.
    public mutating func update(with dataset: LabeledDataset) throws(TrainingError) {
      guard dataset.features.columnCount == featureCount, dataset.classCount == classCount else {
        throw TrainingError(
          .shape,
          "rows of \(dataset.features.columnCount) features and \(dataset.classCount) classes; "
            + "expected \(featureCount) and \(classCount)")
      }
      guard configuration.classWeight != .balanced else {
        throw TrainingError(
          .configuration, "class_weight is \"balanced\"; a stream needs the weights themselves")
      }
      let weights = try dataset.effectiveWeights(configuration.classWeight)
      let targets = RowTargets(dataset.labels)
      for row in 0..<dataset.count where weights[row] > 0 {
        _ = step(dataset.features, row, targets, weight: weights[row])
      }
    }

    /// The mean of the weights so far, or where none were averaged yet the weights.
    ///
    /// - Throws: ``TrainingError`` of code `not_finite` where they leave the range of `Float`.
    public func model() throws(TrainingError) -> LinearModel {
      let split = featureCount * classCount
      var mean: [Float] = []
      mean.reserveCapacity(values.count)
      for index in values.indices {
        // The intercepts are not penalised, and so not scaled.
        let factor = index < split ? scale : 1
        let sum = sums[index] + (index < split ? scaleSum : Double(summed)) * values[index]
        mean.append(Float(summed > 0 ? sum / Double(summed) : factor * values[index]))
      }
      return try LinearModel(
        weights: Array(mean[..<split]), intercepts: Array(mean[split...]), classCount: classCount,
        featureCount: featureCount, link: link)
    }

    /// α/2 ‖W‖² of the weights, not of their mean.
    var penalty: Double {
      let square = values.prefix(featureCount * classCount).reduce(0) { $0 + $1 * $1 }
      return configuration.alpha / 2 * scale * scale * square
    }

    /// Takes one row's step and returns its loss before that, times its weight.
    mutating func step(
      _ features: SparseMatrix, _ row: Int, _ targets: RowTargets, weight: Double
    ) -> Double {
      let rate =
        configuration.initialRate
        / pow(1 + configuration.alpha * configuration.initialRate * Double(rowCount), 0.75)
      var slopes = scores(features, row)
      let loss = setSlopes(&slopes, targets, row)
      shrink(by: 1 - min(0.5, rate * configuration.alpha))
      move(features, row, slopes.map { -rate * weight * $0 })
      rowCount += 1
      if rowCount > configuration.averagingStart {
        summed += 1
        scaleSum += scale
      }
      return loss * weight
    }

    private func scores(_ features: SparseMatrix, _ row: Int) -> [Double] {
      var scores = [Double](repeating: 0, count: classCount)
      let (classCount, scale) = (classCount, scale)
      values.withUnsafeBufferPointer { values in
        scores.withUnsafeMutableBufferPointer { scores in
          features.withPointers { rows in
            for entry in rows.entries(ofRow: row) {
              let start = Int(rows.columns[entry]) &* classCount
              let value = Double(rows.values[entry])
              for k in 0..<classCount { scores[k] += values[start &+ k] * value }
            }
          }
          let start = featureCount &* classCount
          for k in 0..<classCount { scores[k] = scores[k] * scale + values[start &+ k] }
        }
      }
      return scores
    }

    /// Replaces scores by the gradient of the loss, and returns the loss.
    private func setSlopes(_ scores: inout [Double], _ targets: RowTargets, _ row: Int) -> Double {
      let own = targets.labels[targets.offsets[row]..<targets.offsets[row + 1]]
      if configuration.loss == .log, link == .softmax, let label = own.first {
        let score = scores[Int(label)]
        let logSum = scores.withUnsafeMutableBufferPointer { softmaxInPlace($0) }
        scores[Int(label)] -= 1
        return logSum - score
      }
      var loss = 0.0
      for k in scores.indices {
        let side: Double = own.contains(Int32(k)) ? 1 : -1
        let margin = side * scores[k]
        if configuration.loss == .log {
          loss += softplus(-margin)
          scores[k] = -side * sigmoid(-margin)
        } else {
          loss += max(0, 1 - margin)
          scores[k] = margin < 1 ? -side : 0
        }
      }
      return loss
    }

    private mutating func shrink(by factor: Double) {
      scale *= factor
      guard scale < 1e-9 else { return }
      for index in 0..<featureCount * classCount {
        sums[index] += scaleSum * values[index]
        values[index] *= scale
      }
      scale = 1
      scaleSum = 0
    }

    /// Adds to the weights; the sum so far must not hear of it.
    private mutating func move(_ features: SparseMatrix, _ row: Int, _ steps: [Double]) {
      let (classCount, share) = (classCount, scaleSum)
      let scaled = steps.map { $0 / scale }
      values.withUnsafeMutableBufferPointer { values in
        sums.withUnsafeMutableBufferPointer { sums in
          features.withPointers { rows in
            for entry in rows.entries(ofRow: row) {
              let start = Int(rows.columns[entry]) &* classCount
              let value = Double(rows.values[entry])
              for k in 0..<classCount {
                let change = scaled[k] * value
                values[start &+ k] += change
                sums[start &+ k] -= share * change
              }
            }
          }
          let start = featureCount &* classCount
          for k in 0..<classCount {
            values[start &+ k] += steps[k]
            sums[start &+ k] -= Double(summed) * steps[k]
          }
        }
      }
    }
  }
}
