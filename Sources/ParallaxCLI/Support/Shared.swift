import ArgumentParser
import Foundation
import Parallax
import ParallaxCorpus
import ParallaxService

/// The form a command prints its results in.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl

  /// A table for people at a terminal, JSON Lines for programs.
  static var standard: OutputFormat { Output.isTerminal ? .table : .jsonl }
}

/// Where models are looked for.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder of models, looked at first.", valueName: "dir"))
  var models: [String] = []
  @Option(help: "any, or commercial, which leaves out models whose data may not be used commercially.")
  var license = License.any

  /// Which models may be used.
  enum License: String, ExpressibleByArgument, CaseIterable {
    case any, commercial
  }

  func validate() throws {
    for folder in models {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw ValidationError(
          "--models \(folder): no such folder; expected a folder that holds model folders")
      }
    }
  }

  /// The locator that knows every place, in the order they are looked at.
  var locator: ModelLocator {
    // An installed program does not speak of the folder it was built in.
    let buildTree = BundledModels.sourceDirectory
    let isBuilt = FileManager.default.fileExists(atPath: buildTree)
    return ModelLocator(
      directories: models, environmentValue: ProcessInfo.processInfo.environment["PARALLAX_MODELS"],
      executableDirectory: executableDirectory, buildTree: isBuilt ? buildTree : nil)
  }

  /// Loads a model by its name or folder.
  ///
  /// - Throws: where there is none, or it may not be used under the licence asked for.
  func load(_ name: String) throws -> TextClassifier {
    let classifier = try TextClassifier(contentsOf: locator.locate(name).directory)
    guard allows(classifier) else {
      throw CommandFailure(
        .data, "the model \"\(classifier.name)\" may not be used commercially, by the licence of its data")
    }
    return classifier
  }

  /// Whether a model may be used under the licence asked for.
  func allows(_ classifier: TextClassifier) -> Bool {
    license == .any || classifier.description?.isNonCommercial != true
  }

  /// A model under its own name, where it is found and may be used; `leaning` has to be there.
  ///
  /// Scores are reported under the model's name; one of another name would be left out silently.
  private func shipped(_ name: String) throws -> VersionedModel? {
    let located: LocatedModel
    do throws(ModelError) {
      located = try locator.locate(name)
    } catch {
      if name != "leaning", error.code == .missing { return nil }
      throw error
    }
    let model = try VersionedModel(contentsOf: located.directory)
    guard model.classifier.name == name else {
      throw CommandFailure(
        .data, "the model in the folder \(name) is named \"\(model.classifier.name)\"; rename it")
    }
    return allows(model.classifier) ? model : nil
  }

  /// The models that score articles.
  func articleModels() throws -> [TextClassifier] { try versionedArticleModels().map(\.classifier) }

  private func versionedArticleModels() throws -> [VersionedModel] {
    try ["leaning", "hyperpartisan", "frames"].compactMap { try shipped($0) }
  }

  /// What reads the sentences of articles: nil for models that are not found or may not be used, and for stance
  /// without a gazetteer.
  func sentenceReaders(gazetteer: Gazetteer?) throws -> (stance: StanceReader?, wording: WordingReader?) {
    var stance: StanceReader?
    if let gazetteer, let model = try shipped("stance-actor")?.classifier {
      stance = try StanceReader(model, gazetteer: gazetteer)
    }
    return (stance, try shipped("bias-wording").map { try WordingReader($0.classifier) })
  }

  /// What the profiles of articles are made by: all models that are found and may be used.
  ///
  /// - Parameters:
  ///   - withStance: whether the model of stance is loaded, which takes a gazetteer.
  ///   - axes: a file of axes; the shipped ones where it is nil.
  func profileModels(withStance: Bool, axes: String? = nil) throws -> ProfileModels {
    // Side by side, because a first article waits for all of them.
    let wording = BackgroundWork { try shipped("bias-wording") }
    let places = BackgroundWork { try frameAxes(axes) }
    let stance = withStance ? BackgroundWork { try shipped("stance-actor") } : nil
    return ProfileModels(
      articles: try versionedArticleModels(), stance: try stance?.value(), wording: try wording.value(),
      axes: try places.value())
  }

  /// What makes the profiles of articles, with stance toward the actors of a gazetteer, where one is given.
  func profiler(gazetteer: Gazetteer?, axes: String?) throws -> ArticleProfiler {
    try profileModels(withStance: gazetteer != nil, axes: axes).profiler(gazetteer)
  }

  /// What a service computes with: all models that are found and may be used.
  func engine() throws -> ServiceEngine {
    let models = try profileModels(withStance: true)
    let comparison = BackgroundWork { try Self.comparison() }
    var engine = try ServiceEngine(models)
    engine.comparison = try comparison.value()
    return engine
  }

  /// What a service compares by; a copy of the program alone serves as well, with less to compare by.
  private static func comparison() throws -> Coverage.Options {
    var comparison = Coverage.Options()
    if let background = try? DataFiles.background(at: nil) {
      comparison.contrast?.background = TermBackground(background)
      comparison.alignment?.background = background
    }
    if let path = try? DataFiles.path(of: DataFiles.media) {
      comparison.media = [try Gazetteer(contentsOf: path)]
    }
    return comparison
  }

  /// The axes of a file over the shipped vectors, and their version; nil where neither was asked for and there are no
  /// vectors.
  private func frameAxes(_ path: String?) throws -> (places: FrameAxes, version: String)? {
    let vectors: SafetensorsFile
    do throws(ModelError) { vectors = try SafetensorsFile(contentsOf: locator.locateVectors()) } catch {
      if path != nil || error.code != .missing { throw error }
      return nil
    }
    let file = try path ?? DataFiles.path(of: DataFiles.axes)
    let axes = try FrameAxis.axes(contentsOf: file)
    let version = Corpus.version(of: try ArticleReader().bytes(of: file)) + "+" + (vectors.checksum ?? "")
    return (try FrameAxes(axes, vectors: try TermVectors(vectors)), version)
  }
}

/// The folder of the running program, links resolved.
let executableDirectory: String? = {
  let path =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  return URL(filePath: path).deletingLastPathComponent().path
}()

/// A number with a fixed number of decimals, whatever the locale.
///
/// What rounds to zero has no sign.
func fixed(_ value: Double, _ decimals: Int) -> String {
  let text = String(format: "%.\(decimals)f", value)
  return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
}

/// JSON with sorted keys on one line, so that the same value gives the same bytes.
func jsonLine(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value)
}

/// JSON with sorted keys, indented.
func prettyJSON(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
  return try encoder.encode(value)
}

/// Writes records as JSON Lines, or as one JSON array.
struct RecordWriter: ~Copyable {
  private let format: OutputFormat
  private var output = Output()
  private var count = 0

  init(_ format: OutputFormat) { self.format = format }

  mutating func write(_ record: some Encodable) throws {
    try write(json: [UInt8](try jsonLine(record)))
  }

  /// Writes a record that is JSON already.
  mutating func write(json: [UInt8]) throws {
    if format == .json {
      try output.write(count == 0 ? "[\n" : ",\n")
      try output.write(bytes: json)
    } else {
      try output.writeLine(json)
    }
    count += 1
  }

  mutating func write(text: String) throws { try output.write(text) }

  mutating func write(bytes: [UInt8]) throws { try output.write(bytes: bytes) }

  mutating func finish() throws {
    if format == .json { try output.write(count == 0 ? "[]\n" : "\n]\n") }
    try output.flush()
  }
}
