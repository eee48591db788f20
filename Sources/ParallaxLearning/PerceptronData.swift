internal import ParallaxMath

/// What a perceptron learns from: rows, what is right for each, and how much it counts.
struct PerceptronData: Sendable {
  let features: SparseMatrix
  let targets: RowTargets
  let weights: [Double]
  let classCount: Int
  let link: ScoreLink
  let factors: LabelFactors

  init(_ dataset: LabeledDataset, _ weights: [Double]) {
    features = dataset.features
    targets = RowTargets(dataset.labels)
    self.weights = weights
    classCount = dataset.classCount
    link = .softmax
    factors = LabelFactors(count: classCount)
  }

  init(_ dataset: MultiLabelDataset, factors: LabelFactors) {
    features = dataset.features
    targets = RowTargets(dataset.labels)
    weights = dataset.rowWeights
    classCount = dataset.labelCount
    link = .independent
    self.factors = factors
  }

  private init(_ data: PerceptronData, weights: [Double]) {
    features = data.features
    targets = data.targets
    self.weights = weights
    classCount = data.classCount
    link = data.link
    factors = data.factors
  }

  /// The rows that count at all.
  var trainableRows: [Int] { weights.indices.filter { weights[$0] > 0 } }

  /// Two copies: one in which a share of each group counts nothing, and one in which only that share counts.
  ///
  /// A group keeps a row at least on the training side.
  func holdingOut(_ share: Double, groups: [Int], seed: UInt64) -> (PerceptronData, held: PerceptronData) {
    var generator = SeededGenerator(seed: seed ^ 0x686F_6C64)
    var (training, held) = (weights, [Double](repeating: 0, count: weights.count))
    for own in RowGroups(trainableRows.map { groups[$0] }).rows {
      var rows = own.map { trainableRows[$0] }
      rows.shuffle(with: &generator)
      let count = min(rows.count - 1, max(1, Int((Double(rows.count) * share).rounded())))
      for row in rows.prefix(count) {
        held[row] = training[row]
        training[row] = 0
      }
    }
    return (PerceptronData(self, weights: training), PerceptronData(self, weights: held))
  }

  /// Replaces the scores of a row by the gradient of its loss, and returns the loss; both times its weight.
  func setSlopes(_ scores: UnsafeMutableBufferPointer<Float>, row: Int) -> Double {
    let weight = weights[row]
    let own = targets.labels[targets.offsets[row]..<targets.offsets[row + 1]]
    if link == .softmax, let label = own.first {
      var values = scores.map(Double.init)
      let score = values[Int(label)]
      let logSum = values.withUnsafeMutableBufferPointer { softmaxInPlace($0) }
      values[Int(label)] -= 1
      for k in values.indices { scores[k] = Float(weight * values[k]) }
      return weight * (logSum - score)
    }
    var loss = 0.0
    for k in scores.indices {
      let score = Double(scores[k])
      let has = own.contains(Int32(k))
      let factor = weight * (has ? factors.present[k] : factors.absent[k])
      loss += factor * softplus(has ? -score : score)
      scores[k] = Float(factor * (sigmoid(score) - (has ? 1 : 0)))
    }
    return loss
  }
}

extension MultilayerPerceptronModel {
  /// The mean loss of the rows that count.
  func loss(on data: PerceptronData, threads: Int) -> Double {
    let rows = data.trainableRows
    let scores = decisionValues(of: data.features.selectingRows(rows), threads: threads)
    var total = 0.0
    var own = [Float](repeating: 0, count: classCount)
    for (place, row) in rows.enumerated() {
      for k in own.indices { own[k] = Float(scores[place * classCount + k]) }
      total += own.withUnsafeMutableBufferPointer { data.setSlopes($0, row: row) }
    }
    return total / max(rows.reduce(0) { $0 + data.weights[$1] }, .leastNormalMagnitude)
  }
}
