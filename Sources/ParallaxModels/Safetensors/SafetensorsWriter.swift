/// A safetensors file in the making: the same tensors and metadata give the same bytes, in any order of adding.
///
/// The header's keys are sorted, and the header is padded with spaces so that the data starts at a multiple
/// of 64 bytes. Tensors stand by falling width of their elements, then by name, so that each is aligned
/// for its type. The metadata gets the format's version and a checksum over the header and the data.
public struct SafetensorsWriter: Sendable {
  private struct Entry {
    let name: String
    let dataType: SafetensorsDataType
    let shape: [Int]
    let bytes: [UInt8]
  }

  private let metadata: [String: String]
  private let format: Int
  private var entries: [Entry] = []

  /// Starts a file with the given metadata.
  ///
  /// The parameters:
  ///   - metadata: Strings for the header.
  ///   - format: The oldest format whose readers understand the file.
  /// - Throws: ``ModelError`` of code `invalid` for a key that the writer sets itself.
  public init(metadata: [String: String] = [:], format: Int = 1) throws(ModelError) {
    for key in [SafetensorsHeader.checksumKey, SafetensorsHeader.formatKey] where metadata[key] != nil {
      throw ModelError(.invalid, "the metadata key \"\(key)\" is set by the writer; leave it out")
    }
    self.metadata = metadata
    self.format = format
  }

  /// Adds a tensor, row-major.
  ///
  /// The parameters:
  ///   - name: A name no other tensor has.
  ///   - values: The elements.
  ///   - shape: The dimensions, whose product is the number of elements; `nil` is one dimension.
  /// - Throws: ``ModelError`` of code `invalid`.
  public mutating func add<Element: SafetensorsElement>(
    _ name: String, _ values: [Element], shape: [Int]? = nil
  ) throws(ModelError) {
    let shape = shape ?? [values.count]
    guard name != "__metadata__", !entries.contains(where: { $0.name == name }) else {
      throw ModelError(.invalid, "a tensor cannot be named \"\(name)\": the name is reserved or taken")
    }
    var count: Int? = 1
    for dimension in shape {
      let (product, overflow) = (count ?? 0).multipliedReportingOverflow(by: dimension)
      count = overflow || dimension < 0 ? nil : product
      if count == nil { break }
    }
    guard count == values.count else {
      throw ModelError(
        .invalid, "tensor \"\(name)\" has \(values.count) elements, which the shape \(shape) does not hold")
    }
    let bytes = values.withUnsafeBytes { Array($0) }
    entries.append(Entry(name: name, dataType: Element.dataType, shape: shape, bytes: bytes))
  }

  /// The bytes of the file.
  ///
  /// `headerLimit` is The longest header its readers take, in bytes; never above 100 MB.
  /// - Throws: ``ModelError`` of code `limit` if the header is longer.
  public func encoded(
    headerLimit: Int = SafetensorsFile.defaultHeaderLimit
  ) throws(ModelError) -> [UInt8] {
    let placed = entries.sorted {
      if $0.dataType.byteCount != $1.dataType.byteCount {
        return $0.dataType.byteCount > $1.dataType.byteCount
      }
      return $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    var data: [UInt8] = []
    data.reserveCapacity(placed.reduce(0) { $0 + $1.bytes.count })
    for entry in placed { data += entry.bytes }
    var header = headerText(placed)
    header += [UInt8](repeating: UInt8(ascii: " "), count: (64 - (8 + header.count) % 64) % 64)
    let limit = min(headerLimit, SafetensorsHeader.hardLimit)
    guard header.count <= limit else {
      throw ModelError(
        .limit,
        "the header would take \(header.count) bytes, and its readers take \(limit); put less in the metadata"
      )
    }
    // Reading the header back finds the checksum's place, and proves that the reader takes what was written.
    guard let range = try SafetensorsHeader(header, dataByteCount: data.count).checksumRange else {
      throw ModelError(.malformed, "the header lost its checksum")
    }
    let checksum = data.withUnsafeBytes {
      SafetensorsHeader.checksum(header: header, checksumRange: range, data: $0)
    }
    header.replaceSubrange(range, with: checksum)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
  }

  /// Writes the file whole or not at all.
  ///
  /// - Throws: as ``encoded(headerLimit:)`` and ``AtomicFile/write(_:to:)-([UInt8],_)``.
  public func write(to path: String) throws(ModelError) {
    try AtomicFile.write(encoded(), to: path)
  }

  // MARK: JSON

  private func headerText(_ placed: [Entry]) -> [UInt8] {
    var members: [(key: String, value: String)] = []
    var offset = 0
    for entry in placed {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let end = offset + entry.bytes.count
      members.append(
        (
          entry.name,
          #"{"dtype":"\#(entry.dataType.rawValue)","shape":[\#(shape)],"data_offsets":[\#(offset),\#(end)]}"#
        ))
      offset = end
    }
    var strings = metadata
    strings[SafetensorsHeader.formatKey] = String(format)
    strings[SafetensorsHeader.checksumKey] = String(repeating: "0", count: SafetensorsHeader.checksumLength)
    members.append(("__metadata__", Self.object(strings.map { ($0.key, Self.quoted($0.value)) })))
    return Array(Self.object(members).utf8)
  }

  private static func object(_ members: [(key: String, value: String)]) -> String {
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return "{" + sorted.map { quoted($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
  }

  /// A JSON string: quotes, backslashes and control characters escaped, the rest as it is.
  private static func quoted(_ text: String) -> String {
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): quoted += Array("\\n".utf8)
      case 0..<0x20: quoted += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: quoted.append(byte)
      }
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }
}
