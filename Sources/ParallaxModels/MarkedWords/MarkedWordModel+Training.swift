import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

extension MarkedWordModel {
  /// How often each word was marked and how often it was not.
  private struct Counts {
    var marked: [Int]
    var plain: [Int]

    init(_ count: Int) {
      marked = [Int](repeating: 0, count: count)
      plain = marked
    }
  }

  /// A text as the words that have a vector, and which of these are marked.
  private struct Example {
    let tokens: FoldedTokens
    /// Distinct rows of vectors, ascending.
    let words: [Int]
    let marked: Set<Int>
    let fold: Int
  }

  /// Learns from texts with marked words, and pools each text's words by a model that was not told its marks.
  ///
  /// - Throws: ``ModelError`` of code `invalid` where nothing is marked, or no model can be trained.
  static func fit(
    _ settings: Configuration, _ inputs: [ClassifierInput], _ vectors: TermVectors,
    _ lexicon: WordLexicon? = nil, threads: Int
  ) throws(ModelError) -> (model: MarkedWordModel, pooled: [[Double]]) {
    guard settings.dimension <= vectors.dimension else {
      throw ModelError(
        .invalid, "dimension is \(settings.dimension), and the vectors have \(vectors.dimension) components")
    }
    guard inputs.contains(where: { !$0.marks.isEmpty }) else {
      throw ModelError(
        .invalid,
        "no record has marked words to learn from; name their field by --marks, or leave the block out")
    }
    let vectors = vectors.leading(settings.dimension)
    let lexicon = try settings.lexicon?.checked(lexicon)
    let features = (0..<vectors.count).map { Self.features(of: $0, vectors, lexicon) }
    let examples = concurrentMap(inputs, threads: threads) { input in
      example(input, vectors, folds: settings.folds)
    }
    var pooled = [[Double]](repeating: [], count: inputs.count)
    var held: [(probability: Double, isMarked: Bool)] = []
    for fold in 0..<settings.folds {
      let scores = try scores(examples.filter { $0.fold != fold }, settings, features, threads: threads)
      let model = try MarkedWordModel(vocabulary: vectors.vocabulary, scores: scores, threshold: 0.5)
      for (row, example) in examples.enumerated() where example.fold == fold {
        pooled[row] = model.pooled(TokenSlice(example.tokens))
        for word in example.words {
          held.append((1 / (1 + exp(-Double(scores[word]))), example.marked.contains(word)))
        }
      }
    }
    let model = try MarkedWordModel(
      vocabulary: vectors.vocabulary, scores: scores(examples, settings, features, threads: threads),
      threshold: Float(threshold(of: held)))
    return (model, pooled)
  }

  private static func example(_ input: ClassifierInput, _ vectors: TermVectors, folds: Int) -> Example {
    let tokens = FoldedTokens(input.text)
    let words = Set(rows(tokens, vectors))
    let marked = Set(input.marks.flatMap { rows(FoldedTokens($0), vectors) })
    // By content: twins share a fold, and the order of the records does not matter.
    let hash = Array(input.text.utf8).withUnsafeBytes { XXHash64.hash($0, seed: 0) }
    return Example(
      tokens: tokens, words: words.sorted(), marked: marked.intersection(words),
      fold: Int(hash % UInt64(folds)))
  }

  private static func rows(_ tokens: FoldedTokens, _ vectors: TermVectors) -> [Int] {
    tokens.bytes.withUnsafeBufferPointer { bytes in
      (0..<tokens.count).compactMap { token in
        tokens.isWord[token]
          ? vectors.row(ofUTF8: UnsafeBufferPointer(rebasing: bytes[tokens.range(of: token)])) : nil
      }
    }
  }

  /// The log-odds of every word by a model of some examples.
  private static func scores(
    _ examples: [Example], _ settings: Configuration, _ rows: [SparseVector], threads: Int
  ) throws(ModelError) -> [Float] {
    var counts = Counts(rows.count)
    for example in examples {
      for word in example.words {
        if example.marked.contains(word) { counts.marked[word] += 1 } else { counts.plain[word] += 1 }
      }
    }
    var used: [SparseVector] = []
    var labels: [Int] = []
    var weights: [Float] = []
    for word in rows.indices {
      for (label, count) in [(0, counts.plain[word]), (1, counts.marked[word])] where count > 0 {
        used.append(rows[word])
        labels.append(label)
        weights.append(Float(count))
      }
    }
    do throws(TrainingError) {
      let learner = try LogisticRegression(configuration: .init(c: settings.c))
      let data = try LabeledDataset(
        features: SparseMatrix(rows: used, columnCount: rows.first?.dimension ?? 0), labels: labels,
        classCount: 2, weights: weights)
      let model = try learner.train(on: data, from: nil, in: TrainingContext(threads: threads)).model
      return rows.map { row in
        let values = model.decisionValues(of: row)
        return Float(values[1] - values[0])
      }
    } catch {
      throw ModelError(.invalid, "the model of marked words cannot be trained: \(error.message)")
    }
  }

  /// A word's vector and, a tenth as large, the logarithm of how rare it is; then its grade in each category of
  /// a lexicon, the highest as 1.
  private static func features(of word: Int, _ vectors: TermVectors, _ lexicon: WordLexicon?) -> SparseVector
  {
    let rarity = -log(max(vectors.frequency(at: word), 1e-9)) / 10
    let entries = lexicon?.entries(of: vectors.vocabulary.term(at: word)) ?? []
    let own = vectors.dimension + 1
    return SparseVector(
      indices: (0..<own).map { Int32($0) } + entries.map { Int32(own + $0.category) },
      values: vectors.vector(at: word) + [Float(rarity)]
        + entries.map { Float($0.grade) / Float(WordLexicon.highestGrade) },
      dimension: own + (lexicon?.categories.count ?? 0))
  }

  /// The probability from which on words are found so that F1 is highest; of several the highest.
  private static func threshold(of held: [(probability: Double, isMarked: Bool)]) -> Double {
    let order = held.sorted { $0.probability > $1.probability }
    let all = held.count { $0.isMarked }
    var best = (f1: -1.0, threshold: 0.5)
    var hits = 0
    for (place, entry) in order.enumerated() {
      hits += entry.isMarked ? 1 : 0
      let isLastOfTie = place + 1 == order.count || order[place + 1].probability < entry.probability
      guard isLastOfTie else { continue }
      let f1 = 2 * Double(hits) / Double(place + 1 + all)
      if f1 > best.f1 { best = (f1, entry.probability) }
    }
    return best.threshold
  }
}
