import Foundation
import Parallax

/// Tells whether a source holds records of a line each, such as JSON Lines in UTF-8, which have a road of their own.
enum LineSource {
  /// A reader of the source's lines; nil where it holds something else, which then is still to be read.
  ///
  /// - Parameter format: How the lines are written down; nil looks whether they are JSON.
  /// - Throws: `ArticleError` where the source cannot be read.
  static func reader(of source: ArticleSource, as format: RecordFormat? = nil) throws -> LineReader? {
    switch source {
    case .file(let path) where format != nil && format != .jsonl:
      return isFile(path) ? try LineReader(path) : nil
    case .standardInput where format != nil && format != .jsonl: return try LineReader("-")
    case .folder, .manifest: return nil
    case .file(let path):
      guard isFile(path) else { return nil }
      let head = try head(of: path)
      let isNamed = RecordFormat(path: path) == .jsonl
      guard isNamed || RecordFormat(path: path) == nil && !path.hasSuffix(".txt") && beginsObject(head),
        isUTF8(head)
      else { return nil }
      return try LineReader(path)
    case .standardInput:
      let head = headOfStandardInput()
      if beginsObject(head), isUTF8(head) { return try LineReader("-", head: head) }
      try giveBack(head)
      return nil
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  private static func beginsObject(_ head: [UInt8]) -> Bool {
    let start = head.starts(with: LineReader.byteOrderMark) ? LineReader.byteOrderMark.count : 0
    return head[start...].first { $0 > 0x20 } == UInt8(ascii: "{")
  }

  /// Whether the beginning is not that of UTF-16 or of a file of unknown bytes.
  private static func isUTF8(_ head: [UInt8]) -> Bool {
    !head.starts(with: [0xFF, 0xFE]) && !head.starts(with: [0xFE, 0xFF]) && !head.contains(0)
  }

  private static func head(of path: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 4096)).map { [UInt8]($0) } ?? []
  }

  /// What standard input gives first, up to the first byte that is not white space.
  private static func headOfStandardInput() -> [UInt8] {
    var head: [UInt8] = []
    while head.count < 1 << 16, head.allSatisfy({ $0 <= 0x20 }) {
      let chunk = StandardInput.chunk()
      if chunk.isEmpty { break }
      head += chunk
    }
    return head
  }

  /// Makes standard input begin anew: with what was taken, then what is left.
  private static func giveBack(_ head: [UInt8]) throws {
    if lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0, lseek(STDIN_FILENO, 0, SEEK_SET) == 0 { return }
    try StandardInput.copyToFile(after: head)
  }
}
