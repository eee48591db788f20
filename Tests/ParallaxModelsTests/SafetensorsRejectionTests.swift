import ParallaxMath
import ParallaxModels
import Testing

@Suite struct SafetensorsRejectionTests {
  private static func small() throws -> [UInt8] {
    var writer = try SafetensorsWriter(metadata: ["labels": #"["a","b"]"#])
    try writer.add("weights", [0.5, -1, 2, 3] as [Float], shape: [2, 2])
    try writer.add("terms", Array("ab".utf8))
    return try writer.encoded()
  }

  private func rejection(_ bytes: [UInt8]) -> ModelError? {
    do throws(ModelError) {
      _ = try SafetensorsFile(bytes: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func everyTruncationIsRejected() throws {
    let bytes = try Self.small()
    #expect(rejection(bytes) == nil)
    for count in 0..<bytes.count where rejection(Array(bytes[..<count])) == nil {
      Issue.record("the first \(count) of \(bytes.count) bytes were accepted")
    }
    #expect(rejection(bytes + [0]) != nil)
  }

  @Test func everyFlippedBitIsRejected() throws {
    var bytes = try Self.small()
    for index in bytes.indices {
      for bit in 0..<8 {
        bytes[index] ^= 1 << UInt8(bit)
        if rejection(bytes) == nil { Issue.record("bit \(bit) of byte \(index) was flipped and accepted") }
        bytes[index] ^= 1 << UInt8(bit)
      }
    }
    #expect(rejection(bytes) == nil)
  }

  @Test func randomDamageIsRejectedWithoutACrash() throws {
    let sound = try Self.small()
    var generator = SeededGenerator(seed: 20)
    for trial in 0..<10_000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
        case 2: bytes.remove(at: index)
        default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &generator))
        }
      }
      if bytes != sound, rejection(bytes) == nil { Issue.record("trial \(trial) was accepted") }
    }
  }

  @Test func randomDamageWithoutAChecksumDoesNotCrash() throws {
    // Without the checksum, damage reaches every branch of the reader and of the accessors.
    let header =
      #"{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"U8","shape":[2],"data_offsets":[16,18]}}"#
    let sound = fileBytes(header, data: [UInt8](repeating: 1, count: 18))
    var generator = SeededGenerator(seed: 21)
    var accepted = 0
    for _ in 0..<10_000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      guard let file = try? SafetensorsFile(bytes: bytes, integrity: .ifPresent) else { continue }
      accepted += 1
      for tensor in file.tensors {
        #expect(tensor.shape.reduce(1, *) == tensor.elementCount)
        _ = try? file.finiteValues(tensor.name, as: Float.self)
        _ = try? file.withTensor(tensor.name, as: UInt8.self) { $0.reduce(0, &+) }
      }
    }
    #expect(accepted > 0)
    #expect(accepted < 10_000)
  }

  /// Headers that break one rule each, with words of the message that says so.
  static let unsound: [(header: String, dataCount: Int, says: String)] = [
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
      6, "overlaps"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4, "overlaps"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}"#,
      9, "hole"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "hole"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5, "appended"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 4, "truncated"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "takes 8"),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0, "overflows"),
    (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#, 4, "64 bits"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, "not negative"),
    (#"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, 4, "expected"),
    (#"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#, 4, "whole number"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, "end not before"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}"#, 4, "a start and an end"),
    (#"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, 4, "BF16"),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, 4, "lacks"),
    (#"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4, "stands twice"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"code":"x"}}"#, 4, "unknown"),
    (
      #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      0, "stands twice"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      0, "stands twice"
    ),
    (#"{"__metadata__":{"k":"1","k":"2"}}"#, 0, "stands twice"),
    (#"{"__metadata__":{},"__metadata__":{}}"#, 0, "stands twice"),
    (#"{"__metadata__":{"k":1}}"#, 0, "expected a string"),
    (#"{"__metadata__":{"k":{"deep":[[[[]]]]}}}"#, 0, "expected a string"),
    (#"{"__metadata__":{"k":"v",}}"#, 0, "expected a string"),
    (#"{"__metadata__":{"k":"\ud800"}}"#, 0, "surrogate"),
    (#"{"__metadata__":{"k":"\q"}}"#, 0, "escape"),
    (#"{"__metadata__":{"k":"\u12"}}"#, 0, "hexadecimal"),
    ("{\"__metadata__\":{\"k\":\"\u{1}\"}}", 0, "control character"),
    (#"{"__metadata__":{"k":"v"}} x"#, 0, "closing brace"),
    (#" {"__metadata__":{}}"#, 0, "does not start with {"),
    (#"[]"#, 0, "does not start with {"),
    (#"{"#, 0, "ends too early"),
    (#"{"a"#, 0, "does not end"),
    (#"{"a":null}"#, 0, "expected {"),
    ("", 0, "does not start with {"),
  ]

  @Test(arguments: unsound) func unsoundHeadersAreRejectedInPlainWords(
    header: String, dataCount: Int, says: String
  ) throws {
    let bytes = fileBytes(header, data: [UInt8](repeating: 0, count: dataCount))
    let error = #expect(throws: ModelError.self) { try SafetensorsFile(bytes: bytes, integrity: .ifPresent) }
    #expect(error?.message.contains(says) == true, "\(error?.message ?? "accepted")")
  }

  @Test func invalidUTF8IsRejected() {
    var bytes = fileBytes(#"{"__metadata__":{"k":"v"}}"#)
    bytes[bytes.count - 4] = 0xFF
    #expect(rejection(bytes)?.message.contains("UTF-8") == true)
  }

  @Test func newerFormatsAndMissingChecksumsAreToldApart() {
    let newer = rejection(fileBytes(#"{"__metadata__":{"parallax_format":"3"}}"#))
    #expect(newer?.code == .newerFormat)
    #expect(newer?.message.contains("format 3") == true)
    #expect(rejection(fileBytes(#"{"__metadata__":{"parallax_format":"x"}}"#))?.code == .malformed)
    #expect(rejection(fileBytes(#"{"__metadata__":{}}"#))?.code == .altered)
  }

  @Test func headersAboveTheLimitAreNotRead() throws {
    var bytes = try Self.small()
    #expect(throws: ModelError.self) { try SafetensorsFile(bytes: bytes, headerLimit: 10) }
    #expect(throws: ModelError.self) { try SafetensorsFile(bytes: bytes, headerLimit: -1) }
    bytes.replaceSubrange(0..<8, with: [UInt8](repeating: 0xFF, count: 8))
    #expect(rejection(bytes)?.code == .limit)
    let long = fileBytes("{" + String(repeating: " ", count: 1 << 20) + "}")
    #expect(rejection(long)?.code == .limit)
    #expect(throws: Never.self) {
      try SafetensorsFile(bytes: long, headerLimit: 2 << 20, integrity: .ifPresent)
    }
  }
}
