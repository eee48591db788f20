import Foundation
import ParallaxText
import Testing

@Suite("Stop words")
struct StopWordsTests {
  @Test(
    "negation and stance words stay in the text",
    arguments: [
      "not", "no", "nor", "never", "against", "without", "but", "however", "although", "only", "must",
    ])
  func keepsStance(_ word: String) {
    #expect(!StopWords.english.contains(word))
  }

  @Test("function words are listed", arguments: ["a", "the", "of", "and", "yourselves", "in"])
  func listsFunctionWords(_ word: String) {
    #expect(StopWords.english.contains(word))
    #expect(Array(word.utf8).withUnsafeBufferPointer { StopWords.english.contains(utf8: $0) })
  }

  @Test("prefixes, extensions and the empty word are not members")
  func comparesWholeWords() {
    let list = StopWords(["über", "to", "too", "to", ""])
    #expect(list.words == ["to", "too", "über"])
    #expect(list.contains("über") && !list.contains("t") && !list.contains("tooo") && !list.contains(""))
  }

  @Test("the built-in list is saved by name and version, another word by word")
  func codes() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let english = try encoder.encode(StopWords.english)
    #expect(String(decoding: english, as: UTF8.self) == #"{"name":"english","version":1}"#)
    #expect(try JSONDecoder().decode(StopWords.self, from: english) == .english)
    let own = StopWords(["b", "a"])
    #expect(try JSONDecoder().decode(StopWords.self, from: try encoder.encode(own)) == own)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(StopWords.self, from: Data(#"{"name":"english","version":99}"#.utf8))
    }
  }
}
