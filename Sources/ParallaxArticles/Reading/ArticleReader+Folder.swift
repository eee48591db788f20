import Foundation

extension ArticleReader {
  /// Reads the files below a folder; an article's id is its path within it.
  ///
  /// Hidden files are passed over, and links to folders are not followed.
  func readFolder<E: Error>(
    _ folder: String, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let (files, failures) = listing(of: folder)
    for failure in failures { try body(.failure(failure)) }
    if files.isEmpty, failures.isEmpty {
      let message = "no .txt, .html, .jsonl, .ndjson, .json or .warc file in this folder"
      try body(.failure(ArticleError(.missing, message, path: folder)))
    }
    for file in files {
      try readFile((folder as NSString).appendingPathComponent(file), Known(id: file), body)
    }
  }

  /// The paths of the files below a folder, in byte order, and of the folders that could not be read.
  private func listing(of folder: String) -> (files: [String], failures: [ArticleError]) {
    var files: [String] = []
    var failures: [ArticleError] = []
    var pending = [""]
    while let relative = pending.popLast() {
      let path = relative.isEmpty ? folder : (folder as NSString).appendingPathComponent(relative)
      do {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where !name.hasPrefix(".") {
          let child = relative.isEmpty ? name : relative + "/" + name
          switch Self.kind(of: (path as NSString).appendingPathComponent(name)) {
          case .typeDirectory: pending.append(child)
          case .typeRegular:
            // A table beside texts is their manifest as a rule, so it must be named to be read.
            if let layout = FileLayout(path: name), layout != .table { files.append(child) }
          default: break
          }
        }
      } catch {
        let exists = FileManager.default.fileExists(atPath: path)
        let message =
          exists ? "the folder cannot be read; check its permissions" : "no such folder; check the name"
        failures.append(ArticleError(exists ? .io : .missing, message, path: path))
      }
    }
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    failures.sort { ($0.path ?? "").utf8.lexicographicallyPrecedes(($1.path ?? "").utf8) }
    return (files, failures)
  }

  /// The kind of a file; a link counts as the file it leads to, a link to a folder as neither.
  private static func kind(of path: String) -> FileAttributeType? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    guard let type = attributes[.type] as? FileAttributeType else { return nil }
    guard type == .typeSymbolicLink else { return type }
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      ? .typeRegular : nil
  }
}
