import ParallaxLearning
import ParallaxMath

extension TextClassifier {
  /// Takes the score of the most probable label of a text apart into terms.
  public func explain(_ text: String, top: Int) -> Explanation { explain(ClassifierInput(text), top: top) }

  /// Takes the score of the most probable label apart into features.
  ///
  /// The parameters:
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
  /// The parameters:
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
    let amounts = attribution.values
    let order = amounts.indices.sorted {
      (abs(amounts[$1]), attribution.indices[$0]) < (abs(amounts[$0]), attribution.indices[$1])
    }
    let listed = order.prefix(max(0, top))
    let places = features.places(of: Set(listed.map { Int(attribution.indices[$0]) }), in: input)
    return Explanation(
      label: labels[label], prediction: prediction,
      contributions: listed.map { entry in
        let column = Int(attribution.indices[entry])
        let (block, own) = features.place(of: column)
        return TermContribution(
          term: features.blocks[block].term(at: own), block: features.blocks[block].name,
          contribution: amounts[entry], value: Double(row[column]), places: places[column] ?? [])
      },
      remainder: order.dropFirst(listed.count).reduce(0) { $0 + amounts[$1] },
      intercept: attribution.baseline, decisionValue: scores[label], scope: attribution.scope)
  }
}
