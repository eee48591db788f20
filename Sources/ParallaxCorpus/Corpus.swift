import Foundation
import GRDB

/// A store of articles, their scores and their summaries in one SQLite file.
///
/// One program at a time writes, any number read meanwhile (write-ahead log). What a call that writes has
/// returned from survives the end of the program, however it ends, and the loss of power
/// (`synchronous = FULL`); a call that writes does all of its work or none.
///
/// Text is kept as it is, save that U+0000 becomes a space, as SQLite ends a text there.
public final class Corpus: Sendable {
  /// What a corpus is opened for.
  public enum Access: Sendable, Hashable {
    /// To read; the file must exist, and is not changed.
    case reading
    /// To read and write; the file is made where there is none, and brought to the current version.
    case writing
  }

  /// The file.
  public let path: String
  /// What the corpus was opened for.
  public let access: Access
  private let database: any DatabaseWriter

  /// Opens a corpus.
  ///
  /// - Parameters:
  ///   - path: The file. Beside it there are two more while it is open, `-wal` and `-shm`.
  ///   - access: What it is opened for.
  ///   - patience: How many seconds to wait for another program that writes.
  /// - Throws: ``CorpusError``, with code `missing`, `readOnly`, `newerVersion`, `olderVersion`, `locked`,
  ///   `damaged`, `notACorpus`, `full` or `io`.
  public init(path: String, access: Access = .writing, patience: Double = 5) throws(CorpusError) {
    self.path = path
    self.access = access
    guard access == .writing || FileManager.default.fileExists(atPath: path) else {
      throw CorpusError(.missing, "no such corpus; make one with \"parallax corpus add\"", path: path)
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw CorpusError(.notACorpus, "is a folder; name the file of a corpus", path: path)
    }
    do {
      database = try Corpus.patiently(patience) {
        if access == .writing { try Corpus.inspect(path, patience) }
        let database = try Corpus.connection(path, access, patience)
        switch access {
        case .reading: try database.read { try Corpus.check($0, path, access) }
        case .writing: try Corpus.prepare(database, path)
        }
        return database
      }
    } catch {
      throw CorpusError(error, path: path)
    }
  }

  /// Closes the file, so that it may be copied alone; nothing else may be called afterwards.
  ///
  /// - Throws: ``CorpusError`` with code `locked` where reading or writing goes on.
  public func close() throws(CorpusError) {
    do {
      // What another program's reading holds back stays in the `-wal` file, where it is safe too.
      if access == .writing { database.writeWithoutTransaction { _ = try? $0.checkpoint(.truncate) } }
      try database.close()
    } catch {
      throw CorpusError(error, path: path)
    }
  }

  /// Checks the whole file, and the index of words against the texts.
  ///
  /// - Throws: ``CorpusError`` with code `damaged`, saying what is wrong.
  public func verify() throws(CorpusError) {
    let faults = try read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
        + (try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil ? [] : ["a row without its article"])
    }
    if let first = faults.first { throw CorpusError(.damaged, "the file is damaged: \(first)", path: path) }
    if access == .writing {
      // Compares the index of words with the texts; SQLite takes the command as a row.
      try write {
        try $0.execute(sql: "INSERT INTO article_text (article_text, rank) VALUES ('integrity-check', 1)")
      }
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(CorpusError) -> Value {
    do { return try database.read(body) } catch { throw CorpusError(error, path: path) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(CorpusError) -> Value {
    guard access == .writing else {
      throw CorpusError(.readOnly, "the corpus was opened to read only", path: path)
    }
    do { return try database.write(body) } catch { throw CorpusError(error, path: path) }
  }
}

extension Corpus {
  /// Tries again, for so many seconds, what another program's lock kept from being done.
  ///
  /// SQLite waits for most locks by itself, but for none of those by which a new file becomes one with a write-ahead
  /// log.
  private static func patiently<Value>(_ seconds: Double, _ body: () throws -> Value) throws -> Value {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      do {
        return try body()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  private static func connection(
    _ path: String, _ access: Access, _ patience: Double
  ) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.maximumReaderCount = 8
    guard access == .reading else { return try DatabasePool(path: path, configuration: configuration) }
    configuration.readonly = true
    do {
      let pool = try DatabasePool(path: path, configuration: configuration)
      _ = try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return pool
    } catch let error as DatabaseError where isUnreadable(error, path) {
      // Reading needs a file beside the corpus for its locks. In a folder that cannot be written to there is
      // none, nor can anyone write: the file is read as one that does not change.
      let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
      let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
      return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    }
  }

  private static func isUnreadable(_ error: DatabaseError, _ path: String) -> Bool {
    guard [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) else { return false }
    return FileManager.default.isReadableFile(atPath: path)
      && isEmpty(path + "-wal")
  }

  /// Whether a file holds nothing, or is not there: nothing is to be read from such a log.
  private static func isEmpty(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return size == nil || size == 0
  }

  /// Looks at a file before it is opened to write, which already changes it.
  private static func inspect(_ path: String, _ patience: Double) throws {
    let files = FileManager.default
    guard let size = try? files.attributesOfItem(atPath: path)[.size] as? Int else { return }
    guard files.isWritableFile(atPath: path) else {
      throw CorpusError(.readOnly, "the file cannot be written to; check its rights", path: path)
    }
    if size == 0 { return }
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { try check($0, path, .writing) }
    try queue.close()
  }

  /// Refuses a file that is no corpus, or of another version.
  private static func check(_ db: Database, _ path: String, _ access: Access) throws {
    let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    // The list of steps comes first, in a transaction of its own, so that a corpus begun is one that holds only that.
    let tables = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name != 'grdb_migrations'")
    let migrator = CorpusSchema.migrator()
    let isEmpty = try tables == 0 && migrator.appliedIdentifiers(db).isEmpty
    if mark != CorpusSchema.applicationID {
      guard isEmpty else {
        throw CorpusError(.notACorpus, "an SQLite database that is no corpus; name another file", path: path)
      }
      if access == .reading {
        throw CorpusError(.missing, "the corpus is empty; add articles first", path: path)
      }
      return
    }
    if try migrator.hasBeenSuperseded(db) {
      throw CorpusError(
        .newerVersion, "a newer version of Parallax wrote this corpus; update the program", path: path)
    }
    if access == .reading, try !migrator.hasCompletedMigrations(db) {
      throw CorpusError(
        .olderVersion,
        "an older version of Parallax wrote this corpus; run \"parallax corpus add\" on it, "
          + "or open it to write, which brings it up to date", path: path)
    }
  }

  private static func prepare(_ database: any DatabaseWriter, _ path: String) throws {
    try database.read { try check($0, path, .writing) }
    // GRDB sets NORMAL, which may lose the last commits to a power failure.
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    let migrator = CorpusSchema.migrator()
    var steps = 0
    while true {
      do {
        return try migrator.migrate(database)
      } catch {
        // Of programs that begin one file at once, all but one find each table made by then; as long as steps are
        // added it is not this program's fault.
        let done = try database.read { try migrator.appliedIdentifiers($0).count }
        guard done > steps else { throw error }
        steps = done
      }
    }
  }
}
