import ParallaxText
import Testing

@Suite struct TextOffsetsTests {
  @Test(arguments: [
    "", "plain", String(repeating: "é", count: 200), "a\u{1F600}b" + String(repeating: "x", count: 190) + "ü",
    String(repeating: "0123456789abcdef", count: 12),
  ])
  func offsetsAreTheSameInAnyOrder(text: String) {
    let bytes = Array(text.utf8)
    func naive(_ offset: Int) -> Int { bytes.prefix(offset).count { $0 & 0xC0 != 0x80 } }
    let offsets = TextOffsets(text)
    for offset in 0...bytes.count { #expect(offsets.scalarOffset(ofUTF8: offset) == naive(offset)) }
    for step in 0...(2 * bytes.count) {
      let offset = (step * 37) % (bytes.count + 1)
      #expect(offsets.scalarOffset(ofUTF8: offset) == naive(offset))
    }
    #expect(offsets.scalarOffset(ofUTF8: bytes.count + 9) == text.unicodeScalars.count)
  }
}
