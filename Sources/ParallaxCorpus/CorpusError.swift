import GRDB

/// An error of the corpus: what was found, what was expected, in which file, and what to do.
public struct CorpusError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; new kinds may be added, so match with a default case.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The stable name of the code.
    public let rawValue: String
    /// Creates a code from its stable name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The file, or the article asked for, does not exist.
    public static let missing = Code(rawValue: "missing")
    /// The corpus can only be read.
    public static let readOnly = Code(rawValue: "read_only")
    /// A newer version of the program wrote the corpus.
    public static let newerVersion = Code(rawValue: "newer_version")
    /// An older version of the program wrote the corpus, and it may only be read.
    public static let olderVersion = Code(rawValue: "older_version")
    /// Another program holds the corpus for longer than the time to wait.
    public static let locked = Code(rawValue: "locked")
    /// The file is damaged, or no SQLite file at all.
    public static let damaged = Code(rawValue: "damaged")
    /// The file is an SQLite database of another kind.
    public static let notACorpus = Code(rawValue: "not_a_corpus")
    /// The disk is full.
    public static let full = Code(rawValue: "full")
    /// Reading or writing the file failed.
    public static let io = Code(rawValue: "io")
    /// A value given is not what it should be.
    public static let invalid = Code(rawValue: "invalid")
  }

  /// The kind of failure.
  public let code: Code
  /// What was found, what was expected, and what to do.
  public let message: String
  /// The file of the corpus, where the failure has to do with it.
  public let path: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, path: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
  }

  /// The file and the message, as a person reads them.
  public var description: String { path.map { "\($0): \(message)" } ?? message }
}

extension CorpusError {
  /// What an error of SQLite means for a corpus.
  init(_ error: any Error, path: String) {
    if let error = error as? CorpusError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.io, "\(error)", path: path)
      return
    }
    switch error.resultCode {
    case .SQLITE_READONLY:
      self.init(
        .readOnly, "the corpus cannot be written to; check the rights of the file and its folder", path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.locked, "another program is writing to the corpus; try again when it is done", path: path)
    case .SQLITE_CORRUPT:
      self.init(
        .damaged,
        "the file is damaged (\(error.message ?? "corrupt")); restore a copy, or export what of it can still be read, if anything, and add that anew",
        path: path)
    case .SQLITE_NOTADB:
      self.init(.damaged, "not a corpus: the file is no SQLite database, or its head is damaged", path: path)
    case .SQLITE_FULL:
      self.init(
        .full, "the disk is full; what was acknowledged is kept, free some space and run it again", path: path
      )
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .io, "the file cannot be opened; check that its folder exists and may be written to", path: path)
    default:
      self.init(
        .io, "\(error.message ?? error.resultCode.description) (SQLite \(error.extendedResultCode.rawValue))",
        path: path)
    }
  }
}
