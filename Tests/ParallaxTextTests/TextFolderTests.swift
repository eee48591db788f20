import ParallaxText
import Testing

@Suite("Folding")
struct TextFolderTests {
  private func folded(_ text: String, lowercases: Bool = true, accents: AccentFolding? = nil) -> String {
    var text = text
    var result = FoldedText()
    text.withUTF8 { result.fold($0, by: TextFolder(lowercases: lowercases, accents: accents)) }
    return String(decoding: result.bytes, as: UTF8.self)
  }

  @Test(
    "accents go and letters without a decomposition stay",
    arguments: [
      ("Café naïve Ångström", "cafe naive angstrom"), ("cafe\u{301} e\u{302}\u{323}", "cafe e"),
      ("ﬁne ½ ™ ﷺ", "fine 1\u{2044}2 TM صلى الله عليه وسلم"), ("Øre Straße Łódź", "øre straße łodz"),
      ("각", "\u{1100}\u{1161}\u{11A8}"), ("가", "\u{1100}\u{1161}"), ("がく", "かく"), ("ά ΐ", "α ι"),
      ("\u{A0}x\u{2003}y", " x y"), ("東京 plain", "東京 plain"), ("\u{344}", ""), ("", ""),
    ])
  func unicode(_ text: String, _ expected: String) {
    #expect(folded(text, accents: .unicode).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test("the ASCII way drops every other letter")
  func ascii() {
    #expect(folded("Łódź — Øre, 東京 ΣΟΦΟΣ ½", accents: .ascii) == "odz  re,   12")
  }

  @Test("case is kept where asked, and lowered by the full mapping of Unicode where not")
  func letterCase() {
    #expect(folded("US Éclair", lowercases: false, accents: .unicode) == "US Eclair")
    #expect(folded("ΟΔΟΣ ΣΑΣ Σ İ") == "οδος σας σ i\u{307}")
    #expect(folded("İ", accents: .unicode) == "i")
  }

  @Test("folding a folded text changes nothing", arguments: [AccentFolding.unicode, .ascii])
  func isIdempotent(_ accents: AccentFolding) {
    for value in stride(from: UInt32(0), to: 0x3_0000, by: 1) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // Without lower case: "K" of "㎑" comes of folding, after lowercasing.
      let once = folded(String(Character(scalar)), lowercases: false, accents: accents)
      #expect(folded(once, lowercases: false, accents: accents) == once, "U+\(String(value, radix: 16))")
    }
  }

  @Test(
    "every byte of a folded text has its place in the text",
    arguments: [
      ("plain text", "text", "text"), ("Ünïcode wörd", "unicode", "Ünïcode"),
      ("Ünïcode wörd", "word", "wörd"),
      ("see cafe\u{301}s now", "cafes", "cafe\u{301}s"), ("cafe\u{301}", "cafe", "cafe\u{301}"),
      ("the ﬁne", "fine", "ﬁne"), ("a ㎯ b", "rad", "㎯"), ("a ㎯ b", "s2", "㎯"), ("Жук жук", "жук", "Жук"),
      ("\u{301}abc def", "abc", "abc"), ("ééa ÉÉ", "ea", "éa"), ("ﬁﬁ xﬁ", "xfi", "xﬁ"), ("ﬁﬂ", "if", "ﬁﬂ"),
      ("a ℀x", "cx", "℀x"), ("ЖУК и café", "жук и cafe", "ЖУК и café"),
      ("x\u{301}\u{302} yz", "x", "x\u{301}\u{302}"),
    ])
  func places(_ text: String, _ word: String, _ source: String) throws {
    var text = text
    var result = FoldedText()
    text.withUTF8 { result.fold($0, by: TextFolder(lowercases: true, accents: .unicode)) }
    let wanted = Array(word.utf8)
    let start = try #require(
      (0...(result.bytes.count - wanted.count)).first { result.bytes[$0...].starts(with: wanted) })
    var offsets = result.offsets
    #expect(text.slice(utf8: offsets.source(of: start..<(start + wanted.count))) == source)
  }
}
