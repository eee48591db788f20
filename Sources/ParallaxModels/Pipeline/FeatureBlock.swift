import ParallaxFeatures

/// One group of columns in a pipeline: where they come from and how they are scaled.
///
/// In JSON the source is one key beside the name:
///
/// ```json
/// {"name": "words", "vectorizer": {"ngram_range": [1, 2]}, "field": "text", "weight": 1}
/// {"name": "words", "vectorizer": {"ngram_range": [1, 2]}, "prior": {"model": "opinion", "weight": 0.3}}
/// {"name": "style", "numbers": ["hedges", "quotes"], "missing": "error", "scaling": "standard"}
/// {"name": "overlap", "similarity": {"sublinear_tf": true}}
/// {"name": "near", "target": {"groups": ["windows", "clause"], "window": 8}}
/// {"name": "meaning", "vectors": {"pools": ["mean", "rare"], "dimension": 100}}
/// {"name": "style", "surface": {}}
/// {"name": "words", "lexicon": {"name": "connotation-en", "outside_quotations": true}}
/// {"name": "marked", "marked_words": {"C": 1, "folds": 4}}
/// {"name": "pair", "measures": "claim"}
/// {"name": "against", "vectorizer": {"min_df": 2}, "field": "text_of_opposing_claim"}
/// ```
public struct FeatureBlock: Sendable, Hashable {
  /// What the columns of a block are.
  public enum Source: Sendable, Hashable {
    /// The terms of one of the texts.
    case terms(ClassifierInput.Field, TFIDFVectorizer.Configuration)
    /// One column: the cosine of text and claim in the space of a vectorizer fitted to both.
    case similarity(TFIDFVectorizer.Configuration)
    /// What stands around the target.
    case target(TargetVectorizer.Configuration)
    /// Vectors of the text's words, made one by pools.
    case vectors(VectorPooler.Configuration)
    /// How the text is written, whatever its words are.
    case surface(SurfaceFeatures)
    /// How many of its words stand in each category of a lexicon.
    case lexicon(LexiconShares)
    /// How much its words are like those that were marked in training.
    case markedWords(MarkedWordModel.Configuration)
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
  /// Where the weights of terms start from; nil is from nothing.
  public var prior: TermPrior?

  /// Creates a block; numbers are standardised unless told otherwise, texts are not.
  public init(
    _ name: String, _ source: Source, scaling: FeatureScaling? = nil, weight: Double = 1,
    prior: TermPrior? = nil
  ) {
    self.name = name
    self.source = source
    self.scaling = scaling ?? Self.defaultScaling(of: source)
    self.weight = weight
    self.prior = prior
  }

  private static func defaultScaling(of source: Source) -> FeatureScaling {
    switch source {
    case .numbers(_, let missing): missing == .zero ? .none : .standard
    case .surface, .lexicon, .markedWords, .measures: .standard
    case .terms, .similarity, .target, .vectors: .none
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
    if let prior {
      guard case .terms = source, scaling == .none else {
        throw fail("a prior is of the terms of a vectorizer, without scaling")
      }
      do throws(ModelError) { try prior.validate() } catch { throw fail(error.message) }
    }
    switch source {
    case .terms(_, let settings), .similarity(let settings):
      do throws(FeatureError) { try settings.validate() } catch { throw fail(error.message) }
      guard scaling.keepsZeros else {
        throw fail("scaling \"\(scaling.rawValue)\" makes every zero a number; texts take none or max_abs")
      }
    case .target(let settings):
      do throws(FeatureError) { try settings.validate() } catch { throw fail(error.message) }
      guard scaling.keepsZeros else {
        throw fail("scaling \"\(scaling.rawValue)\" makes every zero a number; targets take none or max_abs")
      }
    case .vectors(let settings):
      do throws(FeatureError) { try settings.validate() } catch { throw fail(error.message) }
      guard scaling == .none else {
        throw fail("vectors take no scaling: what a word adds could no longer be told")
      }
    case .surface: break
    case .lexicon(let settings):
      do throws(ModelError) { try settings.reference.validate() } catch { throw fail(error.message) }
    case .markedWords(let settings):
      do throws(ModelError) { try settings.validate() } catch { throw fail(error.message) }
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
    case name, field, vectorizer, similarity, target, vectors, surface, lexicon, numbers, missing, measures,
      scaling, weight, prior
    case markedWords = "marked_words"
  }

  /// Reads a block; what may be left out has its default.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    var sources: [Source] = []
    func find<Settings: Decodable>(_ key: CodingKeys, _ make: (Settings) throws -> Source) throws {
      if let settings = try keys.decodeIfPresent(Settings.self, forKey: key) {
        sources.append(try make(settings))
      }
    }
    try find(.vectorizer) {
      .terms(try keys.decodeIfPresent(ClassifierInput.Field.self, forKey: .field) ?? .text, $0)
    }
    try find(.similarity) { .similarity($0) }
    try find(.target) { .target($0) }
    try find(.vectors) { .vectors($0) }
    try find(.surface) { .surface($0) }
    try find(.lexicon) { .lexicon($0) }
    try find(.markedWords) { .markedWords($0) }
    try find(.measures) { .measures($0) }
    try find(.numbers) {
      .numbers($0, missing: try keys.decodeIfPresent(Missing.self, forKey: .missing) ?? .error)
    }
    guard sources.count == 1, let source = sources.first else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: keys,
        debugDescription: "a block of features has one of vectorizer, similarity, target, vectors, surface, "
          + "lexicon, marked_words, measures and numbers")
    }
    self.init(
      try keys.decode(String.self, forKey: .name), source,
      scaling: try keys.decodeIfPresent(FeatureScaling.self, forKey: .scaling),
      weight: try keys.decodeIfPresent(Double.self, forKey: .weight) ?? 1,
      prior: try keys.decodeIfPresent(TermPrior.self, forKey: .prior))
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
    case .target(let settings): try keys.encode(settings, forKey: .target)
    case .vectors(let settings): try keys.encode(settings, forKey: .vectors)
    case .surface(let settings): try keys.encode(settings, forKey: .surface)
    case .lexicon(let settings): try keys.encode(settings, forKey: .lexicon)
    case .markedWords(let settings): try keys.encode(settings, forKey: .markedWords)
    case .numbers(let names, let missing):
      try keys.encode(names, forKey: .numbers)
      try keys.encode(missing, forKey: .missing)
    case .measures(let measures): try keys.encode(measures, forKey: .measures)
    }
    try keys.encode(scaling, forKey: .scaling)
    try keys.encode(weight, forKey: .weight)
    try keys.encodeIfPresent(prior, forKey: .prior)
  }
}
