import Foundation
import ParallaxText
import Testing

@Suite("Stems")
struct StemmerTests {
  /// From the description of the English algorithm (snowballstem.org/algorithms/english/stemmer.html).
  @Test(
    "words of the published description of English have the stems it gives",
    arguments: [
      ("consign", "consign"), ("consigned", "consign"), ("consigning", "consign"), ("consignment", "consign"),
      ("consistency", "consist"), ("consolatory", "consolatori"), ("knackeries", "knackeri"),
      ("knaves", "knave"),
      ("generic", "generic"), ("generically", "generic"), ("news", "news"), ("skies", "sky"),
      ("dying", "die"),
    ])
  func english(_ word: String, _ stem: String) throws {
    #expect(try #require(Stemmer(language: "english")).stem(word) == stem)
  }

  @Test("every language of the library gives some stem, the same each time, to any word")
  func allLanguages() throws {
    #expect(Stemmer.languages.count >= 15)
    for language in ["english", "german", "french", "russian", "spanish", "porter"] {
      #expect(Stemmer.languages.contains(language))
    }
    let words = [
      "running", "ministers", "", "a", "Häusern", "libertés", "правительство", "ησυχία", "çalışmalar", "日本語",
      "x_1",
      "\u{301}", String(repeating: "ing", count: 85), String(repeating: "é", count: 100_000),
    ]
    for language in Stemmer.languages {
      let stemmer = try #require(Stemmer(language: language))
      let stems = stemmer.stems(words)
      #expect(stems == stemmer.stems(words))
      for (word, stem) in zip(words, stems) { #expect(stem.isEmpty == word.isEmpty, "\(language): \(word)") }
      #expect(stems.last == words.last)
    }
  }

  @Test("a language that is not there is told with those that are")
  func unknownLanguages() throws {
    for name in ["", "klingon", "en", "English", "english\u{0}"] { #expect(Stemmer(language: name) == nil) }
    do {
      _ = try JSONDecoder().decode([Stemmer].self, from: Data(#"["klingon"]"#.utf8))
      Issue.record("there is a stemmer for Klingon")
    } catch DecodingError.dataCorrupted(let context) {
      #expect(context.debugDescription.contains("klingon"))
      #expect(context.debugDescription.contains("english"))
    }
    let stemmers = [try #require(Stemmer(language: "german"))]
    #expect(try JSONDecoder().decode([Stemmer].self, from: JSONEncoder().encode(stemmers)) == stemmers)
  }

  @Test("stems do not depend on what other threads stem")
  func threads() async throws {
    let stemmer = try #require(Stemmer(language: "english"))
    let words = (0..<400).map { "\($0)consolations walking relational" }.flatMap {
      $0.split(separator: " ").map(String.init)
    }
    let expected = stemmer.stems(words)
    await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { stemmer.stems(words) } }
      for await stems in group { #expect(stems == expected) }
    }
  }
}
