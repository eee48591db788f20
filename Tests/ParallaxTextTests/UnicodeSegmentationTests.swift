import ParallaxText
import Testing

@Suite("UAX #29 segmentation")
struct UnicodeSegmentationTests {
  private func words(_ text: String) -> [String] {
    UnicodeWordSegmenter().segments(in: text).map { text.slice(utf8: $0) }
  }

  @Test(
    "words break where the annex says",
    arguments: [
      ("can't stop", ["can't", " ", "stop"]),
      ("3,14 a.b", ["3,14", " ", "a.b"]),
      ("a  b", ["a", "  ", "b"]),
      ("\r\n\n", ["\r\n", "\n"]),
      ("e\u{301}a", ["e\u{301}a"]),
      ("👩‍🚀🇩🇪🇫🇷", ["👩‍🚀", "🇩🇪", "🇫🇷"]),
      ("カタカナ漢字", ["カタカナ", "漢", "字"]),
      ("x_1 ", ["x_1", " "]),
    ])
  func breaksWords(_ text: String, _ expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test("sentences keep the white space after them")
  func breaksSentences() {
    let text = "One. Two?  \u{2029}Three"
    let found = UnicodeSentenceSegmenter().segments(in: text).map { text.slice(utf8: $0) }
    #expect(found == ["One. ", "Two?  \u{2029}", "Three"])
  }
}
