import ParallaxText
import Testing

@Suite struct VoiceFinderTests {
  private func spans(_ text: String) -> [String] {
    VoiceFinder().spans(in: text).map { span in
      let speaker = span.speaker.map { text.slice($0) } ?? "-"
      return "\(span.voice.rawValue)|\(text.slice(span.range).trimmed)|\(speaker)"
    }
  }

  @Test(arguments: [
    ("The ministry said the truce had held.", ["attributed|the truce had held.|The ministry"]),
    (
      "Olu Bako claimed that rebels broke the truce twice.",
      ["attributed|that rebels broke the truce twice.|Olu Bako"]
    ),
    ("Rebels broke the truce twice, the army said.", ["attributed|Rebels broke the truce twice,|the army"]),
    (
      "Rebels broke the truce twice, the army says; the rebels blame its patrols.",
      ["attributed|Rebels broke the truce twice,|the army"]
    ),
    (
      "The senator promised that jobs would come; the senator is a liar.",
      ["attributed|that jobs would come|The senator"]
    ),
    (
      "President Doskar said in a televised address that the camps would open.",
      ["attributed|that the camps would open.|President Doskar"]
    ),
    (
      "She noted, however, that the truce had held all week.",
      ["attributed|that the truce had held all week.|She"]
    ),
    ("He noted, as if to himself, the size of the hall.", []),
    ("The minister spoke at length on the plan and said of it nothing new at all.", []),
    ("The mayor announced a new park and the city is a disgrace.", []),
    (
      "The mayor announced the new park would open in May.",
      ["attributed|the new park would open in May.|The mayor"]
    ),
    ("The minister denied the charges leveled against him in the spring.", []),
    ("The ministry denied nothing of what the papers had printed.", []),
    ("The army claimed the wounded officer, a captain of many years.", []),
    ("The army confirmed rebels shelled the town.", ["attributed|rebels shelled the town.|The army"]),
    (
      "The army reported three soldiers died in the raid.",
      ["attributed|three soldiers died in the raid.|The army"]
    ),
    ("Bako admitted the defeat; the war is lost.", []),
    ("The envoy vowed to fight the ruling.", ["attributed|to fight the ruling.|The envoy"]),
    ("The envoy explained why the talks ended.", ["attributed|why the talks ended.|The envoy"]),
    ("Rebels broke the truce, according to the army.", ["attributed|Rebels broke the truce,|the army"]),
    ("According to the army, rebels broke the truce.", ["attributed|, rebels broke the truce.|the army"]),
    ("Rebels broke the truce twice on Monday.", []),
    ("The talks were reported on by few papers here.", []),
    ("“We will stay,” Bako said.", ["quotation|“We will stay,”|Bako"]),
    (
      "Dr. Tollak, the council's envoy, told reporters that the truce had held.",
      ["attributed|reporters that the truce had held.|Dr. Tollak"]
    ),
    (
      "Olu Bako, who leads the council, said the truce had held.",
      ["attributed|the truce had held.|Olu Bako"]
    ),
    ("“We will stay,” Olu Bako, a farmer, said.", ["quotation|“We will stay,”|Olu Bako"]),
    ("On Monday, in the rain, said nobody at all.", []),
  ])
  func aSentenceIsInTheVoiceOfWhoIsReported(text: String, expected: [String]) {
    #expect(spans(text) == expected)
  }

  @Test func quotationsInsideWhatIsAttributedAreQuotations() {
    let text = "The minister said the plan was “a betrayal” of the valley."
    #expect(
      spans(text) == [
        "attributed|the plan was|The minister", "quotation|“a betrayal”|The minister",
        "attributed|of the valley.|The minister",
      ])
  }

  @Test(arguments: [
    "", "said", "“", "He said that. She said. They said nothing at all, he said, she said.",
    "X said “a” and “b” and “c”, according to “d”.\n\nAccording to\n\nsaid that said that",
  ])
  func spansAscendLieApartAndStayInsideTheText(text: String) {
    let spans = VoiceFinder().spans(in: text)
    var end = 0
    for span in spans {
      #expect(span.range.lowerBound >= end && !span.range.isEmpty)
      end = span.range.upperBound
      #expect(spans.span(at: span.range.lowerBound) == span)
    }
    #expect(end <= text.utf8.count)
    #expect(spans.span(at: text.utf8.count) == nil)
  }
}

extension String {
  fileprivate func slice(_ range: Range<Int>) -> String { slice(utf8: range) }
  fileprivate var trimmed: String {
    String(drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
  }

  @Test(arguments: [
    ("“We will stay at the table until it is over,” Diaz said.", true),
    ("Diaz called it “good” in the evening.", false),
    ("Nothing was quoted.", false),
  ])
  func aQuotationFillsHalfOfItsSentenceOrNot(text: String, fills: Bool) {
    let spans = VoiceFinder().spans(in: text)
    let found = spans.quotation(fillingHalfOf: 0..<text.utf8.count)
    #expect((found != nil) == fills)
    #expect(found.map { spans.contains($0) && $0.voice == .quotation } ?? true)
  }
}
