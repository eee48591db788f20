import Foundation

/// Writing a file whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which is synced, renamed over the target, and the
/// folder synced. Readers and a power cut see the old file or the new one, never a part; a program that
/// has the old file mapped keeps it.
public enum AtomicFile {
  /// Where the bytes of a file being written go.
  public struct Output: ~Copyable {
    private let descriptor: Int32
    private let path: String

    fileprivate init(descriptor: Int32, path: String) {
      self.descriptor = descriptor
      self.path = path
    }

    /// Writes bytes after those already written.
    ///
    /// - Throws: ``ModelError`` of code `io` with the system's words, such as a full disk.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          throw ModelError.system("cannot be written; the old file, if any, is untouched", errno, path: path)
        }
        rest = rest.dropFirst(written)
      }
    }

    /// Writes bytes after those already written.
    ///
    /// - Throws: ``ModelError`` of code `io` with the system's words, such as a full disk.
    public func append(_ bytes: [UInt8]) throws(ModelError) {
      try bytes.withUnsafeBufferPointer { (buffer) throws(ModelError) in
        try append(UnsafeRawBufferPointer(buffer))
      }
    }
  }

  /// Writes bytes to a file, replacing it whole.
  ///
  /// - Throws: ``ModelError`` of code `missing` (no such folder) or `io`; the old file is then untouched.
  public static func write(_ bytes: [UInt8], to path: String) throws(ModelError) {
    try write(to: path) { (output) throws(ModelError) in try output.append(bytes) }
  }

  /// Writes data to a file, replacing it whole.
  ///
  /// - Throws: ``ModelError`` of code `missing` (no such folder) or `io`; the old file is then untouched.
  public static func write(_ data: Data, to path: String) throws(ModelError) {
    try write([UInt8](data), to: path)
  }

  /// Writes what a closure produces to a file, replacing it whole once the closure returns.
  ///
  /// A symbolic link is followed, and an existing file's permissions are kept.
  ///
  /// The parameters:
  ///   - path: The file to write; its folder must exist.
  ///   - produce: Appends the contents; if it throws, nothing is replaced.
  /// - Throws: what the closure throws, or ``ModelError`` of code `missing` (no such folder) or `io`; the
  ///   old file is then untouched and the temporary file removed.
  public static func write(
    to path: String, _ produce: (borrowing Output) throws(ModelError) -> Void
  ) throws(ModelError) {
    let target = resolved(path)
    let (folder, name) = split(target)
    let (descriptor, temporary) = try createTemporary(in: folder, for: name)
    var isOpen = true
    do throws(ModelError) {
      var old = stat()
      if stat(target, &old) == 0, old.st_mode & S_IFMT == S_IFREG {
        // Best effort: a file system without permissions must not stop a save.
        _ = fchmod(descriptor, old.st_mode & 0o777)
      }
      try produce(Output(descriptor: descriptor, path: path))
      guard fsync(descriptor) == 0 else { throw ModelError.system("cannot be synced", errno, path: path) }
      isOpen = false
      guard close(descriptor) == 0 else { throw ModelError.system("cannot be closed", errno, path: path) }
      guard rename(temporary, target) == 0 else {
        throw ModelError.system("cannot be replaced", errno, path: path)
      }
    } catch {
      if isOpen { _ = close(descriptor) }
      _ = unlink(temporary)
      throw error
    }
    try syncFolder(folder)
  }

  /// The file a path stands for, symbolic links followed; the path itself where there is none yet.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.utf8.index(after: slash)...]))
  }

  /// Creates a temporary file that no other process or thread has.
  private static func createTemporary(
    in folder: String, for name: String
  ) throws(ModelError) -> (descriptor: Int32, path: String) {
    // File names have 255 bytes at most; a long one is cut in the temporary name only.
    let stem = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    for attempt in 0..<1000 {
      let path = "\(folder)/.\(stem).\(getpid()).\(attempt).tmp"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor >= 0 { return (descriptor, path) }
      guard errno == EEXIST else {
        throw ModelError.system("a file cannot be created in this folder", errno, path: folder)
      }
    }
    throw ModelError(
      .io, "holds 1000 unfinished files named .\(stem).*.tmp; remove those that no program is writing",
      path: folder)
  }

  /// Makes a rename last through a power cut.
  private static func syncFolder(_ folder: String) throws(ModelError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ModelError.system("cannot be opened to sync it", errno, path: folder) }
    defer { _ = close(descriptor) }
    // Some file systems have nothing to sync in a folder and say EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw ModelError.system("cannot be synced", errno, path: folder)
    }
  }
}
