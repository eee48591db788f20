import Foundation

/// Bytes from a file descriptor, a chunk at a time; gzip and zstd are decompressed on the way.
struct ByteStream: ~Copyable {
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let chunkBytes: Int
  private let limits: Decompressor.Limits
  private var decompressor: Decompressor?
  private var hasBegun = false
  /// What is left of bytes that are in memory; nil where a descriptor is read.
  private var memory: ArraySlice<UInt8>?
  /// The name for messages.
  let path: String

  /// Opens a file.
  init(
    path: String, chunkBytes: Int, limits: Decompressor.Limits = Decompressor.Limits()
  ) throws(ArticleError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      let code = errno
      if code == ENOENT || code == ENOTDIR {
        throw ArticleError(.missing, "no such file; check the name", path: path)
      }
      throw ArticleError(.io, "cannot be opened: \(Self.reason(code))", path: path)
    }
    self.init(
      descriptor: descriptor, path: path, chunkBytes: chunkBytes, limits: limits, ownsDescriptor: true)
  }

  /// Reads from a descriptor that is open.
  init(
    descriptor: Int32, path: String, chunkBytes: Int, limits: Decompressor.Limits = Decompressor.Limits(),
    ownsDescriptor: Bool = false
  ) {
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    self.chunkBytes = chunkBytes
    self.limits = limits
    self.path = path
  }

  /// Gives bytes that are in memory.
  init(
    bytes: [UInt8], path: String, chunkBytes: Int, limits: Decompressor.Limits = Decompressor.Limits()
  ) {
    self.init(descriptor: -1, path: path, chunkBytes: chunkBytes, limits: limits)
    memory = bytes[...]
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// The next bytes, none at the end.
  ///
  /// - Throws: ``ArticleError`` of code `io` where reading fails, `malformed` where compressed data is
  ///   damaged, `limit` where it grows beyond the limits.
  mutating func next() throws(ArticleError) -> [UInt8] {
    while true {
      var chunk = try rawChunk()
      if !hasBegun {
        // The first bytes tell what all others are.
        while chunk.count < 4, !chunk.isEmpty {
          let more = try rawChunk()
          if more.isEmpty { break }
          chunk += more
        }
        try begin(chunk)
      }
      guard let decompressor else { return chunk }
      if chunk.isEmpty {
        guard decompressor.isBetweenMembers else {
          throw ArticleError(.malformed, "the compressed data ends too early; get the file anew", path: path)
        }
        return []
      }
      do throws(Decompressor.Fault) {
        let bytes = try decompressor.decompress(chunk)
        if !bytes.isEmpty { return bytes }
      } catch {
        throw self.error(error)
      }
    }
  }

  /// Replaces a chunk by the next bytes, none at the end, in the memory that it has.
  ///
  /// - Throws: ``ArticleError`` as ``next()`` does.
  mutating func next(into chunk: inout [UInt8]) throws(ArticleError) {
    if hasBegun, decompressor == nil, memory == nil {
      chunk.removeAll(keepingCapacity: true)
      try read(chunkBytes, into: &chunk)
    } else {
      chunk = try next()
    }
  }

  private mutating func begin(_ chunk: [UInt8]) throws(ArticleError) {
    hasBegun = true
    guard let format = Decompressor.format(chunk) else { return }
    do throws(Decompressor.Fault) {
      decompressor = try Decompressor(format, limits: limits)
    } catch {
      throw self.error(error)
    }
  }

  private func error(_ fault: Decompressor.Fault) -> ArticleError {
    switch fault {
    case .damaged(let reason):
      ArticleError(.malformed, "compressed data is damaged (\(reason)); get the file anew", path: path)
    case .memory: ArticleError(.limit, "no memory to decompress", path: path)
    case .ratio:
      ArticleError(
        .limit,
        "decompresses to more than \(limits.ratio) times its size, as no text does; decompress it yourself if "
          + "you trust it", path: path)
    case .size:
      ArticleError(
        .limit,
        "decompresses to more than \(limits.bytes.inBinaryUnits); raise the limit or pipe it in decompressed",
        path: path)
    }
  }

  private mutating func rawChunk() throws(ArticleError) -> [UInt8] {
    // Compressed input is taken in small portions, so that what comes out of one is small too.
    let size = decompressor == nil ? chunkBytes : min(chunkBytes, 1 << 14)
    if let rest = memory {
      memory = rest.dropFirst(size)
      return Array(rest.prefix(size))
    }
    var chunk: [UInt8] = []
    try read(size, into: &chunk)
    return chunk
  }

  /// Appends what one call of `read(2)` gives.
  private func read(_ size: Int, into chunk: inout [UInt8]) throws(ArticleError) {
    let failure = chunk.append(reading: size, from: descriptor)
    if failure != 0 { throw ArticleError(.io, "cannot be read: \(Self.reason(failure))", path: path) }
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

  /// The bytes to the end or to a limit, whichever comes first, and whether that was the end.
  mutating func start(after head: [UInt8], limit: Int) throws(ArticleError) -> (bytes: [UInt8], isWhole: Bool)
  {
    var bytes = head
    while bytes.count <= limit {
      let chunk = try next()
      if chunk.isEmpty { return (bytes, true) }
      bytes += chunk
    }
    return (Array(bytes.prefix(limit)), false)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension [UInt8] {
  /// Appends what one call of `read(2)` gives, at most so many bytes: nothing at the end.
  ///
  /// - Returns: 0, or the number of the error.
  package mutating func append(reading size: Int, from descriptor: Int32) -> Int32 {
    var failure: Int32 = 0
    append(addingCapacity: size) { (span: inout OutputSpan<UInt8>) in
      span.withUnsafeMutableBufferPointer { buffer, count in
        var result = 0
        repeat {
          result = read(descriptor, buffer.baseAddress, size)
        } while result < 0 && errno == EINTR
        if result < 0 { failure = errno }
        count = Swift.max(0, result)
      }
    }
    return failure
  }
}

extension Int {
  /// The number of bytes as a person reads it: "64 MiB".
  var inBinaryUnits: String {
    if self >= 1 << 20, self % (1 << 20) == 0 { return "\(self >> 20) MiB" }
    if self >= 1 << 10, self % (1 << 10) == 0 { return "\(self >> 10) KiB" }
    return "\(self) bytes"
  }
}
