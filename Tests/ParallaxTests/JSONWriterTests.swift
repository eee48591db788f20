import Foundation
import Parallax
import Testing

@Suite struct JSONWriterTests {
  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode([value]), as: UTF8.self)
  }

  private static func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.array(body)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func stringsAreWrittenAsAnEncoderWritesThem() throws {
    let controls = (0..<0x21).compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
    for text in controls + ["", "a\"b\\c/d", "🚢 é \u{2028}\u{7F}", controls.joined()] {
      #expect(Self.written { $0.value(text) } == (try Self.encoded(text)))
    }
  }

  @Test func numbersAreWrittenAsAnEncoderWritesThem() throws {
    var numbers = [0, -0.0, 1, -1, 0.1, 1e-5, 1e-7, 123_456_789.25, 1e15, 1e16, 1e300, -2.5e-300, 100, 10.5]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 { numbers.append(Double.random(in: -2...2, using: &generator)) }
    for number in numbers { #expect(Self.written { $0.value(number) } == (try Self.encoded(number))) }
    for number in [0, 7, 10, 99, 100, 99_999_999, 100_000_000, 1_234_567_890, -5, Int.max, Int.min] {
      #expect(Self.written { $0.value(number) } == (try Self.encoded(number)))
    }
    #expect(Self.written { $0.value(Double.nan) } == "[null]")
  }

  @Test func commasStandBetweenMembersAndElementsOnly() {
    let text = Self.written { writer in
      writer.object { _ in }
      writer.array { _ in }
      writer.object { writer in
        writer.member("a", 1)
        writer.member("b", nil as String?)
        writer.key("c")
        writer.array { writer in
          writer.pair(1..<2)
          writer.pair(3..<4)
        }
        writer.member("d", ["y", "x"], [1, 0.5])
      }
      writer.value(RecordID("7", isNumber: true))
      writer.value(RecordID("7"))
    }
    #expect(text == #"[{},[],{"a":1,"c":[[1,2],[3,4]],"d":{"x":0.5,"y":1}},7,"7"]"#)
  }
}
