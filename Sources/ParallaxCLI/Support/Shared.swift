import ArgumentParser
import Foundation
import Parallax

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
    ModelLocator(
      directories: models, environmentValue: ProcessInfo.processInfo.environment["PARALLAX_MODELS"],
      executableDirectory: executableDirectory, buildTree: BundledModels.sourceDirectory)
  }

  /// Loads a model by its name or folder.
  func load(_ name: String) throws -> TextClassifier {
    try TextClassifier(contentsOf: locator.locate(name).directory)
  }

  /// The models that score articles.
  func articleModels() throws -> [TextClassifier] {
    let model = try load("leaning")
    // Scores are reported under the model's own name; one of another name would be left out silently.
    guard model.name == "leaning" else {
      throw CommandFailure(.data, "the model in the folder leaning is named \"\(model.name)\"; rename it")
    }
    return [model]
  }
}

/// The folder of the running program, links resolved.
let executableDirectory: String? = {
  let path =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  return URL(filePath: path).deletingLastPathComponent().path
}()

/// A number with a fixed number of decimals, whatever the locale.
func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

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
    if format == .json {
      try output.write(count == 0 ? "[\n" : ",\n")
      try output.write(String(decoding: try jsonLine(record), as: UTF8.self))
    } else {
      try output.writeLine(try jsonLine(record))
    }
    count += 1
  }

  mutating func write(text: String) throws { try output.write(text) }

  mutating func finish() throws {
    if format == .json { try output.write(count == 0 ? "[]\n" : "\n]\n") }
    try output.flush()
  }
}
