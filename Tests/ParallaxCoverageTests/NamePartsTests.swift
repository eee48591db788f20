import Foundation
import ParallaxText
import Testing

@testable import ParallaxCoverage

@Suite struct NamePartsTests {
  private func isPart(_ word: String, of text: String) throws -> Bool {
    let start = try #require(text.range(of: word)).lowerBound
    let offset = text.utf8.distance(from: text.startIndex, to: start)
    return NameParts.isPart(
      offset..<offset + word.utf8.count, of: text, SentenceSplitter().sentences(in: text))
  }

  @Test(arguments: [
    ("Fighters of Jabhat Fateh al-Sham fled.", "Jabhat", true),
    ("Fighters of Jabhat Fateh al-Sham fled.", "Sham", true),
    ("Jabhat Fateh fled. They ran.", "Jabhat", true),
    ("Shameful deals were made. They ran.", "Shameful", false),
    ("It was a shameful deal.", "shameful", false),
    ("He said: “Shameful deals were made.”", "Shameful", false),
    ("It was a SHAMEFUL deal.", "SHAMEFUL", false),
    ("They ran. Brutal men came.", "Brutal", false),
    ("They saw Élan Vital there.", "Élan", true),
  ])
  func aWordInsideOfANameSaysNothing(text: String, word: String, expected: Bool) throws {
    #expect(try isPart(word, of: text) == expected)
  }

  @Test func aStatementIsWhoseItIs() {
    let readings = SpeakerNames.readings(of: [
      "a statement", "the army's statement", "the ministry statement", "a joint statement", "Olu Bako", nil,
    ])
    #expect(
      readings.map { $0.words?.joined(separator: " ") } == [nil, "army", "ministry", nil, "Olu Bako", nil])
  }
}
