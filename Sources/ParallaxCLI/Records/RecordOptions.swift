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
    help: ArgumentHelp(
      "The field of the target, {from, to} in the text, or with an s several of them with a label each.",
      valueName: "field"))
  var target = "target"
  @Option(
    help: ArgumentHelp(
      "The field of an array of words that a person marked; read in training.", valueName: "field"))
  var marks = "marks"
  @Option(
    help: ArgumentHelp(
      "A label of the records and what it means, such as 2=negative; nothing after = leaves records out.",
      valueName: "label=name"))
  var relabel: [String] = []
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

  func validate() throws {
    for name in relabel where !name.contains("=") {
      throw ValidationError("--relabel \(name): expected LABEL=NAME, such as 2=negative")
    }
  }

  /// The layout of labelled records that a pipeline reads.
  func layout(for configuration: FeaturePipeline.Configuration) -> RecordLayout {
    var layout = RecordLayout()
    if let text { layout.text = [text] }
    if let outlet { layout.outlet = [outlet] }
    layout.label = label
    layout.claim = claim
    layout.event = event
    layout.numbers = configuration.numberNames
    layout.textMayBeMissing = !configuration.readsText
    layout.target = configuration.readsTarget ? target : nil
    layout.marks = configuration.readsMarks ? marks : nil
    for name in relabel {
      let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      layout.labelNames.updateValue(parts[1].isEmpty ? nil : parts[1], forKey: parts[0])
    }
    return layout
  }

  /// A recipe for the records of a file: SVMlight's, which have columns and no text, are learnt by their columns where the
  /// recipe does not say by what.
  func adapted(_ recipe: ClassifierRecipe, to path: String) -> ClassifierRecipe {
    guard (inputFormat ?? RecordFormat(path: path)) == .svmlight,
      recipe.features == ClassifierRecipe().features
    else { return recipe }
    var recipe = recipe
    recipe.features.blocks = [FeatureBlock("columns", .numbers([], missing: .zero))]
    return recipe
  }

  /// A reader of the records that a model is measured on or fitted to: their labels are its own.
  func reader(for classifier: TextClassifier, threads: Int) -> LabeledRecords {
    var reader = reader(for: classifier.features.configuration, threads: threads)
    reader.known = classifier.labels
    reader.isExclusive = !classifier.isMultiLabel
    return reader
  }

  /// A reader of the records a pipeline's model learns from.
  func reader(for configuration: FeaturePipeline.Configuration, threads: Int) -> LabeledRecords {
    LabeledRecords(
      layout: layout(for: configuration), format: inputFormat, threads: threads)
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
    if recipe.description.name == ClassifierRecipe().description.name,
      let name = output.flatMap(Self.modelName)
    {
      recipe.description.name = name
    }
    guard !set.isEmpty else { return try withVectors(recipe, models) }
    var settings: [String: String] = [:]
    for setting in set {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      settings[parts[0]] = parts[1]
    }
    return try withVectors(try recipe.setting(settings), models)
  }

  /// The recipe for what its records turn out to be: several labels in some make a model of several.
  func fitted(_ recipe: ClassifierRecipe, to examples: [LabeledExample]) -> ClassifierRecipe {
    guard !recipe.isMultiLabel, examples.contains(where: { $0.labels.count != 1 }) else { return recipe }
    Console.note("parallax: records have several labels, or none: going on with multi_label")
    var recipe = recipe
    recipe.isMultiLabel = true
    if recipe.calibration == .temperature { recipe.calibration = .platt }
    return recipe
  }

  /// The recipe with the term vectors, the lexicon and the priors that its blocks read.
  private func withVectors(_ recipe: ClassifierRecipe, _ models: ModelOptions) throws -> ClassifierRecipe {
    var recipe = recipe
    if recipe.features.readsVectors {
      recipe.features.vectors = try TermVectors(contentsOf: try models.locator.locateVectors())
    }
    if let lexicon = recipe.features.readsLexicon {
      // The name becomes part of a path.
      try recipe.features.validate()
      recipe.features.lexicon = try WordLexicon(
        contentsOf: try DataFiles.path(of: DataFiles.lexicon(lexicon.name)))
    }
    for name in recipe.features.readsPriors {
      recipe.features.priors[name] = try TermWeights(models.load(name))
    }
    return recipe
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
