import Foundation

/// Bytes from a file descriptor, a chunk at a time.
struct ByteStream: ~Copyable {
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let chunkBytes: Int
  /// The name for messages.
  let path: String

  /// Opens a file.
  init(path: String, chunkBytes: Int) throws(ArticleError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      let code = errno
      if code == ENOENT || code == ENOTDIR {
        throw ArticleError(.missing, "no such file; check the name", path: path)
      }
      throw ArticleError(.io, "cannot be opened: \(Self.reason(code))", path: path)
    }
    self.init(descriptor: descriptor, path: path, chunkBytes: chunkBytes, ownsDescriptor: true)
  }

  /// Reads from a descriptor that is open.
  init(descriptor: Int32, path: String, chunkBytes: Int, ownsDescriptor: Bool = false) {
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    self.chunkBytes = chunkBytes
    self.path = path
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// The next bytes, none at the end.
  mutating func next() throws(ArticleError) -> [UInt8] {
    var failure: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, count in
      var result = 0
      repeat {
        result = read(descriptor, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      if result < 0 { failure = errno }
      count = max(0, result)
    }
    if failure != 0 { throw ArticleError(.io, "cannot be read: \(Self.reason(failure))", path: path) }
    return chunk
  }

  /// All bytes to the end.
  ///
  /// - Throws: ``ArticleError`` with code `limit` as soon as there are more than `limit`, without reading on.
  mutating func rest(after head: [UInt8] = [], limit: Int) throws(ArticleError) -> [UInt8] {
    var bytes = head
    while true {
      let chunk = try next()
      if chunk.isEmpty { return bytes }
      bytes += chunk
      if bytes.count > limit {
        throw ArticleError(
          .limit, "one text of more than \(limit.inBinaryUnits); split it, or give JSON Lines", path: path)
      }
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension Int {
  /// The number of bytes as a person reads it: "64 MiB".
  var inBinaryUnits: String {
    if self >= 1 << 20, self % (1 << 20) == 0 { return "\(self >> 20) MiB" }
    if self >= 1 << 10, self % (1 << 10) == 0 { return "\(self >> 10) KiB" }
    return "\(self) bytes"
  }
}
