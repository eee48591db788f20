/// One array in NumPy's `.npy` format (versions 1 to 3), little-endian.
struct NPYArray {
  /// Where an array came from, for messages.
  let name: String
  /// NumPy's code of the type, such as `<f4`.
  let type: String
  /// The length of each side; none for a single value.
  let shape: [Int]
  private let bytes: [UInt8]
  private let start: Int

  /// Reads the header and checks that the data are as long as it says.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` or `unsupported`.
  init(_ bytes: [UInt8], name: String) throws(FeatureError) {
    guard bytes.count >= 10, bytes[..<6].elementsEqual(NPYArray.magic) else {
      throw .malformed("\(name) is not a NumPy array: it does not start with \\x93NUMPY")
    }
    guard (1...3).contains(bytes[6]) else {
      throw .unsupported("\(name) is of version \(bytes[6]) of NumPy's format; expected 1 to 3")
    }
    let place = bytes[6] == 1 ? 10 : 12
    let length =
      bytes[6] == 1
      ? Int(try bytes.integer(UInt16.self, at: 8)) : Int(try bytes.integer(UInt32.self, at: 8))
    // A plain array's header is some hundred bytes; NumPy itself refuses more than this.
    guard length <= 10_000, place + length <= bytes.count else {
      throw .malformed("\(name) has a header of \(length) bytes in \(bytes.count): it is truncated")
    }
    var parser = NPYHeaderParser(bytes[place..<(place + length)])
    guard let (type, shape) = parser.header() else {
      throw .malformed("the header of \(name) is not one of a plain array: \(parser.text)")
    }
    guard !type.hasPrefix(">") else {
      throw .unsupported("\(name) is of type \(type), big-endian; expected little-endian")
    }
    self.name = name
    self.type = type
    self.shape = shape
    self.bytes = bytes
    start = place + length
    var count = 1
    for side in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: side)
      guard !overflow else { throw .malformed("the shape of \(name) passes every limit: \(shape)") }
      count = product
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: itemSize)
    guard !overflow, size == bytes.count - start else {
      throw .malformed(
        "\(name) holds \(bytes.count - start) bytes of data; \(shape) of \(type) are \(count) x \(itemSize)")
    }
  }

  /// The header and data of an array of `type` and `shape`.
  static func encode(_ data: [UInt8], type: String, shape: String) -> [UInt8] {
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    var bytes = magic + [1, 0]
    bytes.append(littleEndian: UInt16(header.utf8.count))
    bytes += header.utf8
    bytes += data
    return bytes
  }

  /// The bytes of one value of this type; 0 of one that is not known.
  private var itemSize: Int {
    guard let size = Int(type.dropFirst(2)), size >= 0, size <= 1 << 16 else { return 0 }
    return type.dropFirst().first == "U" ? 4 * size : size
  }

  private static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
}

extension NPYArray {
  /// The number of values.
  var count: Int { shape.reduce(1, *) }

  /// The values as integers.
  ///
  /// - Throws: ``FeatureError`` of code `unsupported` where they are of another type.
  func integers() throws(FeatureError) -> [Int] {
    switch type {
    case "<i4": return values { Int(Int32(littleEndian: $0)) }
    case "<i8": return values { Int(Int64(littleEndian: $0)) }
    default: throw .unsupported("\(name) is of type \(quoted(type)); expected <i4 or <i8")
    }
  }

  /// The values in single precision.
  ///
  /// - Throws: ``FeatureError`` of code `unsupported` where they are of another type, `malformed` where one
  ///   passes single precision.
  func floats() throws(FeatureError) -> [Float] {
    switch type {
    case "<f4": return values { Float(bitPattern: UInt32(littleEndian: $0)) }
    case "<f8":
      let doubles = values { Double(bitPattern: UInt64(littleEndian: $0)) }
      let floats = doubles.map { Float($0) }
      if let place = floats.indices.first(where: { floats[$0].isInfinite && doubles[$0].isFinite }) {
        throw .malformed("value \(place) of \(name), \(doubles[place]), passes single precision")
      }
      return floats
    case "<i4": return values { Float(Int32(littleEndian: $0)) }
    case "<i8": return values { Float(Int64(littleEndian: $0)) }
    default: throw .unsupported("\(name) is of type \(quoted(type)); expected <f4, <f8, <i4 or <i8")
    }
  }

  /// The one value of an array of text, `|S3` or `<U3`.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` where it is not that.
  func text() throws(FeatureError) -> String {
    guard count == 1, type.hasPrefix("|S") || type.hasPrefix("<U") else {
      throw .malformed("\(name) is \(shape) of type \(quoted(type)); expected one text")
    }
    let stride = type.hasPrefix("<U") ? 4 : 1
    let data = bytes[start...]
    let letters = data.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    guard data.enumerated().allSatisfy({ $0.offset % stride == 0 || $0.element == 0 }) else {
      throw .malformed("\(name) holds a text that is not ASCII")
    }
    return String(decoding: letters.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func values<Stored: BitwiseCopyable, Value>(_ value: (Stored) -> Value) -> [Value] {
    let count = count
    return bytes.withUnsafeBytes { bytes in
      [Value](unsafeUninitializedCapacity: count) { target, filled in
        for index in 0..<count {
          let place = start + index * MemoryLayout<Stored>.size
          target.initializeElement(
            at: index, to: value(bytes.loadUnaligned(fromByteOffset: place, as: Stored.self)))
        }
        filled = count
      }
    }
  }
}
