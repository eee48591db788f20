import Testing

@testable import ParallaxFeatures

@Suite struct UncommonBytesTests {
  @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 33, 256])
  func theyAreThoseThatAPlainLoopFinds(count: Int) {
    // Every byte, in an order that has all kinds side by side.
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 0x61) }
    var found: [Int] = []
    bytes.withUnsafeBufferPointer { $0.forEachUncommonByte { found.append($0) } }
    #expect(found == bytes.indices.filter { !(0x61...0x7A).contains(bytes[$0]) && bytes[$0] != 0x20 })
  }
}
