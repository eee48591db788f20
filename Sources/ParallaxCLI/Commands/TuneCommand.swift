import ArgumentParser
import Foundation
import Parallax

struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Searches the settings that do best on held-out folds.",
    discussion: """
      The grid is JSON or YAML: lists of values by the keys of the configuration, joined by dots, such as
      {"learner.C": [0.1, 1, 10], "vectorizer.min_df": [1, 5]}. Candidates are compared by the mean macro-F1
      of the folds, which keep outlets and events together where records name them. The best configuration is
      the output, ready for train.

      EXAMPLES
        parallax tune --config recipe.json --grid grid.json --output best.json train.jsonl
        parallax tune --grid grid.yaml --random 20 --halving 3 --nested train.jsonl
      """)

  @OptionGroup var source: RecipeOptions
  @Option(help: ArgumentHelp("The values to try, by setting.", valueName: "file"))
  var grid: String
  @Argument(help: ArgumentHelp("Labelled records.", valueName: "file"))
  var file: String
  @Option(help: ArgumentHelp("The file for the best configuration.", valueName: "json"))
  var output: String?
  @Flag(help: "Replace a file that is there.")
  var force = false
  @Option(help: ArgumentHelp("Try so many combinations, drawn by the seed, instead of all.", valueName: "n"))
  var random: Int?
  @Option(
    help: ArgumentHelp(
      "Start on few records, and keep one candidate in so many from round to round.", valueName: "n"))
  var halving = 0
  @Flag(help: "Repeat the search inside of each fold and measure its winner outside.")
  var nested = false
  @Option(help: ArgumentHelp("random, outlet, event or both; what folds keep together.", valueName: "group"))
  var split: SplitGrouping?
  @Option(help: "The number of folds.")
  var folds = 5
  @Option(help: "The seed of folds and draws.")
  var seed: UInt64 = 0
  @OptionGroup var fields: RecordOptions
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    if let random, random < 1 { throw ValidationError("--random \(random): expected 1 or more") }
    guard halving == 0 || halving >= 2 else {
      throw ValidationError("--halving \(halving): expected 2 or more")
    }
    guard folds >= 2 else { throw ValidationError("--folds \(folds): expected 2 or more") }
  }

  func run() throws {
    var recipe = fields.adapted(try source.recipe(models: models, output: nil), to: file)
    if let output { try OutputPlace.checkFile(output, isForced: force) }
    let examples = try fields.reader(for: recipe.features, threads: threads.count).readToLearn(file)
    recipe = source.fitted(recipe, to: examples)
    try split?.check(examples)
    let plan = SplitPlan.standard(for: examples, grouping: split, foldCount: folds, seed: seed)
    let search = try search(plan)
    let report = try TrainingRun.watched("tune", threads: threads.count) {
      try search.run(recipe, on: examples, isNested: nested, in: $0)
    }
    if let output { try AtomicFile.write(Array(try prettyJSON(report.best)) + [0x0A], to: output) }
    var out = Output()
    switch format ?? .standard {
    case .table: try out.write(TuneCommand.table(report, plan))
    case .json: try out.writeLine(try prettyJSON(report))
    case .jsonl: try out.writeLine(try jsonLine(report))
    }
    try out.flush()
  }

  private func search(_ plan: SplitPlan) throws -> RecipeSearch {
    let json = try RecipeFile.json(grid)
    do throws(ModelError) {
      return try RecipeSearch(
        grid: json, strategy: random.map { .random($0) } ?? .grid, plan: plan, halving: halving)
    } catch {
      throw ModelError(error.code, error.message, path: grid)
    }
  }

  private static func table(_ report: RecipeSearch.Report, _ plan: SplitPlan) -> String {
    var lines = ["macro-F1  accuracy  settings (\(plan.summary))"]
    for candidate in report.candidates {
      let settings = candidate.settings.keys.sorted().map { "\($0)=\(candidate.settings[$0] ?? "")" }
      lines.append(
        "\(fixed(candidate.macroF1, 4))    \(fixed(candidate.accuracy, 4))    "
          + settings.joined(separator: " ")
          + (candidate.share < 1 ? "  (dropped at \(fixed(100 * candidate.share, 0)) % of the records)" : ""))
    }
    if let nested = report.nested, !nested.isEmpty {
      let mean = nested.reduce(0, +) / Double(nested.count)
      lines.append("nested: the whole search gets macro-F1 \(fixed(mean, 4)) on folds it did not see")
    }
    return lines.map { SafeText.forTerminal($0) + "\n" }.joined()
  }
}
