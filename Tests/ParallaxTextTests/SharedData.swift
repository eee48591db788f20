import Foundation

/// Published test data that does not come with the project, in the folder that `PARALLAX_SHARED` names.
enum SharedData {
  static let path = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]
  static let isThere = path != nil

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: (path ?? "") + "/" + name, encoding: .utf8)
  }

  /// The text of a file packed by zstd, whose tool must be installed.
  static func unpacked(_ name: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["zstd", "-dc", (path ?? "") + "/" + name]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
