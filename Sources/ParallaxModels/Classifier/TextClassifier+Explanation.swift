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
    let score = parts(of: input, label: label)
    let listed = score.largest(top)
    return Explanation(
      label: labels[score.label], prediction: score.prediction,
      contributions: listed.map { entry in
        let part = score.parts[entry]
        let field = field(ofBlock: part.block)
        return TermContribution(
          term: term(of: part, in: score), block: features.blocks[part.block].name,
          contribution: part.amount, value: part.value,
          places: part.places.map {
            FeaturePlace(field: field, range: Int(score.starts[$0])..<Int(score.ends[$0]))
          })
      },
      remainder: score.remainder(without: listed), intercept: score.baseline,
      decisionValue: score.decisionValue, scope: score.scope)
  }

  /// The text that the places of a block's features stand in.
  package func field(ofBlock block: Int) -> ClassifierInput.Field {
    if case .terms(let field, _) = features.blocks[block].source { field.origin } else { .text }
  }

  /// What a part is called: a term, a word, or the name of a number.
  package func term(of part: ScoreParts.Part, in score: ScoreParts) -> String {
    part.isWord ? score.words[part.number] : features.blocks[part.block].term(at: part.number)
  }

  /// The name of the block of a part; nil where the pipeline has one block alone.
  package func blockName(of part: ScoreParts.Part) -> String? {
    features.blocks.count > 1 ? features.blocks[part.block].name : nil
  }

  /// The score of a label taken apart, that of the most probable one unless told otherwise.
  package func parts(of input: ClassifierInput, label: Int? = nil) -> ScoreParts {
    var measured = SharedMeasures()
    return parts(of: input, label: label, sharing: &measured)
  }

  /// The same, with what other models measured of the text.
  package func parts(
    of input: ClassifierInput, label: Int? = nil, sharing measured: inout SharedMeasures
  ) -> ScoreParts {
    let located = features.locatedRow(of: input, sharing: &measured)
    let row = SparseVector(
      indices: located.indices, values: located.values, dimension: features.featureCount)
    let scores = model.decisionValues(of: row)
    let prediction = prediction(of: input, scores: scores, coverage: located.coverage)
    let label = label ?? labels.firstIndex(of: prediction.label) ?? 0
    let attribution = model.attribution(of: row, toClass: label)
    var builder = PartBuilder(located)
    let masked = features.configuration.mask.masked(input)
    var entry = 0
    for (index, block) in features.blocks.enumerated() {
      // An attribution has the columns of the row.
      let entries = entry..<located.blockEnds[index]
      entry = entries.upperBound
      if !entries.isEmpty, case .columns(let columns) = block.source, let shares = columns.shares(of: masked)
      {
        builder.addWords(shares, block: index, weight: block.weight) { slopes in
          for place in entries where located.values[place] != 0 {
            slopes[Int(located.indices[place]) - features.firstColumns[index]] =
              attribution.values[place] / Double(located.values[place])
          }
        }
      } else {
        builder.add(entries, block: index, first: features.firstColumns[index], attribution)
      }
    }
    let rounding =
      builder.words.isEmpty
      ? 0 : attribution.values.reduce(0, +) - builder.all.reduce(0) { $0 + $1.amount }
    return ScoreParts(
      prediction: prediction, label: label, parts: builder.all, starts: builder.starts, ends: builder.ends,
      words: builder.words, baseline: attribution.baseline, decisionValue: scores[label], rounding: rounding,
      scope: attribution.scope)
  }
}

/// Collects the parts of a score: columns first, then words.
private struct PartBuilder {
  private let located: FeaturePipeline.LocatedRow
  private var columns: [ScoreParts.Part] = []
  private var ofWords: [ScoreParts.Part] = []
  private(set) var words: [String] = []
  private(set) var starts: [Int32]
  private(set) var ends: [Int32]

  var all: [ScoreParts.Part] { ofWords.isEmpty ? columns : columns + ofWords }

  init(_ located: FeaturePipeline.LocatedRow) {
    self.located = located
    starts = located.starts
    ends = located.ends
    columns.reserveCapacity(located.indices.count)
  }

  mutating func add(_ entries: Range<Int>, block: Int, first: Int, _ attribution: FeatureAttribution) {
    columns += [ScoreParts.Part](unsafeUninitializedCapacity: entries.count) { parts, written in
      for (place, entry) in entries.enumerated() {
        parts.initializeElement(
          at: place,
          to: ScoreParts.Part(
            block: block, number: Int(located.indices[entry]) - first, isWord: false,
            amount: attribution.values[entry], value: located.values[entry],
            places: Int(located.offsets[entry])..<Int(located.offsets[entry + 1])))
      }
      written = entries.count
    }
  }

  /// Adds what each word gives to all columns of a block: the sum of its shares times what a unit of each adds.
  mutating func addWords(
    _ shares: [VectorPooler.Share], block: Int, weight: Double, _ fill: (inout [Double]) -> Void
  ) {
    guard let width = shares.first?.values.count else { return }
    var slopes = [Double](repeating: 0, count: width)
    fill(&slopes)
    var numbers: [String: Int] = [:]
    var found: [(amount: Double, places: [Range<Int>])] = []
    let firstWord = words.count
    for share in shares {
      let amount = zip(share.values, slopes).reduce(0.0) { $0 + weight * Double($1.0) * $1.1 }
      if let known = numbers[share.word] {
        found[known].amount += amount
        found[known].places.append(share.range)
      } else {
        numbers[share.word] = found.count
        words.append(share.word)
        found.append((amount, [share.range]))
      }
    }
    for (number, word) in found.enumerated() {
      let first = starts.count
      starts += word.places.map { Int32(clamping: $0.lowerBound) }
      ends += word.places.map { Int32(clamping: $0.upperBound) }
      ofWords.append(
        ScoreParts.Part(
          block: block, number: firstWord + number, isWord: true, amount: word.amount, value: 1,
          places: first..<starts.count))
    }
  }
}
