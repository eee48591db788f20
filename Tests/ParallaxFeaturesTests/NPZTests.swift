import ParallaxFeatures
import ParallaxMath
import Testing

@Suite struct NPZTests {
  private let small = RandomRows.matrix(seed: 1, rows: 2, columns: 3, density: 1)

  @Test(arguments: 0..<40, [NPZ.Compression.stored, .deflated])
  func matricesComeBackAsTheyWere(seed: Int, compression: NPZ.Compression) throws {
    var rows = RandomRows(seed: UInt64(seed))
    let matrix = rows.matrix(rows: seed, columns: 1 + seed * 3 % 50, density: Double(seed % 5) / 4)
    let bytes = try NPZ.encode(matrix, compression: compression)
    #expect(try SparseMatrix(npz: bytes) == matrix)
    #expect(try NPZ.encode(matrix, compression: compression) == bytes)
  }

  @Test func theWrittenFileHasTheMembersOfSciPy() throws {
    let matrix = try SparseMatrix(
      columnCount: 3, rowOffsets: [0, 1, 2], columnIndices: [2, 0], values: [0.5, -2])
    let bytes = try NPZ.encode(matrix)
    // A zip of five stored members; each .npy is a header of 128 bytes and its data.
    let sizes = [("indices", 8), ("indptr", 12), ("format", 3), ("shape", 16), ("data", 8)]
    let expected = sizes.reduce(22) { $0 + 30 + 46 + 2 * ($1.0.utf8.count + 4) + 128 + $1.1 }
    #expect(bytes.count == expected)
    // numpy.lib.format's header of a two-element float32 array, as NumPy writes it.
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
    #expect(contains(bytes, Array(header.utf8)))
    #expect(contains(bytes, [0, 0, 0, 0x3F, 0, 0, 0, 0xC0]))
    #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])
  }

  /// `scipy.sparse.save_npz` (SciPy 1.17.1) of csr_matrix([[0, 1.5], [2, 0]], dtype=float64), compressed.
  @Test func aCompressedFileOfSciPyIsRead() throws {
    let matrix = try SparseMatrix(npz: sciPyFile)
    #expect(matrix.columnCount == 2)
    #expect(matrix.rowOffsets == [0, 1, 2])
    #expect(matrix.columnIndices == [1, 0])
    #expect(matrix.values == [1.5, 2])
  }

  @Test func columnsAreSortedAndEntriesOfOnePlaceAddedUp() throws {
    let file = archive(
      shape: [2, 4], indptr: [0, 3, 5], indices: [3, 0, 3, 1, 2], data: [1, 2, 4, 8, 16])
    let matrix = try SparseMatrix(npz: file)
    #expect(matrix.rowOffsets == [0, 2, 4])
    #expect(matrix.columnIndices == [0, 3, 1, 2])
    #expect(matrix.values == [2, 5, 8, 16])
  }

  @Test(arguments: [
    ([2, 4], [0, 3, 4], [0, 1, 9, 2], "column 9"),
    ([2, 4], [0, 3, 4], [0, -1, 3, 2], "column -1"),
    ([2, 4], [0, 3, 2], [0, 1, 3, 2], "row 1 runs from entry 3 to 2"),
    ([2, 4], [0, 3, 9], [0, 1, 3, 2], "over 4 indices"),
    ([3, 4], [0, 3, 4], [0, 1, 3, 2], "3 values for 3 rows"),
    ([2, -4], [0, 3, 4], [0, 1, 3, 2], "shape"),
    ([2], [0, 3, 4], [0, 1, 3, 2], "shape"),
    ([2, 4], [0, 3, 4], [0, 1, 3], "one count"),
    ([2, 4], [1, 3, 4], [0, 1, 3, 2], "indptr runs from 1"),
  ])
  func contradictionsAreNamed(shape: [Int], indptr: [Int], indices: [Int], message: String) throws {
    let file = archive(shape: shape, indptr: indptr, indices: indices, data: [1, 2, 3, 4])
    let error = #expect(throws: FeatureError.self) { try SparseMatrix(npz: file) }
    #expect(error?.code == .malformed)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = try NPZ.encode(small)
    for length in 0..<bytes.count {
      #expect(throws: FeatureError.self) { try SparseMatrix(npz: Array(bytes[..<length])) }
    }
  }

  @Test func aDamagedMemberIsToldByItsChecksum() throws {
    var bytes = try NPZ.encode(small)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("NUMPY".utf8)) })
    bytes[place + 125] ^= 1
    let error = #expect(throws: FeatureError.self) { try SparseMatrix(npz: bytes) }
    #expect(error?.message.contains("CRC-32") == true)
  }

  @Test func overlappingMembersAreRefused() throws {
    var bytes = try NPZ.encode(small)
    let entries = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) }
    // The first entry's size grows over the second member, its count with it.
    for offset in [20, 24] { bytes[entries[0] + offset] += 60 }
    let error = #expect(throws: FeatureError.self) { try SparseMatrix(npz: bytes) }
    #expect(error?.message.contains("overlap") == true)
  }

  @Test func aBombIsRefusedBeforeItIsUnpacked() throws {
    var bytes = try NPZ.encode(small, compression: .deflated)
    let entries = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) }
    bytes[entries[4] + 27] = 0x70
    let error = #expect(throws: FeatureError.self) { try SparseMatrix(npz: bytes) }
    #expect(error?.code == .limit)
  }

  @Test func anotherSparseFormatIsNamed() throws {
    let file = archive(shape: [1, 1], indptr: [0, 1], indices: [0], data: [1], format: "csc")
    let error = #expect(throws: FeatureError.self) { try SparseMatrix(npz: file) }
    #expect(error?.code == .unsupported)
    #expect(error?.message.contains("csc") == true)
  }

  @Test(arguments: ["", "PK", "not an archive, though long enough to be one"])
  func whatIsNoArchiveIsRefused(text: String) {
    #expect(throws: FeatureError.self) { try SparseMatrix(npz: Array(text.utf8)) }
  }

  @Test(arguments: [NPZ.Compression.stored, .deflated])
  func mutatedFilesNeverCrash(compression: NPZ.Compression) throws {
    let bytes = try NPZ.encode(small, compression: compression)
    var mutator = Mutator(seed: 5)
    var refused = 0
    for _ in 0..<5_000 {
      do { _ = try SparseMatrix(npz: mutator.mutated(bytes)) } catch { refused += 1 }
    }
    #expect(refused > 4_000)
  }

  private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
  }
}

/// A stored `.npz` of the given parts, which need not fit together; float32 data, 64-bit integers.
private func archive(
  shape: [Int], indptr: [Int], indices: [Int], data: [Float], format: String = "csr"
) -> [UInt8] {
  func integers(_ values: [Int]) -> [UInt8] { values.flatMap { little(UInt64(bitPattern: Int64($0)), 8) } }
  func array(_ type: String, _ shape: String, _ content: [UInt8]) -> [UInt8] {
    let header = "{'descr': '\(type)', 'shape': \(shape), 'fortran_order': False}\n"
    var bytes: [UInt8] = [0x93]
    bytes += "NUMPY".utf8
    bytes += [1, 0]
    bytes += little(UInt64(header.utf8.count), 2)
    bytes += header.utf8
    bytes += content
    return bytes
  }
  let members = [
    ("format", array("|S3", "()", Array(format.utf8))),
    ("shape", array("<i8", "(\(shape.count),)", integers(shape))),
    ("indptr", array("<i8", "(\(indptr.count),)", integers(indptr))),
    ("indices", array("<i8", "(\(indices.count),)", integers(indices))),
    ("data", array("<f4", "(\(data.count),)", data.flatMap { little(UInt64($0.bitPattern), 4) })),
  ]
  var (file, directory): ([UInt8], [UInt8]) = ([], [])
  for (name, content) in members {
    let name = Array("\(name).npy".utf8)
    var facts = little(20, 2)
    facts += little(0, 8)
    facts += little(UInt64(checksum(content)), 4)
    for _ in 0..<2 { facts += little(UInt64(content.count), 4) }
    facts += little(UInt64(name.count), 2)
    facts += little(0, 2)
    directory += little(0x0201_4B50, 4)
    directory += little(20, 2)
    directory += facts
    directory += little(0, 10)
    directory += little(UInt64(file.count), 4)
    directory += name
    file += little(0x0403_4B50, 4)
    file += facts
    file += name
    file += content
  }
  let start = file.count
  file += directory
  file += little(0x0605_4B50, 4)
  file += little(0, 4)
  for _ in 0..<2 { file += little(5, 2) }
  file += little(UInt64(directory.count), 4)
  file += little(UInt64(start), 4)
  file += little(0, 2)
  return file
}

private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
  (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) : 0 }
}

/// CRC-32 by its definition, bit by bit.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 {
      let isOdd = sum & 1 == 1
      sum >>= 1
      if isOdd { sum ^= 0xEDB8_8320 }
    }
  }
  return ~sum
}

private let sciPyFile = bytes(
  hexadecimal: """
    504b03042d0000000800000021008031a387ffffffffffffffff0b001400696e64696365732e6e7079010010008800000000 \
    00000048000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9369a2aea3a09e965f54529498179f5f94 \
    920a12774bcc294e058a17672416a402f91a463a9a3a0ab50a14002e4606080000504b03042d00000008000000210002ecbd \
    a9ffffffffffffffff0a001400696e647074722e6e7079010010008c000000000000004c000000000000009bec17ea1b10c9 \
    c850c650ad9e925a9c5ca46ea5a06e9369a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a \
    c63a9a3a0ab50a14002e062060046226200600504b03042d000000080000002100a3c37497ffffffffffffffff0a00140066 \
    6f726d61742e6e707901001000830000000000000045000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a0 \
    5e136cacaea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a9a3a0ab50a1401aee4e22200504b \
    03042d000000080000002100fe48d4c0ffffffffffffffff0900140073686170652e6e707901001000900000000000000049 \
    000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9369a1aea3a09e965f54529498179f5f94920a1277 \
    4bcc294e058a17672416a402f91a463a9a3a0ab50a14002e26060880d100504b03042d000000080000002100901b7dacffff \
    ffffffffffff08001400646174612e6e70790100100090000000000000004c000000000000009bec17ea1b10c9c850c650ad \
    9e925a9c5ca46ea5a06e9366a1aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a463a9a3a0a \
    b50a14002e0630f8610fa1191c00504b01022d032d0000000800000021008031a38748000000880000000b00000000000000 \
    00000000800100000000696e64696365732e6e7079504b01022d032d00000008000000210002ecbda94c0000008c0000000a \
    0000000000000000000000800185000000696e647074722e6e7079504b01022d032d000000080000002100a3c37497450000 \
    00830000000a000000000000000000000080010d010000666f726d61742e6e7079504b01022d032d000000080000002100fe \
    48d4c0490000009000000009000000000000000000000080018e01000073686170652e6e7079504b01022d032d0000000800 \
    00002100901b7dac4c00000090000000080000000000000000000000800112020000646174612e6e7079504b050600000000 \
    0500050016010000980200000000
    """)

private func bytes(hexadecimal text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}
