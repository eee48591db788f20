import Foundation
import ParallaxLearning
import ParallaxMath

/// A search for the settings of a recipe that do best on held-out folds.
///
/// Settings are named by their keys in the recipe's JSON, joined by dots: `learner.C`, `vectorizer.min_df`,
/// `features.0.weight`. Candidates are compared by macro-F1; the first of those that tie wins.
public struct RecipeSearch: Sendable {
  /// How candidates are made.
  public enum Strategy: Sendable, Hashable {
    /// Every combination.
    case grid
    /// So many combinations, drawn without repetition by the seed.
    case random(Int)
  }

  /// One combination of settings and how it did.
  public struct Candidate: Sendable, Encodable {
    /// The value of each setting, as JSON.
    public let settings: [String: String]
    /// The mean macro-F1 of the folds.
    public let macroF1: Double
    /// The mean accuracy of the folds.
    public let accuracy: Double
    /// The share of the training rows that the last round it was in used.
    public let share: Double

    enum CodingKeys: String, CodingKey {
      case settings
      case macroF1 = "macro_f1"
      case accuracy, share
    }
  }

  /// The settings in the order of the grid's keys, each with the JSON of its values.
  let axes: [(key: String, values: [String])]
  /// How candidates are made.
  public var strategy: Strategy
  /// How examples are divided.
  public var plan: SplitPlan
  /// By how much candidates are thinned out and rows grow from round to round; below 2 is one round.
  public var halving: Int

  /// Creates a search over a grid: a JSON object from key paths to arrays of values.
  ///
  /// - Throws: ``ModelError`` of code `malformed`.
  public init(
    grid: Data, strategy: Strategy = .grid, plan: SplitPlan, halving: Int = 0
  ) throws(ModelError) {
    guard let object = (try? JSONSerialization.jsonObject(with: grid)) as? [String: Any], !object.isEmpty
    else {
      throw ModelError(.malformed, "not a grid: expected a JSON object such as {\"learner.C\": [1, 10]}")
    }
    var axes: [(key: String, values: [String])] = []
    var total = 1
    // Settings of the learner change fastest: the features of the others are then made once.
    let keys = object.keys.sorted {
      ($0.hasPrefix("learner.") ? 1 : 0, $0) < ($1.hasPrefix("learner.") ? 1 : 0, $1)
    }
    for key in keys {
      guard let values = object[key] as? [Any], !values.isEmpty else {
        throw ModelError(.malformed, "\"\(key)\" has no array of values; expected one such as [1, 10]")
      }
      axes.append((key, try values.map { (value) throws(ModelError) in try Self.json(value) }))
      let (product, overflow) = total.multipliedReportingOverflow(by: values.count)
      guard !overflow, product <= 1_000_000 else {
        throw ModelError(.malformed, "the grid has more than a million combinations; take fewer values")
      }
      total = product
    }
    self.axes = axes
    self.strategy = strategy
    self.plan = plan
    self.halving = halving
  }

  /// The result of a search.
  public struct Report: Sendable, Encodable {
    /// All candidates, the best first.
    public let candidates: [Candidate]
    /// The recipe with the best settings.
    public let best: ClassifierRecipe
    /// The scores of the whole search on folds it did not see, where that was asked for.
    public let nested: [Double]?

    enum CodingKeys: String, CodingKey {
      case candidates, best
      case nested = "nested_macro_f1"
    }
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - recipe: The settings that are not searched.
  ///   - examples: The examples.
  ///   - isNested: Whether the search is repeated inside each fold of an outer division and its winner
  ///     measured outside, which tells what searching is worth.
  ///   - context: Threads, and an observer that may stop the search.
  /// - Throws: ``ModelError`` or `TrainingError`.
  public func run(
    _ recipe: ClassifierRecipe, on examples: [LabeledExample], isNested: Bool = false,
    in context: TrainingContext = TrainingContext()
  ) throws -> Report {
    let recipe = try recipe.resolved(for: examples)
    let (candidates, best) = try search(recipe, examples, in: context)
    guard isNested else { return Report(candidates: candidates, best: best, nested: nil) }
    let members = try LabelIndices(
      of: examples, labels: recipe.description.labels, isMultiLabel: recipe.isMultiLabel)
    let nested = try plan.folds(of: examples, labels: members.first)[0].map { fold in
      let inner = try search(recipe, fold.training.map { examples[$0] }, in: context).best
      let trained = try inner.train(on: fold.training.map { examples[$0] }, in: context)
      return try trained.classifier.evaluate(
        on: fold.validation.map { examples[$0] }, threads: context.threads
      ).metrics.macroF1
    }
    return Report(candidates: candidates, best: best, nested: nested)
  }

  private func search(
    _ recipe: ClassifierRecipe, _ examples: [LabeledExample], in context: TrainingContext
  ) throws -> (candidates: [Candidate], best: ClassifierRecipe) {
    let settings = combinations(seed: plan.seed)
    let recipes = try settings.map { try recipe.setting($0) }
    let members = try LabelIndices(
      of: examples, labels: recipe.description.labels, isMultiLabel: recipe.isMultiLabel)
    let folds = try plan.folds(of: examples, labels: members.first).flatMap(\.self)
    var alive = Array(recipes.indices)
    var results = [Candidate?](repeating: nil, count: recipes.count)
    for share in rounds(recipes.count) {
      let scores = try measure(alive.map { recipes[$0] }, folds, share, examples, members, in: context)
      for (index, score) in zip(alive, scores) {
        results[index] = Candidate(
          settings: settings[index], macroF1: score.macroF1, accuracy: score.accuracy, share: share)
      }
      if share < 1 {
        let kept = max(1, alive.count / halving)
        alive = alive.sorted { ordered(results, $0, $1) }.prefix(kept).sorted()
      }
    }
    let order = recipes.indices.sorted { ordered(results, $0, $1) }
    return (order.compactMap { results[$0] }, recipes[order[0]])
  }

  /// Candidates of a later round come first, then those of the higher score.
  private func ordered(_ results: [Candidate?], _ first: Int, _ second: Int) -> Bool {
    let (a, b) = (results[first], results[second])
    if a?.share != b?.share { return a?.share ?? 0 > b?.share ?? 0 }
    if a?.macroF1 != b?.macroF1 { return a?.macroF1 ?? 0 > b?.macroF1 ?? 0 }
    return first < second
  }

  /// The share of the training rows of each round (Jamieson & Talwalkar 2016): the last has all.
  private func rounds(_ count: Int) -> [Double] {
    guard halving >= 2 else { return [1] }
    var shares = [1.0]
    var left = count
    while left > halving {
      left /= halving
      shares.insert(shares[0] / Double(halving), at: 0)
    }
    return shares
  }

  /// The mean scores of recipes over folds; features that recipes share are made once a fold.
  private func measure(
    _ recipes: [ClassifierRecipe], _ folds: [Fold], _ share: Double, _ examples: [LabeledExample],
    _ members: LabelIndices, in context: TrainingContext
  ) throws -> [(macroF1: Double, accuracy: Double)] {
    var sums = [(macroF1: Double, accuracy: Double)](repeating: (0, 0), count: recipes.count)
    let first = members.first
    for fold in folds {
      let order =
        share < 1
        ? try plan.order(of: fold.training, labels: fold.training.map { first[$0] }) : fold.training
      let count = max(2, Int((share * Double(order.count)).rounded()))
      let training = order.prefix(count).map { examples[$0] }
      let held = fold.validation.map { examples[$0].input }
      var prepared: (key: ClassifierRecipe, rows: PreparedExamples, held: SparseMatrix)?
      for path in paths(recipes) {
        var key = recipes[path.lowerBound]
        key.learner = ClassifierRecipe().learner
        if prepared?.key != key {
          let rows = try recipes[path.lowerBound].prepare(training, threads: context.threads)
          prepared = (key, rows, rows.pipeline.transform(held, threads: context.threads).matrix)
        }
        guard let prepared else { continue }
        guard prepared.rows.rows.isTrainable else {
          throw ModelError(
            .invalid,
            "a fold of \(training.count) training examples lacks a label; take fewer folds, or no halving")
        }
        let results = try prepared.rows.rows.trainPath(recipes[path].map(\.learner), in: context)
        for (index, result) in zip(path, results) {
          guard !result.report.wasStopped else { throw CancellationError() }
          let metrics = try HeldOutProbabilities(
            rows: fold.validation, gold: fold.validation.map { members.ofRow[$0] },
            probabilities: result.model.probabilities(of: prepared.held, threads: context.threads),
            labelCount: recipes[index].description.labels.count, isMultiLabel: recipes[index].isMultiLabel
          ).metrics(labels: recipes[index].description.labels)
          sums[index].macroF1 += metrics.macroF1 / Double(folds.count)
          sums[index].accuracy += metrics.accuracy / Double(folds.count)
        }
      }
    }
    return sums
  }

  /// Runs of recipes that differ in C alone: their models are trained one from the other.
  private func paths(_ recipes: [ClassifierRecipe]) -> [Range<Int>] {
    let common = recipes.map { recipe in
      var recipe = recipe
      recipe.learner.inverseRegularization = 1
      return recipe
    }
    let starts = recipes.indices.filter { $0 == 0 || common[$0] != common[$0 - 1] }
    return zip(starts, starts.dropFirst() + [recipes.count]).map { $0..<$1 }
  }

  /// The combinations of values, the last key changing fastest.
  private func combinations(seed: UInt64) -> [[String: String]] {
    let sizes = axes.map(\.values.count)
    let total = sizes.reduce(1, *)
    func combination(_ number: Int) -> [String: String] {
      var rest = number
      var settings: [String: String] = [:]
      for (axis, size) in zip(axes, sizes).reversed() {
        settings[axis.key] = axis.values[rest % size]
        rest /= size
      }
      return settings
    }
    guard case .random(let count) = strategy, count < total else { return (0..<total).map(combination) }
    var generator = SeededGenerator(seed: seed)
    var drawn: Set<Int> = []
    while drawn.count < max(1, count) { drawn.insert(Int(generator.next() % UInt64(total))) }
    return drawn.sorted().map(combination)
  }

  static func json(_ value: Any) throws(ModelError) -> String {
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    else { throw ModelError(.malformed, "a value of the grid cannot be written as JSON") }
    return String(decoding: data, as: UTF8.self)
  }
}

extension ClassifierRecipe {
  /// The recipe with some settings changed.
  ///
  /// - Parameter values: JSON values by the keys that lead to them, joined by dots: `learner.C`.
  /// - Throws: ``ModelError`` of code `malformed` for a path that leads nowhere, or `invalid`.
  public func setting(_ values: [String: String]) throws(ModelError) -> ClassifierRecipe {
    var object: Any
    do { object = try JSONSerialization.jsonObject(with: Data(JSONText.encode(self).utf8)) } catch {
      throw ModelError(.malformed, "the recipe cannot be changed: \(error)")
    }
    // Another kind of learner has other settings: none of the old one's stay.
    if let kind = values["learner.kind"], var members = object as? [String: Any] {
      members["learner"] = ["kind": kind.trimmingCharacters(in: ["\""])]
      object = members
    }
    // Several labels know no temperature: where the recipe has only its standard, the standard changes with it.
    if values["multi_label"] != nil, values["calibration"] == nil,
      calibration == ClassifierRecipe(isMultiLabel: isMultiLabel).calibration,
      var members = object as? [String: Any]
    {
      members["calibration"] = nil
      object = members
    }
    // A single block of words is written as a vectorizer; who calls it a block finds it there.
    if values.keys.contains(where: { $0.hasPrefix("features.") }), var members = object as? [String: Any],
      members["features"] == nil, let blocks = try? JSONEncoder().encode(features.blocks)
    {
      members["vectorizer"] = nil
      members["features"] = try? JSONSerialization.jsonObject(with: blocks)
      object = members
    }
    for key in values.keys.sorted() {
      let text = values[key] ?? "null"
      let path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard !path.contains("") else {
        throw ModelError(
          .malformed, "the setting \"\(key)\" names nothing; expected keys joined by dots, such as learner.C")
      }
      // A word that is not JSON stands for itself: linear_svm needs no quotes.
      let value =
        (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) ?? text
      object = try Self.setting(object, path[...], to: value, key)
    }
    guard JSONSerialization.isValidJSONObject(object),
      let data = try? JSONSerialization.data(withJSONObject: object)
    else {
      throw ModelError(.malformed, "the recipe cannot be changed by \(values)")
    }
    var changed = try ClassifierRecipe(json: data)
    changed.features.vectors = features.vectors
    changed.features.lexicon = features.lexicon
    changed.features.priors = features.priors
    return changed
  }

  private static func setting(
    _ object: Any, _ path: ArraySlice<String>, to value: Any, _ key: String
  ) throws(ModelError) -> Any {
    guard let step = path.first else { return value }
    if var members = object as? [String: Any] {
      members[step] = try setting(members[step] ?? [String: Any](), path.dropFirst(), to: value, key)
      return members
    }
    if var elements = object as? [Any], let index = Int(step), elements.indices.contains(index) {
      elements[index] = try setting(elements[index], path.dropFirst(), to: value, key)
      return elements
    }
    throw ModelError(.malformed, "the setting \"\(key)\" leads nowhere in the recipe at \"\(step)\"")
  }
}
