/// A safetensors file, mapped and checked whole before anything is read from it.
///
/// Format: 8 bytes of header length (little-endian), a JSON header, the tensors' bytes one after another
/// (<https://github.com/huggingface/safetensors>). Checked are the header's grammar and length, that the
/// tensors cover the data without overlap or hole, that shapes match spans without overflow, the format's
/// version and the checksum. Values are not: read weights with ``finiteValues(_:as:shape:)``.
public struct SafetensorsFile: Sendable {
  /// What is asked of a file's checksum.
  public enum Integrity: Sendable, Hashable {
    /// A file without a checksum is rejected: every file that Parallax writes has one.
    case required
    /// A checksum is verified where there is one, for files of other writers.
    case ifPresent
  }

  /// One tensor: its name, type, shape, and place in the data section.
  public struct Tensor: Sendable, Hashable {
    /// The name of the tensor.
    public let name: String
    /// The type of its elements.
    public let dataType: SafetensorsDataType
    /// Its dimensions; none for a single number.
    public let shape: [Int]
    /// Its place in the data section, in bytes.
    public let byteRange: Range<Int>
    /// The number of its elements.
    public var elementCount: Int { byteRange.count / dataType.byteCount }
  }

  /// The longest header that is read unless the caller says otherwise: 1 MiB.
  public static let defaultHeaderLimit = 1 << 20

  /// The file, where the bytes came from one.
  public let path: String?
  /// The strings of the header, those of Parallax's own format included.
  public let metadata: [String: String]
  /// The tensors in the order of their places in the file.
  public let tensors: [Tensor]

  /// The checksum of the whole file, 16 hexadecimal digits, by which one version of a model is told from another.
  public var checksum: String? { metadata[SafetensorsHeader.checksumKey] }

  private let storage: ReadOnlyBytes
  private let dataOffset: Int

  /// Maps a file and checks it.
  ///
  /// - Parameters:
  ///   - path: The file. While it is in use, it must only be replaced by rename (see ``AtomicFile``).
  ///   - headerLimit: The longest header to read, in bytes; never above 100 MB.
  ///   - integrity: Whether a checksum must be there.
  /// - Throws: ``ModelError`` of code `missing`, `io`, `limit`, `malformed`, `altered`, `newerFormat`,
  ///   or `incompatible`, with the file's path.
  /// - Complexity: O(bytes), for the checksum.
  public init(
    contentsOf path: String, headerLimit: Int = defaultHeaderLimit, integrity: Integrity = .required
  ) throws(ModelError) {
    let storage = try ReadOnlyBytes(mapping: path)
    do throws(ModelError) {
      try self.init(storage, path: path, headerLimit: headerLimit, integrity: integrity)
    } catch {
      throw error.located(at: path)
    }
  }

  /// Copies and checks the bytes of a file.
  ///
  /// - Throws: as ``init(contentsOf:headerLimit:integrity:)``, without a path.
  public init(
    bytes: [UInt8], headerLimit: Int = defaultHeaderLimit, integrity: Integrity = .required
  ) throws(ModelError) {
    let storage = bytes.withUnsafeBytes { ReadOnlyBytes(copying: $0) }
    try self.init(storage, path: nil, headerLimit: headerLimit, integrity: integrity)
  }

  private init(
    _ storage: ReadOnlyBytes, path: String?, headerLimit: Int, integrity: Integrity
  ) throws(ModelError) {
    let (header, dataOffset) = try Self.header(in: storage.bytes, limit: headerLimit)
    let data = UnsafeRawBufferPointer(rebasing: storage.bytes[dataOffset...])
    let parsed = try SafetensorsHeader(header, dataByteCount: data.count)
    try Self.checkFormat(parsed)
    try Self.checkIntegrity(integrity, of: parsed, header: header, data: data)
    self.path = path
    self.storage = storage
    self.dataOffset = dataOffset
    metadata = parsed.metadata
    tensors = parsed.entries.map {
      Tensor(name: $0.name, dataType: $0.dataType, shape: $0.shape, byteRange: $0.byteRange)
    }
  }

  // MARK: Checks

  private static func header(
    in bytes: UnsafeRawBufferPointer, limit: Int
  ) throws(ModelError) -> (header: [UInt8], dataOffset: Int) {
    guard bytes.count >= 8 else {
      throw ModelError(.malformed, "has \(bytes.count) bytes; a safetensors file has more than 8")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    let limit = max(0, min(limit, SafetensorsHeader.hardLimit))
    guard length <= UInt64(limit) else {
      throw ModelError(
        .limit, "announces a header of \(length) bytes; at most \(limit) are read, so this is no model file")
    }
    let dataOffset = 8 + Int(length)
    guard dataOffset <= bytes.count else {
      throw ModelError(
        .malformed,
        "ends after \(bytes.count) bytes, inside its header of \(length); it is truncated, so get it again")
    }
    return (Array(bytes[8..<dataOffset]), dataOffset)
  }

  private static func checkFormat(_ header: SafetensorsHeader) throws(ModelError) {
    guard let text = header.metadata[SafetensorsHeader.formatKey] else { return }
    guard let version = Int(text), version > 0 else {
      throw ModelError(.malformed, "the format is \"\(text)\"; expected a whole number above 0")
    }
    guard version <= SafetensorsHeader.formatVersion else {
      throw ModelError(
        .newerFormat,
        "is of format \(version); this release reads up to \(SafetensorsHeader.formatVersion), so update "
          + "Parallax or get the model for this release")
    }
  }

  private static func checkIntegrity(
    _ integrity: Integrity, of parsed: SafetensorsHeader, header: [UInt8], data: UnsafeRawBufferPointer
  ) throws(ModelError) {
    guard let range = parsed.checksumRange else {
      guard integrity == .ifPresent else {
        throw ModelError(
          .altered, "has no checksum (\(SafetensorsHeader.checksumKey)); every model that Parallax writes has"
        )
      }
      return
    }
    guard range.count == SafetensorsHeader.checksumLength,
      header[range].elementsEqual(
        SafetensorsHeader.checksum(header: header, checksumRange: range, data: data))
    else {
      throw ModelError(
        .altered,
        "the checksum does not match the contents: the file was damaged or edited since it was written, so "
          + "get it again")
    }
  }

  // MARK: Reading

  /// The tensor of a name.
  ///
  /// - Throws: ``ModelError`` of code `incompatible`, listing the names there are.
  public func tensor(named name: String) throws(ModelError) -> Tensor {
    guard let tensor = tensors.first(where: { $0.name == name }) else {
      let names = tensors.map(\.name).sorted().joined(separator: ", ")
      throw ModelError(
        .incompatible, "has no tensor \"\(name)\", only \(names.isEmpty ? "none" : names)", path: path)
    }
    return tensor
  }

  /// Calls a closure with the elements of a tensor, in place.
  ///
  /// A tensor that another writer left unaligned for its type is copied first.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - type: The type of its elements, which must be the one in the file.
  ///   - body: Reads the elements, row-major; the buffer is not valid after it returns.
  /// - Throws: ``ModelError`` of code `incompatible` for a missing tensor or another type, or what `body` throws.
  public func withTensor<Element: SafetensorsElement, Result>(
    _ name: String, as type: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws(ModelError) -> Result
  ) throws(ModelError) -> Result {
    let bytes = try bytes(of: name, as: type)
    guard Int(bitPattern: bytes.baseAddress) % MemoryLayout<Element>.alignment == 0 else {
      let copy = Self.copy(bytes, as: type)
      return try copy.withUnsafeBufferPointer(body)
    }
    defer { withExtendedLifetime(storage) {} }
    return try bytes.withMemoryRebound(to: type, body)
  }

  /// A copy of the elements of a tensor, row-major.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - type: The type of its elements, which must be the one in the file.
  ///   - shape: The shape it must have; `nil` takes any.
  /// - Throws: ``ModelError`` of code `incompatible` for a missing tensor, another type or shape.
  public func values<Element: SafetensorsElement>(
    _ name: String, as type: Element.Type, shape: [Int]? = nil
  ) throws(ModelError) -> [Element] {
    let tensor = try tensor(named: name)
    guard shape == nil || shape == tensor.shape else {
      throw ModelError(
        .incompatible, "tensor \"\(name)\" has the shape \(tensor.shape); expected \(shape ?? [])", path: path
      )
    }
    let bytes = try bytes(of: name, as: type)
    defer { withExtendedLifetime(storage) {} }
    return Self.copy(bytes, as: type)
  }

  /// The elements of a tensor of bytes where they lie, and what keeps them there.
  ///
  /// - Throws: as ``withTensor(_:as:_:)``.
  func bytesInPlace(_ name: String) throws(ModelError) -> (UnsafeBufferPointer<Int8>, owner: ReadOnlyBytes) {
    (try bytes(of: name, as: Int8.self).bindMemory(to: Int8.self), storage)
  }

  /// A copy of the elements of a tensor of weights, none of which may be NaN or infinite.
  ///
  /// - Throws: as ``values(_:as:shape:)``, and ``ModelError`` of code `notFinite`.
  public func finiteValues<Element: SafetensorsElement & BinaryFloatingPoint>(
    _ name: String, as type: Element.Type, shape: [Int]? = nil
  ) throws(ModelError) -> [Element] {
    let values = try values(name, as: type, shape: shape)
    guard let index = values.withUnsafeBytes({ Self.firstNotFinite($0, type.dataType) }) else {
      return values
    }
    throw ModelError(
      .notFinite,
      "tensor \"\(name)\" holds \(values[index]) at element \(index); expected finite numbers only",
      path: path)
  }

  /// The index of the first NaN or infinity: a number whose exponent has every bit set.
  ///
  /// Reading bits spares a generic call for each number where the compiler does not specialise.
  private static func firstNotFinite(
    _ bytes: UnsafeRawBufferPointer, _ type: SafetensorsDataType
  ) -> Int? {
    switch type {
    case .float32:
      let mask = Float.infinity.bitPattern
      return (0..<(bytes.count / 4)).first {
        bytes.loadUnaligned(fromByteOffset: 4 &* $0, as: UInt32.self) & mask == mask
      }
    case .float64:
      let mask = Double.infinity.bitPattern
      return (0..<(bytes.count / 8)).first {
        bytes.loadUnaligned(fromByteOffset: 8 &* $0, as: UInt64.self) & mask == mask
      }
    case .int32, .int64, .uint32, .uint64, .uint8, .int8: return nil
    }
  }

  private func bytes<Element: SafetensorsElement>(
    of name: String, as type: Element.Type
  ) throws(ModelError) -> UnsafeRawBufferPointer {
    let tensor = try tensor(named: name)
    guard tensor.dataType == type.dataType else {
      throw ModelError(
        .incompatible,
        "tensor \"\(name)\" is of type \(tensor.dataType.rawValue); expected \(type.dataType.rawValue)",
        path: path)
    }
    let start = dataOffset + tensor.byteRange.lowerBound
    return UnsafeRawBufferPointer(rebasing: storage.bytes[start..<(start + tensor.byteRange.count)])
  }

  private static func copy<Element: SafetensorsElement>(
    _ bytes: UnsafeRawBufferPointer, as type: Element.Type
  ) -> [Element] {
    let count = bytes.count / MemoryLayout<Element>.stride
    return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      initialized = count
    }
  }
}
