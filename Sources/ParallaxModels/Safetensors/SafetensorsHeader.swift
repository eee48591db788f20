/// The JSON header of a safetensors file: the tensors' places and the metadata.
struct SafetensorsHeader: Sendable {
  /// The metadata key of the checksum.
  static let checksumKey = "parallax_checksum"
  /// The metadata key of the format's version.
  static let formatKey = "parallax_format"
  /// The newest format this release reads.
  static let formatVersion = 2
  /// The number of characters of a checksum: 64 bits in hexadecimal.
  static let checksumLength = 16
  /// The longest header the safetensors format allows, in bytes.
  static let hardLimit = 100_000_000

  /// One tensor: its name, type, shape, and place in the data section.
  struct Entry: Sendable, Hashable {
    let name: String
    let dataType: SafetensorsDataType
    let shape: [Int]
    let byteRange: Range<Int>
  }

  /// The tensors in the order of their places in the file.
  let entries: [Entry]
  /// The strings of `__metadata__`.
  let metadata: [String: String]
  /// Where the value of the checksum stands in the header, quotes excluded.
  let checksumRange: Range<Int>?

  /// Reads a header and checks that its tensors cover the data section exactly.
  ///
  /// - Throws: ``ModelError`` of code `malformed`, or `incompatible` for an element type not read here.
  init(_ bytes: [UInt8], dataByteCount: Int) throws(ModelError) {
    var parser = SafetensorsHeaderParser(bytes)
    try parser.parse()
    let entries = parser.entries.sorted {
      ($0.byteRange.lowerBound, $0.byteRange.upperBound) < ($1.byteRange.lowerBound, $1.byteRange.upperBound)
    }
    var end = 0
    for entry in entries {
      try Self.checkSize(of: entry)
      guard entry.byteRange.lowerBound == end else {
        let fault =
          entry.byteRange.lowerBound < end ? "overlaps the tensor before it" : "leaves a hole before it"
        throw ModelError(
          .malformed,
          "tensor \"\(entry.name)\" starts at byte \(entry.byteRange.lowerBound) of the data and \(fault); "
            + "expected \(end)")
      }
      end = entry.byteRange.upperBound
    }
    guard end == dataByteCount else {
      throw ModelError(
        .malformed,
        "the file holds \(dataByteCount) bytes of data, and its tensors \(end); it is truncated or has "
          + "something appended, so get it again")
    }
    self.entries = entries
    metadata = parser.metadata
    checksumRange = parser.metadataRanges[Self.checksumKey]
  }

  private static func checkSize(of entry: Entry) throws(ModelError) {
    var size = entry.dataType.byteCount
    for dimension in entry.shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow else {
        throw ModelError(.malformed, "tensor \"\(entry.name)\" of shape \(entry.shape) overflows 64 bits")
      }
      size = product
    }
    guard size == entry.byteRange.count else {
      throw ModelError(
        .malformed,
        "tensor \"\(entry.name)\" of shape \(entry.shape) and type \(entry.dataType.rawValue) takes \(size) "
          + "bytes, but its offsets span \(entry.byteRange.count)")
    }
  }

  /// The checksum of a whole file: the header's length and text, the value of the checksum itself read as
  /// zeros, hashed; that hash seeds the hash of the data.
  static func checksum(
    header: [UInt8], checksumRange: Range<Int>, data: UnsafeRawBufferPointer
  ) -> [UInt8] {
    var prefix = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) }
    prefix += header
    for index in checksumRange { prefix[8 + index] = UInt8(ascii: "0") }
    let seed = prefix.withUnsafeBytes { XXHash64.hash($0) }
    let value = XXHash64.hash(data, seed: seed)
    let digits = Array("0123456789abcdef".utf8)
    return (0..<checksumLength).map { digits[Int(truncatingIfNeeded: value >> (60 - 4 * UInt64($0))) & 15] }
  }
}
