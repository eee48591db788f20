import ParallaxFeatures

/// The part of a model's file that is its pipeline.
///
/// The metadata holds the settings as JSON under `features`, and each block its tensors under its name:
///
/// | tensor | type | shape |
/// |---|---|---|
/// | `BLOCK.idf` | F32 | terms |
/// | `BLOCK.vocabulary.offsets` | U32 | terms + 1 |
/// | `BLOCK.vocabulary.terms` | U8 | bytes of all terms |
/// | `BLOCK.weights` | F32 | buckets of words; of measures of a claim |
/// | `BLOCK.scale.offsets`, `BLOCK.scale.factors` | F64 | columns; absent where nothing is scaled |
///
/// Blocks around a target have the same tensors; blocks of vectors `BLOCK.codes` and `BLOCK.counts` in the place of
/// idf, those of marked words `BLOCK.scores`, and those of a lexicon `BLOCK.offsets` and `BLOCK.categories`, the categories of
/// each word, and `BLOCK.shares`, the share of all words that stand in each category.
///
/// A pipeline that is one plain vectorizer has its settings under `vectorizer` and its tensors without a
/// prefix, as every model had before there were pipelines.
extension FeaturePipeline {
  /// The entries of the metadata that describe the pipeline.
  func metadata() throws(ModelError) -> [String: String] {
    if let vectorizer = configuration.plainVectorizer {
      var entries = ["vectorizer": try JSONText.encode(vectorizer)]
      if configuration.mask != TextMask() { entries["mask"] = try JSONText.encode(configuration.mask) }
      return entries
    }
    return ["features": try JSONText.encode(configuration)]
  }

  /// Adds the tensors of every block.
  func write(to writer: inout SafetensorsWriter) throws(ModelError) {
    for block in blocks {
      let prefix = prefix(of: block)
      if case .terms(_, let vectorizer) = block.source { try writer.add(vectorizer, prefix: prefix) }
      if case .similarity(let vectorizer) = block.source { try writer.add(vectorizer, prefix: prefix) }
      if case .columns(let columns) = block.source { try columns.write(to: &writer, prefix: prefix) }
      if case .measures(.claim(let comparer)) = block.source {
        try writer.add(prefix + "weights", comparer.weights)
      }
      if let scaler = block.scaler {
        try writer.add(prefix + "scale.offsets", scaler.offsets)
        try writer.add(prefix + "scale.factors", scaler.factors)
      }
    }
  }

  private func prefix(of block: FittedBlock) -> String {
    configuration.plainVectorizer == nil ? block.name + "." : ""
  }

  /// Reads the pipeline of a model's file.
  ///
  /// - Throws: ``ModelError`` of code `malformed`, `incompatible` or `notFinite`.
  init(_ file: SafetensorsFile) throws(ModelError) {
    let settings: Configuration
    if file.metadata["features"] != nil {
      settings = try file.decoded(Configuration.self, "features")
    } else {
      let mask = file.metadata["mask"] == nil ? TextMask() : try file.decoded(TextMask.self, "mask")
      settings = Configuration(
        vectorizer: try file.decoded(TFIDFVectorizer.Configuration.self, "vectorizer"), mask: mask)
    }
    do throws(ModelError) { try settings.validate() } catch {
      throw ModelError(.malformed, "the features cannot be used: \(error.message)")
    }
    let isPlain = settings.plainVectorizer != nil
    var blocks: [FittedBlock] = []
    for block in settings.blocks {
      blocks.append(try Self.read(block, isPlain ? "" : block.name + ".", file, after: blocks))
    }
    self.init(configuration: settings, blocks: blocks)
  }

  private static func read(
    _ block: FeatureBlock, _ prefix: String, _ file: SafetensorsFile, after others: [FittedBlock]
  ) throws(ModelError) -> FittedBlock {
    let source: FittedBlock.Source =
      switch block.source {
      case .terms(let field, let settings): .terms(field, try file.vectorizer(settings, prefix: prefix))
      case .similarity(let settings): .similarity(try file.vectorizer(settings, prefix: prefix))
      case .numbers(let names, let missing): .numbers(names, missing: missing)
      case .target(let settings): .columns(try TargetColumns(file, settings, prefix: prefix))
      case .vectors(let settings): .columns(try VectorColumns(file, settings, prefix: prefix))
      case .surface(let settings): .columns(SurfaceColumns(surface: settings))
      case .lexicon(let settings):
        .columns(
          try LexiconColumns(
            file, settings, prefix: prefix, known: others.compactMap { $0.wordVectorizer?.vocabulary }))
      case .markedWords(let settings): .columns(try MarkedWordColumns(file, settings, prefix: prefix))
      case .measures(.style): .measures(.style)
      case .measures(.claim): .measures(.claim(try file.claimComparer(prefix: prefix)))
      }
    let plain = FittedBlock(name: block.name, source: source, scaler: nil, weight: block.weight)
    guard block.scaling != .none else { return plain }
    let shape = [plain.columnCount]
    let offsets = try file.finiteValues(prefix + "scale.offsets", as: Double.self, shape: shape)
    let factors = try file.finiteValues(prefix + "scale.factors", as: Double.self, shape: shape)
    guard factors.allSatisfy({ $0 > 0 }) else {
      throw ModelError(.malformed, "a factor of \"\(prefix)scale.factors\" is not above 0")
    }
    return FittedBlock(
      name: block.name, source: source, scaler: FeatureScaler(offsets: offsets, factors: factors),
      weight: block.weight)
  }
}

extension SafetensorsFile {
  /// The comparer of texts and claims whose weights the file holds.
  fileprivate func claimComparer(prefix: String) throws(ModelError) -> ClaimComparer {
    let weights = try finiteValues(prefix + "weights", as: Float.self)
    do throws(FeatureError) { return try ClaimComparer(weights: weights) } catch {
      throw ModelError(.malformed, "the measures of a claim cannot be used: \(error.message)")
    }
  }
}
