import Testing

@testable import ParallaxModels

@Suite struct XXHash64Tests {
  /// Values of the xxhash package for Python, version 3, seed 0; the first three also stand in the
  /// reference implementation's own tests.
  @Test(
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      ("The wording of one event, told by four outlets.", 0xC2F4_FE18_B100_6AAA),
    ] as [(String, UInt64)])
  func agreesWithTheReferenceImplementation(text: String, expected: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { XXHash64.hash($0) } == expected)
  }

  @Test func agreesWithTheReferenceImplementationOnAllFourLanes() {
    let bytes = (0..<200).map { UInt8($0) }
    #expect(bytes.withUnsafeBytes { XXHash64.hash($0) } == 0x50DC_1079_B99E_879C)
  }
}
