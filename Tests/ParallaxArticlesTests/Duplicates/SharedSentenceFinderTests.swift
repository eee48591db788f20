import ParallaxArticles
import ParallaxText
import Testing

@Suite struct SharedSentenceFinderTests {
  private static let wire = "The harbour council said on Tuesday that the old ferry pier would close in May."
  private static let other = "Nobody at the union had been told of it before, its chairman said angrily."

  private static func shared(
    _ texts: [String], minimumWords: Int = 8, offsets: SentenceSketch.Offsets = .utf8
  ) -> [SharedSentence] {
    var finder = SharedSentenceFinder()
    for text in texts {
      finder.add(SentenceSketch(text, minimumWords: minimumWords, offsets: offsets), of: text)
    }
    return finder.sharedSentences()
  }

  @Test func aSentenceOfTwoTextsIsFoundWithItsPlaceInEach() {
    let texts = [
      "Ferries stop. \(Self.wire) \(Self.other)", "No news here at all today, as we have to admit it.",
      "Read this first, please: it is short.\n\n\(Self.wire)",
    ]
    let shared = Self.shared(texts)
    #expect(shared.map(\.text) == [Self.wire])
    #expect(shared.flatMap(\.places).map(\.article) == [0, 2])
    for place in shared.flatMap(\.places) {
      #expect(texts[place.article].slice(utf8: place.range) == Self.wire)
    }
  }

  @Test func caseMarksAndSpacesDoNotCount() {
    let loud = Self.wire.uppercased().replacing(" ", with: "  ").replacing(".", with: "!")
    #expect(Self.shared([Self.wire, loud]).map(\.places.count) == [2])
  }

  @Test func shortSentencesAndThoseRepeatedWithinATextAreNone() {
    #expect(Self.shared(["He declined to comment.", "He declined to comment."]).isEmpty)
    #expect(
      Self.shared(["He declined to comment.", "He declined to comment."], minimumWords: 4).count == 1)
    #expect(Self.shared(["\(Self.wire) \(Self.wire)", Self.other]).isEmpty)
  }

  @Test func sentencesComeInTheOrderOfTheirFirstPlaces() {
    let shared = Self.shared(["\(Self.wire) \(Self.other)", Self.other, Self.wire, Self.other])
    #expect(shared.map(\.text) == [Self.wire, Self.other])
    #expect(shared.map { $0.places.map(\.article) } == [[0, 2], [0, 1, 3]])
  }

  @Test func placesCountUnicodeScalarsWhereAsked() {
    let head = "Größe 🚢 zählt. "
    let shared = Self.shared([head + Self.wire, Self.wire], offsets: .unicodeScalars)
    let (start, length) = (head.unicodeScalars.count, Self.wire.unicodeScalars.count)
    #expect(head.utf8.count > start)
    #expect(shared.first?.places.map(\.range) == [start..<start + length, 0..<length])
  }
}
