import Foundation

/// Whether something can be written where it is to be, asked before the work is done.
enum OutputPlace {
  /// Checks the place of a file.
  ///
  /// - Throws: ``CommandFailure`` where it is there already and not to be replaced, is a folder, or has none to be in.
  static func checkFile(_ path: String, isForced: Bool) throws(CommandFailure) {
    if let kind = kind(of: path) {
      guard kind == .file else { throw CommandFailure(.io, "\(path) is a folder; name a file") }
      guard isForced else { throw CommandFailure(.io, "\(path) exists; give --force to replace it") }
    }
    let folder = parent(of: path)
    guard kind(of: folder) == .folder else {
      throw CommandFailure(.io, "\(folder) is no folder; make it first")
    }
  }

  /// Checks the place of a folder that is there, or is to be made with all that it is in.
  ///
  /// - Throws: ``CommandFailure`` where a file is in its way, or nothing may be written.
  static func checkFolder(_ path: String) throws(CommandFailure) {
    var part = path
    while kind(of: part) == nil { part = parent(of: part) }
    guard kind(of: part) == .folder else {
      throw CommandFailure(.io, "\(part) is a file, and no folder can be there; name another")
    }
    guard FileManager.default.isWritableFile(atPath: part) else {
      throw CommandFailure(.io, "\(part) cannot be written to; check its rights, or name another folder")
    }
  }

  /// Makes a folder, with all that it is in.
  ///
  /// - Throws: ``CommandFailure`` where that cannot be done.
  static func makeFolder(_ path: String) throws(CommandFailure) {
    try checkFolder(path)
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw CommandFailure(.io, "\(path) cannot be made; check that its disk is there and not full")
    }
  }

  /// The folder that a path is in; Foundation's own way to it crashes on a name of one letter.
  private static func parent(of path: String) -> String {
    let name = path.lastIndex { $0 != "/" } ?? path.startIndex
    guard let slash = path[..<name].lastIndex(of: "/") else { return path.hasPrefix("/") ? "/" : "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private enum Kind { case file, folder }

  private static func kind(of path: String) -> Kind? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue ? .folder : .file
  }
}
