internal import CZlib

/// Raw deflate streams and CRC-32 by the machine's zlib.
enum Zlib {
  /// The CRC-32 of bytes, as zip archives store it.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var sum = crc32(0, nil, 0)
    for part in parts(of: bytes) {
      sum = crc32(sum, part.assumingMemoryBound(to: UInt8.self).baseAddress, UInt32(part.count))
    }
    return UInt32(truncatingIfNeeded: sum)
  }

  /// The bytes a raw deflate stream holds; nil where the stream is damaged or holds another number of bytes
  /// than `count`, or where input is left over.
  static func inflated(_ bytes: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var rest = bytes[...]
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      // One byte more than asked for tells a stream that goes on; zlib wants a place even for none.
      var spare: UInt8 = 0
      withUnsafeMutablePointer(to: &spare) { spare in
        var status = Z_OK
        while status == Z_OK {
          if stream.avail_in == 0, !rest.isEmpty {
            let part = rest.prefix(largestPart)
            rest = rest.dropFirst(part.count)
            let start = UnsafeRawBufferPointer(rebasing: part).assumingMemoryBound(to: UInt8.self)
            stream.next_in = UnsafeMutablePointer(mutating: start.baseAddress)
            stream.avail_in = UInt32(part.count)
          }
          let room = min(count - filled, largestPart)
          stream.next_out = room > 0 ? target.baseAddress.map { $0 + filled } : spare
          stream.avail_out = UInt32(max(1, room))
          let before = stream.avail_out
          status = inflate(&stream, Z_NO_FLUSH)
          let written = Int(before - stream.avail_out)
          if room == 0, written > 0 { return }
          filled += written
          if status == Z_OK, written == 0, stream.avail_in == 0, rest.isEmpty { return }
        }
        isWhole = status == Z_STREAM_END && filled == count && stream.avail_in == 0 && rest.isEmpty
      }
    }
    return isWhole ? output : nil
  }

  /// The raw deflate stream of bytes at zlib's default level; nil where zlib has no memory.
  static func deflated(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var output: [UInt8] = []
    var rest = bytes[...]
    var status = Z_OK
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while status == Z_OK {
      if stream.avail_in == 0, !rest.isEmpty {
        let part = rest.prefix(largestPart)
        rest = rest.dropFirst(part.count)
        let start = UnsafeRawBufferPointer(rebasing: part).assumingMemoryBound(to: UInt8.self)
        stream.next_in = UnsafeMutablePointer(mutating: start.baseAddress)
        stream.avail_in = UInt32(part.count)
      }
      let flush = rest.isEmpty ? Z_FINISH : Z_NO_FLUSH
      let written = chunk.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        status = deflate(&stream, flush)
        return buffer.count - Int(stream.avail_out)
      }
      output += chunk[..<written]
    }
    return status == Z_STREAM_END ? output : nil
  }

  /// zlib counts in 32 bits.
  private static let largestPart = 1 << 30

  private static func parts(of bytes: UnsafeRawBufferPointer) -> some Sequence<UnsafeRawBufferPointer> {
    stride(from: 0, to: bytes.count, by: largestPart).lazy.map {
      UnsafeRawBufferPointer(rebasing: bytes[$0..<min(bytes.count, $0 + largestPart)])
    }
  }
}
