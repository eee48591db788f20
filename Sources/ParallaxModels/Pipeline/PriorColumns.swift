import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// The score of a model that terms start from, as a column: there in training alone.
struct PriorColumns: FittedColumns {
  let field: ClassifierInput.Field
  let prior: TermWeights
  /// The block of the terms.
  let block: Int

  var columnCount: Int { 1 }
  var readsTokens: Bool { false }
  func term(at column: Int) -> String { "prior" }

  func append(to row: inout RowEntries, of input: ClassifierInput, _ tokens: TokenSlice) {
    row.append([prior.score(of: input[field])])
  }

  /// A model is written when its terms have taken their prior in, and never before.
  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    throw ModelError(.incompatible, "a model whose terms have not taken their prior in cannot be written")
  }
}

extension TermPrior {
  /// The terms and weights of its model, which the settings of a block have to be of.
  ///
  /// - Throws: ``ModelError`` of code `invalid` where they were not given, are others than the recipe's, or read words
  ///   by other settings.
  func weights(
    among priors: [String: TermWeights], _ block: String, _ settings: TFIDFVectorizer.Configuration
  ) throws(ModelError) -> TermWeights {
    func fail(_ message: String) -> ModelError {
      ModelError(.invalid, "feature block \"\(block)\": \(message)")
    }
    guard let found = priors[model] else { throw fail("the model \"\(model)\" of its prior was not given") }
    guard hash == nil || hash == found.hash else {
      throw fail(
        "the model \"\(model)\" of its prior has changed: its hash is \(found.hash), and the recipe asks for "
          + "\(hash ?? ""); write the new hash into the recipe and measure anew, or leave it out")
    }
    guard found.vectorizer.configuration == settings else {
      throw fail(
        "the model \"\(model)\" of its prior reads words by other settings; give the block those of the model"
      )
    }
    return found
  }
}

extension FeaturePipeline {
  /// The columns of a block that has a prior: never left out, because its score is of all of them.
  func isOfPrior(_ column: Int) -> Bool {
    let block = blocks[place(of: column).block]
    if case .columns(let columns) = block.source { return columns is PriorColumns }
    return configuration.blocks.contains { $0.name == block.name && $0.prior != nil }
  }

  /// The pipeline without the scores of priors, and the model of its rows: terms have taken them in.
  ///
  /// With the prior's score s = Σ v_t x_t, scaled to (s − o) · f and weighed by W, term t has the weight w_t + W f v_t, and
  /// the intercept is b − W f o.
  ///
  /// - Throws: ``ModelError`` of code `invalid` where the model is not linear.
  func takingPriorsIn(_ model: TrainedModel) throws(ModelError) -> (
    pipeline: FeaturePipeline, model: TrainedModel
  ) {
    let scores = blocks.indices.filter {
      if case .columns(let columns) = blocks[$0].source { columns is PriorColumns } else { false }
    }
    guard let first = scores.first else { return (self, model) }
    guard case .linear(let linear) = model else {
      throw ModelError(
        .invalid, "terms have a prior in linear models alone; take another learner, or no prior")
    }
    let classes = linear.classCount
    var weights = linear.weights
    var intercepts = linear.intercepts.map(Double.init)
    for index in scores {
      guard case .columns(let source) = blocks[index].source, let columns = source as? PriorColumns else {
        continue
      }
      let factor = blocks[index].weight * (blocks[index].scaler?.factors[0] ?? 1)
      let terms = blocks[columns.block]
      for label in 0..<classes {
        let share = Double(linear.weights[firstColumns[index] * classes + label]) * factor
        intercepts[label] -= share * (blocks[index].scaler?.offsets[0] ?? 0)
        for (term, weight) in columns.prior.weights.enumerated() {
          let place = (firstColumns[columns.block] + term) * classes + label
          // The score is of terms before they are weighed.
          weights[place] = Float(Double(weights[place]) + share * Double(weight) / terms.weight)
        }
      }
    }
    // Scores stand behind all other columns.
    let pipeline = FeaturePipeline(configuration: configuration, blocks: Array(blocks[..<first]))
    do throws(TrainingError) {
      let folded = try LinearModel(
        weights: Array(weights.prefix(pipeline.featureCount * classes)),
        intercepts: intercepts.map(Float.init),
        classCount: classes, featureCount: pipeline.featureCount, link: linear.link)
      return (pipeline, .linear(folded))
    } catch {
      throw ModelError(.invalid, error.message)
    }
  }
}
