import Foundation
import ParallaxFeatures

/// Finds models by name in a fixed order of places.
///
/// The order: folders given explicitly, those of the environment, `Models` and `models` next to the
/// executable, `share/parallax/models` beside the executable's folder, the build tree. The first place that
/// has a model of the name wins. The locator reads neither the environment nor the program's path: the
/// program passes them in.
public struct ModelLocator: Sendable, Hashable {
  /// The folders looked in, each holding one folder a model, in order.
  public let places: [String]

  /// Creates a locator.
  ///
  /// - Parameters:
  ///   - directories: Folders of models given by the user, first of all.
  ///   - environmentValue: The value of `PARALLAX_MODELS`: one folder, or several between colons.
  ///   - executableDirectory: The folder the running program stands in.
  ///   - buildTree: The folder of models in the source tree, last of all.
  public init(
    directories: [String] = [], environmentValue: String? = nil, executableDirectory: String? = nil,
    buildTree: String? = nil
  ) {
    var places = directories
    places += (environmentValue ?? "").split(separator: ":").map(String.init)
    if let executableDirectory {
      places += ["Models", "models", "../share/parallax/models"].map { executableDirectory + "/" + $0 }
    }
    if let buildTree { places.append(buildTree) }
    self.places = places
  }

  /// Finds a model by its name or by the path of its folder.
  ///
  /// What holds a slash is a path. A name is looked up in all places, then as a folder of the working folder.
  ///
  /// - Parameter model: A name such as `leaning`, or the path of a model's folder or file.
  /// - Throws: ``ModelError`` of code `missing`, naming every place looked at and the models there are.
  public func locate(_ model: String) throws(ModelError) -> LocatedModel {
    let isPath = model.utf8.contains(UInt8(ascii: "/")) || [".", "..", LocatedModel.fileName].contains(model)
    if !isPath, !model.isEmpty {
      for place in places where Self.holdsModel(place + "/" + model) {
        return LocatedModel(name: model, directory: place + "/" + model)
      }
    }
    if !model.isEmpty, let located = Self.model(atPath: model) { return located }
    throw isPath ? Self.missing(path: model) : missing(name: model)
  }

  /// Finds the file of term vectors by the name of its folder, or by the path of either.
  ///
  /// - Throws: ``ModelError`` of code `missing`, naming every place looked at.
  public func locateVectors(_ name: String = TermVectors.folderName) throws(ModelError) -> String {
    let candidates =
      name.utf8.contains(UInt8(ascii: "/")) ? [name] : places.map { $0 + "/" + name } + [name]
    for candidate in candidates {
      for path in [candidate + "/" + TermVectors.fileName, candidate] where Self.isFile(path) { return path }
    }
    throw ModelError(
      .missing,
      "there are no term vectors \"\(name)\"; looked for \(TermVectors.fileName) in "
        + "\(candidates.joined(separator: ", "))")
  }

  /// All models there are, by name; of models of one name the one that ``locate(_:)`` finds.
  public func available() -> [LocatedModel] {
    var found: [String: LocatedModel] = [:]
    for place in places {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      where found[name] == nil && Self.holdsModel(place + "/" + name) {
        found[name] = LocatedModel(name: name, directory: place + "/" + name)
      }
    }
    return found.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func model(atPath path: String) -> LocatedModel? {
    var url = URL(filePath: path).standardizedFileURL
    if url.lastPathComponent == LocatedModel.fileName, isFile(path) { url.deleteLastPathComponent() }
    let directory = url.path
    return holdsModel(directory) ? LocatedModel(name: url.lastPathComponent, directory: directory) : nil
  }

  private static func holdsModel(_ directory: String) -> Bool {
    isFile(directory + "/" + LocatedModel.fileName)
  }

  private static func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
  }

  private static func missing(path: String) -> ModelError {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    let fault =
      switch (exists, isDirectory.boolValue) {
      case (false, _): "does not exist"
      case (true, true): "holds no \(LocatedModel.fileName)"
      case (true, false): "is no model's folder"
      }
    return ModelError(.missing, "\(fault); give a model's name or the folder of its file", path: path)
  }

  private func missing(name: String) -> ModelError {
    let looked = places + ["the working folder"]
    let names = available().map(\.name).joined(separator: ", ")
    return ModelError(
      .missing,
      "there is no model named \"\(name)\"; looked in \(looked.joined(separator: ", ")); "
        + (names.isEmpty ? "none of these holds a model" : "there are \(names)")
        + "; give one of these names, or the path of a model's folder")
  }
}
