import Foundation
import ParallaxModels
import Testing

@Suite struct SafetensorsTests {
  private func sample() throws -> SafetensorsWriter {
    var writer = try SafetensorsWriter(metadata: [
      "task": "wording", "text": "tab\t \"quoted\" back\\slash é 中\n\u{1}",
    ])
    try writer.add("terms", Array("marchcrowdriot".utf8))
    try writer.add("weights", [0.5, -1, 2, .leastNonzeroMagnitude, 3, -0.0] as [Float], shape: [2, 3])
    try writer.add("beta", [Double.pi], shape: [])
    try writer.add("ids", [1, .max] as [UInt64])
    try writer.add("offsets", [0, 5, 10, 14] as [UInt32])
    try writer.add("signs", [-1, 1] as [Int32])
    try writer.add("wide", [Int64.min])
    try writer.add("none", [Float](), shape: [0, 3])
    return writer
  }

  @Test func whatIsWrittenIsReadBackBitForBit() throws {
    let file = try SafetensorsFile(bytes: sample().encoded())
    let weights: [Float] = [0.5, -1, 2, .leastNonzeroMagnitude, 3, -0.0]
    #expect(
      try file.values("weights", as: Float.self, shape: [2, 3]).map(\.bitPattern) == weights.map(\.bitPattern)
    )
    #expect(try file.values("beta", as: Double.self, shape: []) == [.pi])
    #expect(try file.values("ids", as: UInt64.self) == [1, .max])
    #expect(try file.values("offsets", as: UInt32.self) == [0, 5, 10, 14])
    #expect(try file.values("signs", as: Int32.self) == [-1, 1])
    #expect(try file.values("wide", as: Int64.self) == [.min])
    #expect(try file.values("none", as: Float.self, shape: [0, 3]).isEmpty)
    #expect(try file.values("terms", as: UInt8.self) == Array("marchcrowdriot".utf8))
    #expect(file.metadata["text"] == "tab\t \"quoted\" back\\slash é 中\n\u{1}")
    #expect(file.metadata["parallax_checksum"]?.count == 16)
  }

  @Test func bytesDoNotDependOnTheOrderOfAdding() throws {
    var one = try SafetensorsWriter(metadata: ["a": "1", "b": "2", "c": "3"])
    try one.add("x", [1, 2] as [Float])
    try one.add("y", [3, 4] as [UInt8])
    var other = try SafetensorsWriter(metadata: ["c": "3", "b": "2", "a": "1"])
    try other.add("y", [3, 4] as [UInt8])
    try other.add("x", [1, 2] as [Float])
    #expect(try one.encoded() == other.encoded())
  }

  @Test func dataStartsAt64BytesAndBytesComeLast() throws {
    let bytes = try sample().encoded()
    let headerLength = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect((8 + headerLength) % 64 == 0)
    let widths = try SafetensorsFile(bytes: bytes).tensors.map(\.dataType.byteCount)
    #expect(widths == widths.sorted(by: >))
    #expect(widths.last == 1)
  }

  @Test func tensorsAreReadInPlaceFromAMappedFile() throws {
    let folder = try TemporaryFolder()
    try sample().write(to: folder.file("m"))
    let file = try SafetensorsFile(contentsOf: folder.file("m"))
    let sum = try file.withTensor("weights", as: Float.self) { $0.reduce(0, +) }
    #expect(sum == 4.5)
    #expect(file.path == folder.file("m"))
  }

  @Test func anUnalignedTensorOfAnotherWriterIsStillRead() throws {
    let header =
      #"{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"f":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#
    let file = try SafetensorsFile(
      bytes: fileBytes(header, data: [9, 0, 0, 0x80, 0x3F]), integrity: .ifPresent)
    #expect(try file.withTensor("f", as: Float.self) { Array($0) } == [1])
    #expect(try file.values("f", as: Float.self) == [1])
  }

  @Test func wrongTypesShapesAndNamesAreSaid() throws {
    let file = try SafetensorsFile(bytes: sample().encoded())
    let type = #expect(throws: ModelError.self) { try file.values("weights", as: Double.self) }
    #expect(type?.message.contains("F32; expected F64") == true)
    let shape = #expect(throws: ModelError.self) {
      try file.values("weights", as: Float.self, shape: [3, 2])
    }
    #expect(shape?.message.contains("[2, 3]; expected [3, 2]") == true)
    let name = #expect(throws: ModelError.self) { try file.values("weight", as: Float.self) }
    #expect(name?.message.contains("beta, ids, none") == true)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity]) func weightsMustBeFinite(value: Float) throws {
    var writer = try SafetensorsWriter()
    try writer.add("w", [1, value])
    let file = try SafetensorsFile(bytes: writer.encoded())
    let error = #expect(throws: ModelError.self) { try file.finiteValues("w", as: Float.self) }
    #expect(error?.code == .notFinite)
    #expect(error?.message.contains("element 1") == true)
  }

  @Test func theWriterRejectsWhatNoReaderCouldTake() throws {
    #expect(throws: ModelError.self) { try SafetensorsWriter(metadata: ["parallax_checksum": "0"]) }
    var writer = try SafetensorsWriter()
    try writer.add("x", [1] as [Float])
    #expect(throws: ModelError.self) { try writer.add("x", [1] as [Float]) }
    #expect(throws: ModelError.self) { try writer.add("__metadata__", [1] as [Float]) }
    #expect(throws: ModelError.self) { try writer.add("y", [1, 2] as [Float], shape: [3]) }
    #expect(throws: ModelError.self) { try writer.add("y", [1, 2] as [Float], shape: [-1, -2]) }
    #expect(throws: ModelError.self) { try writer.add("y", [1] as [Float], shape: [.max, .max]) }
  }

  @Test func missingAndIrregularFilesAreNamed() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: ModelError.self) { try SafetensorsFile(contentsOf: folder.file("no")) }
    #expect(missing?.code == .missing)
    #expect(missing?.description.hasPrefix(folder.file("no")) == true)
    let directory = #expect(throws: ModelError.self) { try SafetensorsFile(contentsOf: folder.path) }
    #expect(directory?.code == .io)
    try AtomicFile.write([UInt8](), to: folder.file("empty"))
    let empty = #expect(throws: ModelError.self) { try SafetensorsFile(contentsOf: folder.file("empty")) }
    #expect(empty?.code == .malformed)
  }
}

/// The bytes of a file with a header of the caller's, which need not be sound.
func fileBytes(_ header: String, data: [UInt8] = []) -> [UInt8] {
  withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8) + data
}
