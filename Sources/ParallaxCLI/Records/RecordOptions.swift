import ArgumentParser
import Parallax

/// Where labelled records have their parts.
struct RecordOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The field of the label, or of an array of labels.", valueName: "field"))
  var label = "label"
  @Option(help: ArgumentHelp("The field of the text; text, content or body by default.", valueName: "field"))
  var text: String?
  @Option(
    help: ArgumentHelp("The field of the claim or headline the text is held against.", valueName: "field"))
  var claim = "claim"
  @Option(
    name: [.customLong("outlet"), .customLong("group")],
    help: ArgumentHelp("The field of the outlet; outlet or source by default.", valueName: "field"))
  var outlet: String?
  @Option(help: ArgumentHelp("The field of the event.", valueName: "field"))
  var event = "event"
  @Option(
    help: ArgumentHelp(
      "jsonl, csv, tsv, fasttext or svmlight; told by the file's name, or its content, by default.",
      valueName: "format"))
  var inputFormat: RecordFormat?

  /// The layout of labelled records whose numbers have the given names.
  ///
  /// - Parameters:
  ///   - numbers: The names of the numbers the model reads.
  ///   - readsText: Whether it reads a text at all.
  func layout(numbers: [String], readsText: Bool) -> RecordLayout {
    var layout = RecordLayout()
    if let text { layout.text = [text] }
    if let outlet { layout.outlet = [outlet] }
    layout.label = label
    layout.claim = claim
    layout.event = event
    layout.numbers = numbers
    layout.textMayBeMissing = !readsText
    return layout
  }

  /// A reader of the records a pipeline's model learns from.
  func reader(for configuration: FeaturePipeline.Configuration, threads: Int) -> LabeledRecords {
    LabeledRecords(
      layout: layout(numbers: configuration.numberNames, readsText: configuration.readsText),
      format: inputFormat, threads: threads)
  }
}

/// Whose recipe a command follows, and what it changes in it.
struct RecipeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The training configuration, JSON or YAML; defaults without.", valueName: "file"))
  var config: String?
  @Option(help: ArgumentHelp("A shipped model whose recipe is used.", valueName: "name"))
  var task: String?
  @Option(
    help: ArgumentHelp(
      "A setting and its JSON value, such as learner.C=3; may be given several times.", valueName: "key=value"
    ))
  var set: [String] = []

  func validate() throws {
    guard config == nil || task == nil else { throw ValidationError("give either --config or --task") }
    for setting in set where !setting.contains("=") {
      throw ValidationError("--set \(setting): expected KEY=VALUE, such as learner.C=3")
    }
  }

  /// The recipe with its changes; its model has the name of a folder where nothing names it.
  func recipe(models: ModelOptions, output: String?) throws -> ClassifierRecipe {
    var recipe = ClassifierRecipe()
    if let task {
      recipe = try ClassifierRecipe(contentsOf: models.locator.locate(task).directory + "/recipe.json")
    } else if let config {
      recipe = try RecipeFile.read(config)
    }
    if recipe.description == ClassifierRecipe().description, let name = output.flatMap(Self.modelName) {
      recipe.description.name = name
    }
    guard !set.isEmpty else { return recipe }
    var settings: [String: String] = [:]
    for setting in set {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      settings[parts[0]] = parts[1]
    }
    return try recipe.setting(settings)
  }

  /// The last part of a path, as far as it can name a model.
  private static func modelName(_ path: String) -> String? {
    let last = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let name = last.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "-"
    }
    let trimmed = String(name.prefix(64).drop { $0 == "." || $0 == "-" })
    return trimmed.isEmpty ? nil : trimmed
  }
}
