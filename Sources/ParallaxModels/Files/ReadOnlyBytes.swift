import Foundation

/// Bytes that never change, owned until the last reference goes: a mapped file or a copy of a buffer.
///
/// A mapped file must be replaced by rename, as ``AtomicFile`` does: a file truncated in place takes the
/// pages away from under its readers, and the kernel ends the process with SIGBUS.
final class ReadOnlyBytes: @unchecked Sendable {  // Immutable from `init` to `deinit`.
  /// The bytes; valid as long as this object is.
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Maps a regular file for reading.
  ///
  /// - Throws: ``ModelError`` of code `missing`, `io`, or `malformed` for an empty file.
  init(mapping path: String) throws(ModelError) {
    // O_NONBLOCK: opening a named pipe must fail the check below, not wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ModelError.system("cannot be opened", errno, path: path) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ModelError.system("cannot be examined", errno, path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelError(.io, "is not a regular file; give the path of one", path: path)
    }
    let count = Int(status.st_size)
    guard count > 0 else { throw ModelError(.malformed, "is empty; get or write it anew", path: path) }
    guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw ModelError.system("cannot be mapped", errno, path: path)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: count)
    isMapped = true
  }

  /// Copies a buffer, to memory aligned as a mapped file's is aligned for every element type.
  init(copying source: UnsafeRawBufferPointer) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
    copy.copyMemory(from: source)
    bytes = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }
}

extension ModelError {
  /// The error of a system call: what failed, the system's own words, and the matching code.
  static func system(_ failure: String, _ code: Int32, path: String) -> ModelError {
    let isMissing = code == ENOENT || code == ENOTDIR
    return ModelError(
      isMissing ? .missing : .io, "\(failure): \(String(cString: strerror(code))) (errno \(code))", path: path
    )
  }
}
