import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

extension TextClassifier {
  /// Takes the score of the most probable label of a text apart into terms.
  public func explain(_ text: String, top: Int) -> Explanation { explain(ClassifierInput(text), top: top) }

  /// Takes the score of the most probable label apart into features.
  ///
  /// - Parameters:
  ///   - input: The input.
  ///   - top: The number of features to list at most.
  public func explain(_ input: ClassifierInput, top: Int) -> Explanation {
    explanation(of: input, label: nil, top: top)
  }

  /// Takes the score of a label of a text apart into terms.
  ///
  /// - Throws: as ``explain(_:label:top:)-(ClassifierInput,_,_)``.
  public func explain(_ text: String, label: String, top: Int) throws(ModelError) -> Explanation {
    try explain(ClassifierInput(text), label: label, top: top)
  }

  /// Takes the score of a label apart into features.
  ///
  /// - Parameters:
  ///   - input: The input.
  ///   - label: One of ``labels``.
  ///   - top: The number of features to list at most.
  /// - Throws: ``ModelError`` of code `incompatible` for a label the model does not have.
  public func explain(
    _ input: ClassifierInput, label: String, top: Int
  ) throws(ModelError) -> Explanation {
    guard let index = labels.firstIndex(of: label) else {
      throw ModelError(
        .incompatible,
        "the model \(name) has no label \"\(label)\", only \(labels.joined(separator: ", "))")
    }
    return explanation(of: input, label: index, top: top)
  }

  private func explanation(of input: ClassifierInput, label: Int?, top: Int) -> Explanation {
    let (row, coverage) = features.row(of: input)
    let scores = model.decisionValues(of: row)
    let prediction = prediction(of: input, scores: scores, coverage: coverage)
    let label = label ?? labels.firstIndex(of: prediction.label) ?? 0
    let attribution = model.attribution(of: row, toClass: label)
    let parts = parts(of: attribution, row, input)
    let order = parts.indices.sorted {
      (abs(parts[$1].amount), $0) < (abs(parts[$0].amount), $1)
    }
    let listed = order.prefix(max(0, top))
    let places = features.places(of: Set(listed.compactMap { parts[$0].column }), in: input)
    // What a column is worth and what its words add to it differ in the last bits.
    let rounding =
      parts.contains { $0.column == nil }
      ? attribution.values.reduce(0, +) - parts.reduce(0) { $0 + $1.amount } : 0
    return Explanation(
      label: labels[label], prediction: prediction,
      contributions: listed.map { entry in
        let part = parts[entry]
        return TermContribution(
          term: part.term, block: features.blocks[part.block].name, contribution: part.amount,
          value: part.value, places: part.column.flatMap { places[$0] } ?? part.places)
      },
      remainder: order.dropFirst(listed.count).reduce(0) { $0 + parts[$1].amount } + rounding,
      intercept: attribution.baseline, decisionValue: scores[label], scope: attribution.scope)
  }

  /// One line of an explanation: a column, or a word that adds to many.
  private struct Part {
    let block: Int
    /// The column; nil for a word.
    let column: Int?
    let term: String
    var amount: Double
    let value: Double
    /// Where a word stands; columns are looked up when they are listed.
    var places: [FeaturePlace] = []
  }

  /// The columns of a row, and in the place of those that are sums over words these words.
  private func parts(
    of attribution: FeatureAttribution, _ row: SparseVector, _ input: ClassifierInput
  ) -> [Part] {
    let masked = features.configuration.mask.masked(input)
    let shares = features.blocks.map { block -> [VectorPooler.Share]? in
      if case .columns(let columns) = block.source { columns.shares(of: masked) } else { nil }
    }
    var parts: [Part] = []
    // What one unit of each column of a block adds.
    var slopes = [[Double]?](repeating: nil, count: shares.count)
    for (index, amount) in zip(attribution.indices, attribution.values) {
      let column = Int(index)
      let (block, own) = features.place(of: column)
      guard shares[block] != nil else {
        parts.append(
          Part(
            block: block, column: column, term: features.blocks[block].term(at: own), amount: amount,
            value: Double(row[column])))
        continue
      }
      let value = Double(row[column])
      var slope = slopes[block] ?? [Double](repeating: 0, count: features.blocks[block].columnCount)
      slopes[block] = nil
      if value != 0 { slope[own] = amount / value }
      slopes[block] = slope
    }
    for (block, slope) in slopes.enumerated() {
      guard let slope, let words = shares[block] else { continue }
      let weight = features.blocks[block].weight
      var placeOfWord: [String: Int] = [:]
      for word in words {
        let amount = zip(word.values, slope).reduce(0.0) { $0 + weight * Double($1.0) * $1.1 }
        let place = FeaturePlace(field: .text, range: word.range)
        if let known = placeOfWord[word.word] {
          parts[known].amount += amount
          parts[known].places.append(place)
        } else {
          placeOfWord[word.word] = parts.count
          parts.append(
            Part(block: block, column: nil, term: word.word, amount: amount, value: 1, places: [place]))
        }
      }
    }
    return parts
  }
}
