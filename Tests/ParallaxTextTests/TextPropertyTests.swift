import ParallaxText
import Testing

@Suite("Properties over random text")
struct TextPropertyTests {
  /// Pieces that the rules look at, put together at random.
  private static let pieces = [
    ".", "!", "?", "…", " ", " ", " ", "\n", "\n\n", "\r\n", "\"", "'", "“", "”", "‘", "’", "(", ")", "[1]",
    "Mr",
    "U.S", "a.m", "J", "I", "the", "The", "said", "he", "12", "3.5", "1", "2", "a", "•", "http://x.y/z",
    "a@b.c",
    "é", "Ü", "東", "👩‍🚀", "\u{301}", "\u{200D}", "\u{2029}", "\u{85}", "\u{A0}", "-", "-----", "_", "#x", "@x",
    ":-)", "...", ". . .", "don't", "e-mail", "\0", "。", "''", "``", ",", ":", "AM", "03/04/2005 10:11 AM",
    "\u{FFFD}",
  ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      text += pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }
    return text
  }

  private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text(&generator).utf8)
    for _ in 0..<Int.random(in: 0..<8, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
    }
    return bytes
  }

  /// Whether ranges are in order, apart, not empty, and leave out white space alone.
  private func covers(_ ranges: [Range<Int>], _ bytes: [UInt8], spaces: Bool = true) -> Bool {
    var end = 0
    for range in ranges {
      guard range.lowerBound >= end, !range.isEmpty, isBlank(bytes[end..<range.lowerBound]) else {
        return false
      }
      end = range.upperBound
    }
    return end <= bytes.count && isBlank(bytes[end...])
  }

  private func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      ($0.value <= 0x20 && $0.value != 0) || $0.properties.isWhitespace || $0 == "\u{200B}"
        || $0 == "\u{FEFF}"
    }
  }

  /// Whether all bounds stand between two scalars of a well-formed text.
  private func areOnScalars(_ ranges: [Range<Int>], _ bytes: [UInt8]) -> Bool {
    ranges.allSatisfy { range in
      [range.lowerBound, range.upperBound].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    }
  }

  @Test("sentences and tokens cover a text in order on scalar bounds", arguments: 0..<40)
  func coversText(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let text = Self.text(&generator)
      let bytes = Array(text.utf8)
      let news = SentenceSplitter().sentences(in: text)
      let unicode = SentenceSplitter(configuration: .init(mode: .unicode)).sentences(in: text)
      let tokens = UnicodeTokenizer().tokens(in: text).map(\.range)
      let kept = UnicodeTokenizer(configuration: .init(contractions: .keep)).tokens(in: text).map(\.range)
      for ranges in [news, unicode, tokens, kept] {
        #expect(covers(ranges, bytes), "\(text.debugDescription)")
        #expect(areOnScalars(ranges, bytes), "\(text.debugDescription)")
      }
    }
  }

  @Test("any bytes are covered too", arguments: 100..<120)
  func coversBytes(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let bytes = Self.bytes(&generator)
      #expect(covers(SentenceSplitter().sentences(inUTF8: bytes), bytes), "\(bytes)")
      #expect(covers(UnicodeTokenizer().tokens(inUTF8: bytes).map(\.range), bytes), "\(bytes)")
      let segments = UnicodeWordSegmenter().segments(inUTF8: bytes)
      #expect(segments.reduce(0) { $0 + $1.count } == bytes.count)
      #expect(UnicodeSentenceSegmenter().segments(inUTF8: bytes).reduce(0) { $0 + $1.count } == bytes.count)
    }
  }

  @Test("sentences never hold a blank line", arguments: 200..<220)
  func paragraphsStayApart(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let text = Self.text(&generator) + "\n\n" + Self.text(&generator)
      for sentence in SentenceSplitter().sentences(in: text) {
        #expect(!text.slice(utf8: sentence).contains("\n\n"), "\(text.debugDescription)")
      }
    }
  }

  @Test("quotations are apart or one within the other, and hold their content", arguments: 300..<330)
  func quotationsNest(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let text = Self.text(&generator)
      let bytes = Array(text.utf8)
      let quotations = QuotationFinder().quotations(in: text)
      for (one, next) in zip(quotations, quotations.dropFirst()) {
        let isApart = one.range.upperBound <= next.range.lowerBound
        #expect(isApart || next.range.upperBound <= one.range.upperBound, "\(text.debugDescription)")
      }
      for quotation in quotations {
        let all = [quotation.range, quotation.content, quotation.speaker, quotation.reportingVerb].compactMap
        { $0 }
        #expect(areOnScalars(all, bytes), "\(text.debugDescription)")
        #expect(quotation.range.lowerBound < quotation.content.lowerBound)
        #expect(quotation.content.upperBound <= quotation.range.upperBound)
      }
    }
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
private struct SeededGenerator: RandomNumberGenerator {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var z = seed
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
