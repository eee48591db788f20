import Foundation

/// Where articles are read from.
public enum ArticleSource: Sendable, Hashable {
  /// A file: `.txt` is one article, `.html` and `.htm` a page, `.jsonl`, `.ndjson` and `.json` hold one in each
  /// line, `.csv` one in each row, `.warc` one in each record, all of them compressed or not; any other is
  /// looked into.
  case file(String)
  /// A folder with all that is below it: its files of these kinds, tables aside, in the order of
  /// their paths' bytes.
  case folder(String)
  /// A CSV file that names text files and says what is known about them.
  case manifest(String)
  /// Standard input: JSON Lines where the first character is a brace, a page or a web archive where it begins
  /// as one, one text otherwise.
  case standardInput

  /// The source that an argument of a command names: `-` is standard input, a folder a folder, a `.csv`
  /// file with a column `path` a manifest, and anything else a file.
  public init(argument: String) {
    var isFolder: ObjCBool = false
    if argument == "-" {
      self = .standardInput
    } else if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue {
      self = .folder(argument)
    } else if argument.lowercased().hasSuffix(".csv"), Self.hasPathColumn(argument) {
      self = .manifest(argument)
    } else {
      self = .file(argument)
    }
  }

  /// Whether the header of a table has a column of paths; a table that cannot be read counts as having one, so
  /// that the reader of manifests tells why.
  private static func hasPathColumn(_ path: String) -> Bool {
    guard var stream = try? ByteStream(path: path, chunkBytes: 1 << 16), let head = try? stream.next() else {
      return true
    }
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    let text = TextDecoding.decode(Array(line)).text.lowercased()
    let columns = text.split(separator: ",").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\t"))
    }
    return columns.contains("path") || columns.isEmpty
  }
}
