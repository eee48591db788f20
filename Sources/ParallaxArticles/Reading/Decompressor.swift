internal import CZlib
internal import CZstd

/// Streaming decompression of gzip and zstd within stated limits.
///
/// Members that follow one another, as WARC files have them, are read as one stream. A bomb is refused: output
/// of more than ``Limits/ratio`` times the input, once there is more than a megabyte of it, or more than
/// ``Limits/bytes`` in all.
final class Decompressor {
  /// How far input may grow.
  struct Limits: Sendable, Hashable {
    var bytes = 256 << 20
    var ratio = 200
    /// The base-2 logarithm of the largest window of a zstd frame.
    static let windowLog: Int32 = 27
  }

  enum Format { case gzip, zstd }

  /// What went wrong.
  enum Fault: Error {
    case damaged(String)
    case ratio, size, memory
  }

  private let limits: Limits
  private let format: Format
  private var zlib = z_stream()
  private var zstd: OpaquePointer?
  private var inputBytes = 0
  private var outputBytes = 0
  /// Whether the stream stands between two members or frames.
  private(set) var isBetweenMembers = true

  /// The format that the first bytes of a file tell; nil for one that is not compressed.
  static func format(_ head: [UInt8]) -> Format? {
    if head.starts(with: [0x1F, 0x8B]) { return .gzip }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    return nil
  }

  init(_ format: Format, limits: Limits) throws(Fault) {
    self.format = format
    self.limits = limits
    switch format {
    case .gzip:
      let size = Int32(MemoryLayout<z_stream>.size)
      // 16 asks for the gzip format.
      guard inflateInit2_(&zlib, MAX_WBITS + 16, ZLIB_VERSION, size) == Z_OK else { throw .memory }
    case .zstd:
      guard let stream = ZSTD_createDStream() else { throw .memory }
      zstd = stream
      ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Limits.windowLog)
    }
  }

  deinit {
    if format == .gzip { inflateEnd(&zlib) }
    if let zstd { ZSTD_freeDStream(zstd) }
  }

  /// The bytes that a chunk of input gives.
  func decompress(_ input: [UInt8]) throws(Fault) -> [UInt8] {
    inputBytes += input.count
    var output: [UInt8] = []
    var offset = 0
    var isFull = false
    while offset < input.count || isFull {
      let (used, produced) = try step(input, offset, into: &output)
      offset += used
      outputBytes += produced
      isFull = produced == Self.stepBytes
      if outputBytes > limits.bytes { throw .size }
      if outputBytes > 1 << 20, outputBytes / limits.ratio > inputBytes { throw .ratio }
      if used == 0, produced == 0 { break }
    }
    return output
  }

  private static let stepBytes = 1 << 18

  /// One call of the library: how much it took and gave.
  private func step(
    _ input: [UInt8], _ offset: Int, into output: inout [UInt8]
  ) throws(Fault) -> (used: Int, produced: Int) {
    var used = 0
    var fault: Fault?
    let chunk = [UInt8](unsafeUninitializedCapacity: Self.stepBytes) { target, count in
      input.withUnsafeBytes { source in
        guard let start = source.baseAddress, let place = target.baseAddress else { return }
        let rest = UnsafeRawBufferPointer(start: start + offset, count: source.count - offset)
        switch format {
        case .gzip: (used, count, fault) = inflateStep(rest, place)
        case .zstd: (used, count, fault) = zstdStep(rest, place)
        }
      }
    }
    if let fault { throw fault }
    output += chunk
    return (used, chunk.count)
  }

  private func inflateStep(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutablePointer<UInt8>
  ) -> (Int, Int, Fault?) {
    if isBetweenMembers, source.isEmpty { return (0, 0, nil) }
    if isBetweenMembers, source.first != 0x1F {
      // Zeros fill the last block of some archives.
      return source.allSatisfy { $0 == 0 } ? (source.count, 0, nil) : (0, 0, .damaged("data after its end"))
    }
    isBetweenMembers = false
    zlib.next_in = UnsafeMutablePointer(mutating: source.assumingMemoryBound(to: UInt8.self).baseAddress)
    zlib.avail_in = UInt32(source.count)
    zlib.next_out = target
    zlib.avail_out = UInt32(Self.stepBytes)
    let status = inflate(&zlib, Z_NO_FLUSH)
    let used = source.count - Int(zlib.avail_in)
    let produced = Self.stepBytes - Int(zlib.avail_out)
    switch status {
    case Z_STREAM_END:
      isBetweenMembers = true
      inflateReset(&zlib)
      return (used, produced, nil)
    case Z_OK, Z_BUF_ERROR: return (used, produced, nil)
    case Z_MEM_ERROR: return (used, produced, .memory)
    default: return (used, produced, .damaged(zlib.msg.map { String(cString: $0) } ?? "not gzip"))
    }
  }

  private func zstdStep(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutablePointer<UInt8>
  ) -> (Int, Int, Fault?) {
    var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    var output = ZSTD_outBuffer(dst: target, size: Self.stepBytes, pos: 0)
    let status = ZSTD_decompressStream(zstd, &output, &input)
    if ZSTD_isError(status) != 0 {
      return (input.pos, output.pos, .damaged(String(cString: ZSTD_getErrorName(status))))
    }
    isBetweenMembers = status == 0
    return (input.pos, output.pos, nil)
  }
}
