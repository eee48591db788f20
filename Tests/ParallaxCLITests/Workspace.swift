import Foundation

/// A folder of a test's own, removed with the last reference to it.
final class Workspace: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "parallax-cli-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // A test may have taken its own permissions away.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      chmod(file(name), 0o755)
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of an entry of the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path; folders on the way are made.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  /// Makes a folder and returns its path.
  func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
    return file(name)
  }

  /// Writes a file of one repeated byte between a head and a tail, without holding it in memory.
  func writeLong(_ name: String, head: String, byte: UInt8, count: Int, tail: String) throws -> String {
    try write(name, head)
    let handle = try FileHandle(forWritingTo: URL(filePath: file(name)))
    try handle.seekToEnd()
    let block = Data(repeating: byte, count: 1 << 20)
    var left = count
    while left > 0 {
      try handle.write(contentsOf: block.prefix(left))
      left -= block.count
    }
    try handle.write(contentsOf: Data(tail.utf8))
    try handle.close()
    return file(name)
  }
}
