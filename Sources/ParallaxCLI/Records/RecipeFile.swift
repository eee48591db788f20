import Foundation
import Parallax
import Yams

/// A training configuration as a file of JSON or YAML.
enum RecipeFile {
  /// Reads a recipe; `.yaml` and `.yml` are YAML, any other file is JSON.
  ///
  /// - Throws: `ModelError` naming the file and what is wrong with it.
  static func read(_ path: String) throws -> ClassifierRecipe {
    guard ["yaml", "yml"].contains((path as NSString).pathExtension.lowercased()) else {
      return try ClassifierRecipe(contentsOf: path)
    }
    let json = try yaml(path)
    do throws(ModelError) { return try ClassifierRecipe(json: json) } catch {
      throw ModelError(error.code, error.message, path: path)
    }
  }

  /// The JSON of a file of JSON or YAML.
  static func json(_ path: String) throws -> Data {
    guard ["yaml", "yml"].contains((path as NSString).pathExtension.lowercased()) else {
      return try content(path)
    }
    return try yaml(path)
  }

  private static func content(_ path: String) throws -> Data {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ModelError(.missing, "no such file; check the name", path: path)
    }
    do { return try Data(contentsOf: URL(filePath: path)) } catch {
      throw ModelError(.io, "cannot be read: \(error.localizedDescription)", path: path)
    }
  }

  private static func yaml(_ path: String) throws -> Data {
    let text = String(decoding: try content(path), as: UTF8.self)
    let value: Any?
    do { value = try Yams.load(yaml: text) } catch {
      throw ModelError(.malformed, "not YAML: \(error)", path: path)
    }
    // What JSON has no word for, such as a date, is refused rather than guessed at.
    guard let value, JSONSerialization.isValidJSONObject(value) else {
      throw ModelError(
        .malformed, "not a training configuration: expected keys with numbers, strings, lists and no others",
        path: path)
    }
    return try JSONSerialization.data(withJSONObject: value)
  }
}
