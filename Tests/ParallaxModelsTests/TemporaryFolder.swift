import Foundation

/// A folder of a test's own, removed with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "parallax-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of an entry of the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// The names of everything in the folder, hidden files included, sorted.
  func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// Creates an empty stand-in for a model's file.
  func addModel(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: file(folder), withIntermediateDirectories: true)
    try Data([0]).write(to: URL(filePath: file(folder) + "/model.safetensors"))
  }
}
