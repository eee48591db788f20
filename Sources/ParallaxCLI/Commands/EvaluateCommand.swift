import ArgumentParser
import Foundation
import Parallax

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures a model, or by cross-validation a recipe, on labelled records.",
    discussion: """
      With --model the records must not be among those the model was trained on. With --config or --task the
      recipe is trained anew in every fold; where records name their outlet or event these are kept together,
      a random split is shown beside it, and a probe says how well the same features tell the outlet.

      EXAMPLES
        parallax evaluate --model leaning --label bias_text valid.jsonl
        parallax evaluate --model a/ --against b/ --intervals --format json valid.jsonl
        parallax evaluate --config recipe.yaml --folds 5 --learning-curve all.jsonl
        parallax evaluate --model model/ --curves charts/ valid.jsonl
      """)

  @Option(help: ArgumentHelp("A model's name or folder.", valueName: "model"))
  var model: String?
  @OptionGroup var source: RecipeOptions
  @Argument(help: ArgumentHelp("Labelled records, or -.", valueName: "file"))
  var file: String
  @OptionGroup var fields: RecordOptions
  @Option(help: ArgumentHelp("A second model, compared on the same records.", valueName: "model"))
  var against: String?
  @Flag(help: "Add bootstrap intervals, drawn by outlet where records name it.")
  var intervals = false
  @Option(help: ArgumentHelp("A folder for reliability and risk-coverage as JSON and SVG.", valueName: "dir"))
  var curves: String?
  @Option(help: ArgumentHelp("random, outlet, event or both; what folds keep together.", valueName: "group"))
  var split: SplitGrouping?
  @Option(help: "The number of folds; 5 by default.")
  var folds: Int?
  @Option(help: "How often the folds are drawn anew; once by default.")
  var repeats: Int?
  @Flag(help: "Add a learning curve.")
  var learningCurve = false
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    let isRecipe = source.config != nil || source.task != nil || !source.set.isEmpty
    guard (model != nil) != isRecipe else {
      throw ValidationError("give either --model, or a recipe by --config, --task or --set")
    }
    if let folds, folds < 2 { throw ValidationError("--folds \(folds): expected 2 or more") }
    if let repeats, repeats < 1 { throw ValidationError("--repeats \(repeats): expected 1 or more") }
    let (answers, trained) = ("compares answers: give --model", "is for a recipe, which is trained anew")
    let idle: [(option: String, isGiven: Bool, reason: String)] =
      isRecipe
      ? [
        ("--against", against != nil, answers), ("--intervals", intervals, answers),
        ("--curves", curves != nil && !learningCurve, "of a recipe needs --learning-curve"),
      ]
      : [
        ("--split", split != nil, trained), ("--folds", folds != nil, trained),
        ("--repeats", repeats != nil, trained), ("--learning-curve", learningCurve, trained),
      ]
    if let first = idle.first(where: \.isGiven) { throw ValidationError("\(first.option) \(first.reason)") }
  }

  func run() throws {
    if let model { try measure(model) } else { try crossValidate() }
  }

  private func measure(_ model: String) throws {
    if let curves { try OutputPlace.checkFolder(curves) }
    let classifier = try models.load(model)
    let other = try against.map { try models.load($0) }
    let examples = try fields.reader(for: classifier, threads: threads.count).read(file)
    let evaluation = try classifier.evaluate(on: examples, threads: threads.count)
    let outlets = examples.compactMap(\.outlet)
    let groups = outlets.count == examples.count ? Self.numbers(outlets) : nil
    var record = EvaluationRecord(evaluation)
    if let seen = classifier.use(of: examples) {
      record.seen = seen.rawValue
      Console.note(
        "parallax: \(classifier.name) was \(seen.rawValue) these very records: the figures say nothing of others"
      )
    }
    if intervals { record.intervals = try ScoreIntervals(evaluation, groups: groups) }
    if let other {
      guard other.labels == classifier.labels else {
        throw CommandFailure(
          .data,
          "the models have other labels: \(classifier.labels) and \(other.labels); compare like with like")
      }
      record.comparison = try ClassifierComparison(
        evaluation, try other.evaluate(on: examples, threads: threads.count), groups: groups)
    }
    if let curves { try write(evaluation, classifier.name, to: curves) }
    try output(record) { EvaluationTable.text(classifier.name, evaluation, record) }
  }

  /// Numbers for names, in the order in which they first occur.
  private static func numbers(_ names: [String]) -> [Int] {
    var known: [String: Int] = [:]
    return names.map { name in
      let number = known[name] ?? known.count
      known[name] = number
      return number
    }
  }

  private func write(_ evaluation: ClassifierEvaluation, _ name: String, to folder: String) throws {
    try OutputPlace.makeFolder(folder)
    let (reliability, risk) = (try evaluation.reliability(), try evaluation.riskCoverage())
    for (file, bytes) in [
      ("reliability.json", Array(try prettyJSON(reliability)) + [0x0A]),
      ("reliability.svg", Array(EvaluationChart.svg(of: reliability, title: "Reliability of \(name)").utf8)),
      ("risk-coverage.json", Array(try prettyJSON(risk)) + [0x0A]),
      ("risk-coverage.svg", Array(EvaluationChart.svg(of: risk, title: "Risk and coverage of \(name)").utf8)),
    ] {
      try AtomicFile.write(bytes, to: folder + "/" + file)
    }
  }

  private func crossValidate() throws {
    if let curves { try OutputPlace.checkFolder(curves) }
    var recipe = fields.adapted(try source.recipe(models: models, output: nil), to: file)
    let examples = try fields.reader(for: recipe.features, threads: threads.count).readToLearn(file)
    recipe = source.fitted(recipe, to: examples)
    let (foldCount, repeats) = (folds ?? 5, repeats ?? 1)
    let (report, curve) = try TrainingRun.watched("evaluate", threads: threads.count) { context in
      let report = try LeakageReport(
        recipe, on: examples, grouping: split, foldCount: foldCount, repeats: repeats, in: context)
      let plan = SplitPlan(grouping: report.grouping, foldCount: foldCount, seed: recipe.seed)
      return (
        report, learningCurve ? try LearningCurve(recipe, on: examples, plan: plan, in: context) : nil
      )
    }
    if let curves, let curve {
      try OutputPlace.makeFolder(curves)
      let svg = EvaluationChart.svg(of: curve, title: "Learning curve of \(recipe.description.name)")
      try AtomicFile.write(Array(svg.utf8), to: curves + "/learning-curve.svg")
    }
    let record = CrossValidationRecord(leakage: report, learningCurve: curve?.points)
    try output(record) { EvaluationTable.text(report, curve) }
  }

  private func output(_ record: some Encodable, table: () -> String) throws {
    var output = Output()
    switch format ?? .standard {
    case .table: try output.write(table())
    case .json: try output.writeLine(try prettyJSON(record))
    case .jsonl: try output.writeLine(try jsonLine(record))
    }
    try output.flush()
  }
}

extension SplitGrouping: ExpressibleByArgument {}

/// The measure of a recipe as JSON.
private struct CrossValidationRecord: Encodable {
  let leakage: LeakageReport
  let learningCurve: [LearningCurve.Point]?

  private enum CodingKeys: String, CodingKey {
    case learningCurve = "learning_curve"
  }

  func encode(to encoder: any Encoder) throws {
    try leakage.encode(to: encoder)
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encodeIfPresent(learningCurve, forKey: .learningCurve)
  }
}
