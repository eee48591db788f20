import Testing

@testable import ParallaxText

/// What is read of several bytes at once is what is read of each.
@Suite struct ByteTextTests {
  /// Words of all lengths between each other, at all distances from the end, and every byte somewhere.
  private static let texts: [[UInt8]] =
    [Array("The U.N.'s spokeswoman-elect said 12 camps would open; “no”, naïve Élan SAID. x_y @[`{/:".utf8)]
    + [Array(0...255), Array((0...255).reversed()), Array("short".utf8)]

  @Test(arguments: texts.indices)
  func wordsArePackedByteByByte(index: Int) {
    Self.texts[index].withUnsafeBufferPointer { bytes in
      let text = ByteText(bytes)
      for start in bytes.indices {
        for length in 1...17 where start + length <= bytes.count {
          let word = bytes[start..<(start + length)]
          let isPlain = length <= 16 && word.allSatisfy { $0 < 0x80 }
          let expected = word.reduce(UInt128(0)) { packed, byte in
            packed << 8 | UInt128((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
          }
          #expect(text.packedWord(start..<(start + length)) == (isPlain ? expected : 0))
        }
      }
      #expect(text.packedWord(0..<0) == 0)
    }
  }

  @Test(arguments: texts.indices)
  func lettersAndDigitsAreCountedByteByByte(index: Int) {
    Self.texts[index].withUnsafeBufferPointer { bytes in
      let text = ByteText(bytes)
      for start in bytes.indices {
        for end in start...bytes.count {
          let expected = (start..<end).prefix { text.isASCIILetter($0) || text.isDigit($0) }.count
          #expect(text.alphanumericCount(from: start, to: end) == expected)
        }
      }
    }
  }
}
