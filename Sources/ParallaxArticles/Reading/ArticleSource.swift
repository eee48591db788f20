import Foundation

/// Where articles are read from.
public enum ArticleSource: Sendable, Hashable {
  /// A file: `.txt` is one article, `.jsonl`, `.ndjson` and `.json` hold one in each line, any other is
  /// looked into.
  case file(String)
  /// A folder with all that is below it: its `.txt`, `.jsonl`, `.ndjson` and `.json` files in the order of
  /// their paths' bytes.
  case folder(String)
  /// A CSV file that names text files and says what is known about them.
  case manifest(String)
  /// Standard input: JSON Lines where the first character is a brace, one text otherwise.
  case standardInput

  /// The source that an argument of a command names: `-` is standard input, a folder a folder, a `.csv`
  /// file a manifest, and anything else a file.
  public init(argument: String) {
    var isFolder: ObjCBool = false
    if argument == "-" {
      self = .standardInput
    } else if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue {
      self = .folder(argument)
    } else if argument.lowercased().hasSuffix(".csv") {
      self = .manifest(argument)
    } else {
      self = .file(argument)
    }
  }
}
