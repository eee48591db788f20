import ParallaxFeatures

/// One group of columns in a pipeline: where they come from and how they are scaled.
///
/// In JSON the source is one of four keys beside the name:
///
/// ```json
/// {"name": "words", "vectorizer": {"ngram_range": [1, 2]}, "field": "text", "weight": 1}
/// {"name": "style", "numbers": ["hedges", "quotes"], "missing": "error", "scaling": "standard"}
/// {"name": "overlap", "similarity": {"sublinear_tf": true}}
/// {"name": "pair", "measures": "claim"}
/// ```
public struct FeatureBlock: Sendable, Hashable {
  /// What the columns of a block are.
  public enum Source: Sendable, Hashable {
    /// The terms of one of the texts.
    case terms(ClassifierInput.Field, TFIDFVectorizer.Configuration)
    /// One column: the cosine of text and claim in the space of a vectorizer fitted to both.
    case similarity(TFIDFVectorizer.Configuration)
    /// Named numbers of the input; without names all that occur in training, in their order.
    case numbers([String], missing: Missing)
    /// Measures of the input that are not its terms.
    case measures(TextMeasures)
  }

  /// What a number that an input lacks stands for.
  public enum Missing: String, Codable, Sendable, Hashable {
    /// Training stops; a prediction abstains.
    case error
    /// Zero, as in a sparse row.
    case zero
  }

  /// The name, unlike that of any other block: features are told apart as `name:term`.
  public var name: String
  /// What the columns are.
  public var source: Source
  /// How they are scaled.
  public var scaling: FeatureScaling
  /// A factor on all columns, after scaling: how much the block counts beside the others.
  public var weight: Double

  /// Creates a block; numbers are standardised unless told otherwise, texts are not.
  public init(_ name: String, _ source: Source, scaling: FeatureScaling? = nil, weight: Double = 1) {
    self.name = name
    self.source = source
    self.scaling = scaling ?? Self.defaultScaling(of: source)
    self.weight = weight
  }

  private static func defaultScaling(of source: Source) -> FeatureScaling {
    switch source {
    case .numbers(_, let missing): missing == .zero ? .none : .standard
    case .measures: .standard
    case .terms, .similarity: .none
    }
  }

  static let modelName = "model"
  static let calibrationName = "calibration"

  /// Checks the name and the settings.
  ///
  /// - Throws: ``ModelError`` of code `invalid`, naming the block.
  public func validate() throws(ModelError) {
    func fail(_ message: String) -> ModelError {
      ModelError(.invalid, "feature block \"\(name)\": \(message)")
    }
    let isPlain = name.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    guard isPlain, (1...64).contains(name.utf8.count) else {
      throw fail("the name must have 1 to 64 letters, digits, _ and -")
    }
    guard name != Self.modelName, name != Self.calibrationName else {
      throw fail("the name is taken: the model's file keeps its own tensors under it")
    }
    guard weight.isFinite, weight > 0 else { throw fail("weight is \(weight); expected a number above 0") }
    switch source {
    case .terms(_, let settings), .similarity(let settings):
      do throws(FeatureError) { try settings.validate() } catch { throw fail(error.message) }
      guard scaling.keepsZeros else {
        throw fail("scaling \"\(scaling.rawValue)\" makes every zero a number; texts take none or max_abs")
      }
    case .numbers(let names, let missing):
      guard Set(names).count == names.count, !names.contains("") else {
        throw fail("the names of numbers must be distinct and not empty; found \(names)")
      }
      guard missing == .error || scaling.keepsZeros else {
        throw fail("numbers that may be missing stand for zero, so they take the scaling none or max_abs")
      }
    case .measures: break
    }
  }
}

extension FeatureBlock: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, field, vectorizer, similarity, numbers, missing, measures, scaling, weight
  }

  /// Reads a block; what may be left out has its default.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    let vectorizer = try keys.decodeIfPresent(TFIDFVectorizer.Configuration.self, forKey: .vectorizer)
    let similarity = try keys.decodeIfPresent(TFIDFVectorizer.Configuration.self, forKey: .similarity)
    let numbers = try keys.decodeIfPresent([String].self, forKey: .numbers)
    let measures = try keys.decodeIfPresent(TextMeasures.self, forKey: .measures)
    let source: Source
    switch (vectorizer, similarity, numbers, measures) {
    case (let settings?, nil, nil, nil):
      source = .terms(try keys.decodeIfPresent(ClassifierInput.Field.self, forKey: .field) ?? .text, settings)
    case (nil, let settings?, nil, nil): source = .similarity(settings)
    case (nil, nil, nil, let measures?): source = .measures(measures)
    case (nil, nil, let names?, nil):
      source = .numbers(names, missing: try keys.decodeIfPresent(Missing.self, forKey: .missing) ?? .error)
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: keys,
        debugDescription: "a block of features has one of vectorizer, similarity, numbers and measures")
    }
    self.init(
      try keys.decode(String.self, forKey: .name), source,
      scaling: try keys.decodeIfPresent(FeatureScaling.self, forKey: .scaling),
      weight: try keys.decodeIfPresent(Double.self, forKey: .weight) ?? 1)
  }

  /// Writes every setting.
  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(name, forKey: .name)
    switch source {
    case .terms(let field, let settings):
      try keys.encode(field, forKey: .field)
      try keys.encode(settings, forKey: .vectorizer)
    case .similarity(let settings): try keys.encode(settings, forKey: .similarity)
    case .numbers(let names, let missing):
      try keys.encode(names, forKey: .numbers)
      try keys.encode(missing, forKey: .missing)
    case .measures(let measures): try keys.encode(measures, forKey: .measures)
    }
    try keys.encode(scaling, forKey: .scaling)
    try keys.encode(weight, forKey: .weight)
  }
}
