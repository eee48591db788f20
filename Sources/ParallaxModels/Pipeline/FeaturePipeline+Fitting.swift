import ParallaxFeatures
import ParallaxMath

extension FeaturePipeline {
  /// Learns vocabularies, idf and scales from inputs, and returns their rows too.
  ///
  /// Learn from training inputs alone: a vocabulary or a scale learnt from what is measured on is leakage.
  ///
  /// - Throws: ``ModelError`` of code `invalid` where a setting is wrong, an input lacks what a block reads,
  ///   no input is given or no term is left.
  public static func fitTransform(
    _ inputs: [ClassifierInput], configuration: Configuration, threads: Int = 1
  ) throws(ModelError) -> (pipeline: FeaturePipeline, matrix: SparseMatrix) {
    try configuration.validate()
    guard !inputs.isEmpty else { throw ModelError(.invalid, "no input to learn features from; give some") }
    let inputs = configuration.mask.isEmpty ? inputs : inputs.map(configuration.mask.masked)
    var configuration = configuration
    var blocks: [FittedBlock] = []
    var parts: [SparseMatrix] = []
    for (index, block) in configuration.blocks.enumerated() {
      let (fitted, matrix) = try fit(block, inputs, configuration, threads: threads)
      if case .numbers(let names, let missing) = fitted.source {
        configuration.blocks[index].source = .numbers(names, missing: missing)
      }
      if case .columns(let columns) = fitted.source, let columns = columns as? LexiconColumns {
        configuration.blocks[index].source = .lexicon(columns.settings)
      }
      if case .markedWords(var settings) = block.source {
        settings.lexicon?.hash = configuration.lexicon?.hash
        configuration.blocks[index].source = .markedWords(settings)
      }
      blocks.append(fitted)
      parts.append(matrix)
    }
    for (index, block) in configuration.blocks.enumerated() {
      guard let (columns, weight) = try priorColumns(of: block, at: index, configuration) else { continue }
      configuration.blocks[index].prior?.hash = columns.prior.hash
      let score = FeatureBlock(block.name + "-prior", block.source, scaling: .standard, weight: weight)
      let (fitted, matrix) = scaled(score, .columns(columns), inputs, threads: threads)
      blocks.append(fitted)
      parts.append(matrix)
    }
    configuration.vectors = nil
    configuration.lexicon = nil
    configuration.priors = [:]
    let pipeline = FeaturePipeline(configuration: configuration, blocks: blocks)
    return (pipeline, SparseMatrix.beside(parts))
  }

  private static func priorColumns(
    of block: FeatureBlock, at index: Int, _ configuration: Configuration
  ) throws(ModelError) -> (PriorColumns, weight: Double)? {
    guard let prior = block.prior, case .terms(let field, let settings) = block.source else { return nil }
    let weights = try prior.weights(among: configuration.priors, block.name, settings)
    return (PriorColumns(field: field, prior: weights, block: index), prior.weight)
  }

  private static func fit(
    _ block: FeatureBlock, _ inputs: [ClassifierInput], _ configuration: Configuration, threads: Int
  ) throws(ModelError) -> (FittedBlock, SparseMatrix) {
    switch block.source {
    case .terms(let field, let settings):
      if field.readsClaim { try require("a claim", block, inputs) { $0.claim != nil } }
      let texts = inputs.map { $0[field] }
      if let prior = block.prior {
        let vectorizer = try prior.weights(among: configuration.priors, block.name, settings).vectorizer
        let fitted = FittedBlock(
          name: block.name, source: .terms(field, vectorizer), scaler: nil, weight: block.weight)
        let matrix = try inBlock(block.name) { () throws(FeatureError) in
          try vectorizer.transform(texts, threads: threads)
        }
        return (fitted, fitted.finished(matrix))
      }
      let (vectorizer, matrix) = try inBlock(block.name) { () throws(FeatureError) in
        try TFIDFVectorizer.fitTransform(texts, configuration: settings, threads: threads)
      }
      let scaler =
        block.scaling == .none
        ? nil
        : FeatureScaler.fitMaxAbs(
          columns: matrix.columnIndices, values: matrix.values, columnCount: matrix.columnCount)
      let fitted = FittedBlock(
        name: block.name, source: .terms(field, vectorizer), scaler: scaler, weight: block.weight)
      return (fitted, fitted.finished(matrix))
    case .similarity(let settings):
      try require("a claim", block, inputs) { $0.claim != nil }
      let vectorizer = try inBlock(block.name) { () throws(FeatureError) in
        try TFIDFVectorizer.fit(
          inputs.flatMap { [$0.text, $0.claim ?? ""] }, configuration: settings, threads: threads)
      }
      return scaled(block, .similarity(vectorizer), inputs, threads: threads)
    case .target(let settings):
      try require("a target inside of its text", block, inputs) { TargetColumns.targeted($0) != nil }
      let vectorizer = try inBlock(block.name) { () throws(FeatureError) in
        try TargetVectorizer.fit(inputs.compactMap(TargetColumns.targeted), configuration: settings)
      }
      return scaled(block, .columns(TargetColumns(vectorizer: vectorizer)), inputs, threads: threads)
    case .vectors(let settings):
      if settings.needsTarget {
        try require("a target inside of its text", block, inputs) { TargetColumns.targeted($0) != nil }
      }
      let vectors = try needed(configuration.vectors, block)
      let pooler = try inBlock(block.name) { () throws(FeatureError) in
        try VectorPooler(vectors: vectors, configuration: settings)
      }
      return scaled(block, .columns(VectorColumns(pooler: pooler)), inputs, threads: threads)
    case .surface(let settings):
      return scaled(block, .columns(SurfaceColumns(surface: settings)), inputs, threads: threads)
    case .lexicon(let settings):
      let columns = try LexiconColumns(settings, configuration.lexicon, inputs.lazy.map(\.text))
      return scaled(block, .columns(columns), inputs, threads: threads)
    case .markedWords(let settings):
      let vectors = try needed(configuration.vectors, block)
      let (columns, rows) = try MarkedWordColumns.fit(
        settings, inputs, vectors, configuration.lexicon, threads: threads)
      return scaled(block, .columns(columns), rows)
    case .numbers(var names, let missing):
      if names.isEmpty { names = Self.names(of: inputs) }
      for name in names {
        if missing == .error {
          try require("the number \"\(name)\"", block, inputs) { $0.numbers[name] != nil }
        }
        try require("a finite \"\(name)\"", block, inputs) { $0.numbers[name]?.isFinite != false }
      }
      return scaled(block, .numbers(names, missing: missing), inputs, threads: threads)
    case .measures(.style): return scaled(block, .measures(.style), inputs, threads: threads)
    case .measures(.claim):
      try require("a claim", block, inputs) { $0.claim != nil }
      let comparer = try inBlock(block.name) { () throws(FeatureError) in
        try ClaimComparer.fit(inputs.lazy.flatMap { [$0.text, $0.claim ?? ""] })
      }
      return scaled(block, .measures(.claim(comparer)), inputs, threads: threads)
    }
  }

  private static func needed(
    _ vectors: TermVectors?, _ block: FeatureBlock
  ) throws(ModelError) -> TermVectors {
    guard let vectors else {
      throw ModelError(.invalid, "feature block \"\(block.name)\" reads term vectors, and none were given")
    }
    return vectors
  }

  /// A block of columns with its scale, and the rows of inputs.
  private static func scaled(
    _ block: FeatureBlock, _ source: FittedBlock.Source, _ inputs: [ClassifierInput], threads: Int
  ) -> (FittedBlock, SparseMatrix) {
    let plain = FittedBlock(name: block.name, source: source, scaler: nil, weight: 1)
    if case .columns = source {
      let starts = Array(stride(from: 0, to: inputs.count, by: 256))
      let parts = concurrentMap(starts, threads: threads) { start in
        inputs[start..<min(start + 256, inputs.count)].map { plain.row(of: $0) }
      }
      return scaled(block, source, Array(parts.joined()))
    }
    let raw = concurrentMap(inputs, threads: threads, plain.values)
    let scaler: FeatureScaler? =
      block.scaling == .none
      ? nil : FeatureScaler.fit(raw, columnCount: plain.columnCount, scaling: block.scaling)
    let fitted = FittedBlock(name: block.name, source: source, scaler: scaler, weight: block.weight)
    return (fitted, SparseMatrix(rows: raw.map(fitted.dense), columnCount: fitted.columnCount))
  }

  /// A block of columns with its scale, and its rows, which are given unscaled.
  private static func scaled(
    _ block: FeatureBlock, _ source: FittedBlock.Source, _ raw: [SparseVector]
  ) -> (FittedBlock, SparseMatrix) {
    let plain = FittedBlock(name: block.name, source: source, scaler: nil, weight: 1)
    let scaler: FeatureScaler? =
      switch block.scaling {
      case .none: nil
      case .maxAbs:
        FeatureScaler.fitMaxAbs(
          columns: raw.flatMap(\.indices), values: raw.flatMap(\.values), columnCount: plain.columnCount)
      case .standard, .minMax:
        FeatureScaler.fit(
          raw.map { row in (0..<plain.columnCount).map { Double(row[$0]) } }, columnCount: plain.columnCount,
          scaling: block.scaling)
      }
    let fitted = FittedBlock(name: block.name, source: source, scaler: scaler, weight: block.weight)
    let matrix = SparseMatrix(
      rows: fitted.isUnscaled ? raw : raw.map(fitted.finished), columnCount: fitted.columnCount)
    return (fitted, matrix)
  }

  /// All names of numbers, those that are whole numbers by their size and before all others.
  private static func names(of inputs: [ClassifierInput]) -> [String] {
    let found = inputs.reduce(into: Set<String>()) { $0.formUnion($1.numbers.keys) }
    return found.sorted { first, second in
      switch (Int(first), Int(second)) {
      case (let a?, let b?) where a != b: a < b
      case (_?, nil): true
      case (nil, _?): false
      default: first.utf8.lexicographicallyPrecedes(second.utf8)
      }
    }
  }

  /// Checks that every input has what a block reads.
  private static func require(
    _ what: String, _ block: FeatureBlock, _ inputs: [ClassifierInput], _ holds: (ClassifierInput) -> Bool
  ) throws(ModelError) {
    guard let row = inputs.firstIndex(where: { !holds($0) }) else { return }
    throw ModelError(
      .invalid, "record \(row + 1) lacks \(what), which the features \"\(block.name)\" read")
  }

  private static func inBlock<Value>(
    _ name: String, _ body: () throws(FeatureError) -> Value
  ) throws(ModelError) -> Value {
    do throws(FeatureError) { return try body() } catch {
      throw ModelError(.invalid, "feature block \"\(name)\": \(error.message)")
    }
  }

  /// The pipeline of some of the columns, in ascending order; idf and scales stay.
  ///
  /// Norms are then of what is left: transform the inputs anew.
  func selecting(_ columns: [Int]) throws(ModelError) -> FeaturePipeline {
    var selected: [FittedBlock] = []
    for (index, block) in blocks.enumerated() {
      let range = firstColumns[index]..<firstColumns[index + 1]
      let own = columns.filter(range.contains).map { $0 - range.lowerBound }
      guard case .terms(let field, let vectorizer) = block.source else {
        selected.append(block)
        continue
      }
      let kept = try Self.inBlock(block.name) { () throws(FeatureError) in
        try TFIDFVectorizer(
          vocabulary: Vocabulary(terms: own.map { vectorizer.vocabulary.term(at: $0) }),
          idf: own.map { vectorizer.idf[$0] }, configuration: vectorizer.configuration)
      }
      selected.append(
        FittedBlock(
          name: block.name, source: .terms(field, kept), scaler: block.scaler?.selecting(own),
          weight: block.weight))
    }
    return FeaturePipeline(configuration: configuration, blocks: selected)
  }
}
