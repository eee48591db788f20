import ParallaxFeatures
import ParallaxLearning

@testable import ParallaxModels

extension TextClassifier {
  /// The vectorizer of a classifier that has one plain vectorizer.
  var words: TFIDFVectorizer {
    guard case .terms(_, let vectorizer) = features.blocks[0].source else {
      preconditionFailure("the first block is no vectorizer")
    }
    return vectorizer
  }

  /// The weights of a linear classifier.
  var linear: LinearModel {
    guard case .linear(let model) = model else { preconditionFailure("the model is not linear") }
    return model
  }
}

extension FeaturePipeline {
  /// A pipeline of one plain vectorizer.
  init(_ vectorizer: TFIDFVectorizer) {
    self.init(
      configuration: Configuration(vectorizer: vectorizer.configuration),
      blocks: [FittedBlock(name: "text", source: .terms(.text, vectorizer), scaler: nil, weight: 1)])
  }
}
