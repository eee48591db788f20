/// Writes a zip archive (APPNOTE 6.3, without the 64-bit extension) whose bytes depend on its members alone:
/// every date is the first that the format knows.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// What a size or an offset of this form of the format may be at most; the value above is a mark.
  static let largest = Int(UInt32.max) - 1

  /// Adds a member.
  ///
  /// - Throws: ``FeatureError`` of code `limit` where the archive passes 4 GiB or zlib has no memory.
  mutating func add(_ name: String, _ content: [UInt8], isDeflated: Bool) throws(FeatureError) {
    let checksum = content.withUnsafeBytes { Zlib.checksum($0) }
    var stored = content
    if isDeflated {
      guard let deflated = content.withUnsafeBytes({ Zlib.deflated($0) }) else {
        throw .limit("zlib found no memory to compress \(name) of \(content.count) bytes")
      }
      stored = deflated
    }
    let start = bytes.count
    let place = start + 30 + name.utf8.count
    // The directory and its end come after the last member.
    let end = place + stored.count + directory.count + 46 + name.utf8.count + 22
    guard content.count <= ZipWriter.largest, end <= ZipWriter.largest else {
      throw .limit(
        "the archive would pass 4 GiB with \(name) of \(content.count) bytes, which this form of zip cannot "
          + "hold; write the rows in several files")
    }
    var facts: [UInt8] = []
    // Version needed, flags, method, time, date (1 January 1980).
    for value: UInt16 in [20, 0, isDeflated ? 8 : 0, 0, 0x21] { facts.append(littleEndian: value) }
    facts.append(littleEndian: checksum)
    facts.append(littleEndian: UInt32(stored.count))
    facts.append(littleEndian: UInt32(content.count))
    facts.append(littleEndian: UInt16(name.utf8.count))
    facts.append(littleEndian: UInt16(0))
    bytes.append(littleEndian: ZipSignature.member)
    bytes += facts
    bytes += name.utf8
    bytes += stored
    directory.append(littleEndian: ZipSignature.entry)
    directory.append(littleEndian: UInt16(20))
    directory += facts
    // Comment length, disk, internal and external attributes.
    for _ in 0..<3 { directory.append(littleEndian: UInt16(0)) }
    directory.append(littleEndian: UInt32(0))
    directory.append(littleEndian: UInt32(start))
    directory += name.utf8
    count += 1
  }

  /// The whole archive.
  consuming func finished() -> [UInt8] {
    let start = UInt32(bytes.count)
    var end = bytes
    end += directory
    end.append(littleEndian: ZipSignature.end)
    for value in [0, 0, count, count] { end.append(littleEndian: value) }
    end.append(littleEndian: UInt32(directory.count))
    end.append(littleEndian: start)
    end.append(littleEndian: UInt16(0))
    return end
  }
}

/// The four bytes that start each part of a zip archive.
enum ZipSignature {
  static let member: UInt32 = 0x0403_4B50
  static let entry: UInt32 = 0x0201_4B50
  static let end: UInt32 = 0x0605_4B50
}

extension [UInt8] {
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
