import ArgumentParser
import Parallax

extension LineClassifierUse: ExpressibleByArgument {}

/// Which cleaning rules apply.
struct CleaningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Keep what this rule would remove; may be given several times.", valueName: "rule"))
  var keep: [String] = []
  @Option(help: ArgumentHelp("Remove only what these rules find.", valueName: "rule"))
  var drop: [String] = []
  @Option(help: "When the trained classifier of lines is asked: whole-pages, always or never.")
  var lineClassifier: LineClassifierUse = .wholePages
  @Flag(help: "Learn each outlet's recurring lines first, and remove them; reads the input twice.")
  var templates = false

  func validate() throws {
    for rule in keep + drop where !RemovedSpan.Rule.all.contains(RemovedSpan.Rule(rawValue: rule)) {
      let known = RemovedSpan.Rule.all.map(\.rawValue).sorted().joined(separator: ", ")
      throw ValidationError("no rule \"\(rule)\"; known are \(known)")
    }
    if !keep.isEmpty, !drop.isEmpty { throw ValidationError("give --keep or --drop, not both") }
  }

  /// The cleaner; where templates are asked for it has learnt them from the sources.
  func cleaner(for sources: [ArticleSource], reading: ArticleReadingOptions) throws -> ArticleCleaner {
    let all = RemovedSpan.Rule.all
    let disabled =
      drop.isEmpty
      ? keep.map { RemovedSpan.Rule(rawValue: $0) }
      : all.filter { !drop.contains($0.rawValue) && $0 != .whitespace }
    var cleaner = ArticleCleaner(
      configuration: .init(disabledRules: disabled, lineClassifier: lineClassifier))
    guard templates else { return cleaner }
    guard !sources.contains(.standardInput) else {
      throw ValidationError("--templates reads the input twice: name files, not standard input")
    }
    var learnt = OutletTemplates()
    let reader = ArticleReader(configuration: try reading.configuration())
    for source in sources {
      reader.read(source) { result in
        // What cannot be read is told of when it is read again.
        if case .success(let article) = result { learnt.learn(from: article) }
      }
    }
    cleaner.templates = learnt
    return cleaner
  }
}
