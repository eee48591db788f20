import ParallaxText
import Testing

/// The sentences of a text as strings.
private func split(_ text: String, _ mode: SentenceSplitter.Mode = .news) -> [String] {
  SentenceSplitter(configuration: .init(mode: mode)).sentences(in: text).map { text.slice(utf8: $0) }
}

@Suite("News sentences")
struct SentenceSplitterTests {
  @Test(
    "sentences joined by a space come apart again",
    arguments: [
      ["The mayor resigned on Tuesday.", "Her deputy took over."],
      ["Who knew?", "Nobody did!", "So they left."],
      ["Dr. Amara Oyelaran met Sen. Paul Dietz in St. Gallen.", "They spoke for an hour."],
      ["The bill was drafted by J. K. Norling and R. Vance.", "It failed."],
      ["Polls open on Feb. 8 and close on Feb. 11.", "Results follow."],
      ["The round runs Jan. 23-24 in Oslo.", "Nine teams take part."],
      ["Growth fell to 3.5 percent from 4.25 percent.", "Markets shrugged."],
      ["She lives in the U.S. and works for the U.N. in Geneva.", "He does not."],
      ["The firm moved to the U.S.", "It had been based in Ghent."],
      ["Talks start at 9 a.m. on Monday and end at 6 p.m. sharp.", "No one expects a deal."],
      ["The shop closes at 6 p.m.", "Staff leave later."],
      ["At 7 a.m. Mr. Bell unlocked the gate."],
      ["RICHMOND, Va. — The court met.", "It rose early."],
      ["RICHMOND, Va. (NNB) — The court met.", "It rose early."],
      ["He works for Harlow Inc. in Leeds.", "She runs Weir & Co. from home."],
      ["They bought bread, milk, etc.", "Then they paid."],
      ["It was close, e.g. in Lyon, i.e. where it counted.", "Turnout was high."],
      ["Rivers v. Stone was decided in 1987.", "Two judges dissented."],
      ["See p. 12, fig. 3 and vol. 2 for details.", "Ignore the rest."],
      ["The answer is No.", "Ask again."],
      ["Flight No. 12 was late.", "No. 14 was not."],
      ["“We will not go,” she said.", "“Never.”"],
      ["\"It is over,\" he said.", "\"Go home.\"", "They went."],
      ["He asked, \"Why now?\" and sat down.", "Nobody answered."],
      ["“Why now?” he asked.", "Silence fell."],
      ["She called it 'a farce.'", "He agreed."],
      ["The plan (see below.) was dropped.", "Nobody minded."],
      ["The plan was dropped (for good).", "Nobody minded."],
      ["(It rained all day.)", "The match went on."],
      ["He waited ... and waited.", "Nothing came."],
      ["She trailed off…", "Then she laughed."],
      ["Was it him?!", "It was."],
      ["He paid $4.50.", "The rest was free."],
      ["In 2016 it was 12.", "In 2017 it was 14."],
      ["Write to press.office@example.org.", "Do not call."],
      ["Read https://example.org/a.b/c?d=e.", "Then decide."],
      ["Shares of Wowza! rose again.", "Analysts cheered."],
      ["She takes vitamin C.", "Nothing else helps."],
      ["You and I.", "Nobody else."],
      ["Col. Maj. Ruiz, Lt. Gen. Abara and Capt. Lund flew in.", "They stayed."],
      ["The treaty was signed by George W. Hale Jr. in Reno, Nev. last week.", "It lapsed."],
      ["Éva left early.", "Ångström stayed.", "Ýmir slept."],
      ["“Das ist gut.”", "«C’est bon.»", "Fine."],
      ["The claim was disputed.[12]", "It was later withdrawn."],
      ["It costs approx. 40 euros.", "Bring cash."],
      ["The office is on 5th Ave. near the park.", "It is small."],
      ["He came 2nd.", "She came 3rd.", "On the 4th, it rained."],
      ["It began on Mon., Feb. 8, 2017, at 5.30 p.m. in Oslo.", "By Sept. 1 it was over."],
      ["Pope Pius XII died in 1958.", "John XXIII followed."],
      ["Sales rose 1.5 million to 3.25 million.", "0.5 is left."],
      ["[He left.]", "“[They] stayed.”", "(‘Why?’)", "Nobody knows."], ["ça va bien merci.", "Elle part."],
      ["今日は晴れです。", "明日は雨です。"],
    ])
  func splitsRunningText(_ sentences: [String]) {
    #expect(split(sentences.joined(separator: " ")) == sentences)
  }

  @Test(
    "lines, lists and missing spaces end sentences",
    arguments: [
      (
        "Storm hits coast\n\nThe storm made landfall at noon.",
        ["Storm hits coast", "The storm made landfall at noon."]
      ),
      ("Storm hits coast\nThe storm made landfall.", ["Storm hits coast", "The storm made landfall."]),
      ("One paragraph without a stop\n \n  another one", ["One paragraph without a stop", "another one"]),
      ("The line is broken\nin the middle.", ["The line is broken\nin the middle."]),
      ("apples\npears\nplums", ["apples", "pears", "plums"]),
      ("The end.Next came the rain.", ["The end.", "Next came the rain."]),
      ("Is it?Yes it is.", ["Is it?", "Yes it is."]),
      ("1. Open the box 2. Close the box", ["1. Open the box", "2. Close the box"]),
      ("1) Open the box. 2) Close it.", ["1) Open the box.", "2) Close it."]),
      ("a. Open it b. Close it", ["a. Open it", "b. Close it"]),
      ("• Bread • Milk", ["• Bread", "• Milk"]),
      ("First line.\r\nSecond line.\r\n\r\nThird.", ["First line.", "Second line.", "Third."]),
      ("Above\n==========\nBelow", ["Above", "==========", "Below"]),
      ("i went home. it was late. nobody cared", ["i went home.", "it was late.", "nobody cared"]),
      (
        "Prices rose , he said . Nobody bought . ” Then it ended .",
        ["Prices rose , he said .", "Nobody bought . ”", "Then it ended ."]
      ),
      ("See it!! :-) Bye.", ["See it!! :-)", "Bye."]),
      ("", []), (" \n\t ", []), (".", ["."]), ("...", ["..."]), ("\"", ["\""]),
    ])
  func splitsLines(_ text: String, _ expected: [String]) {
    #expect(split(text) == expected)
  }

  @Test(
    "a paragraph never merges with the next, whatever stands at its end",
    arguments: ["Mr.", "J.", "the", "e.g.", ",", "(", "1."])
  func paragraphsStayApart(_ end: String) {
    #expect(split("He saw \(end)\n\nthen he left.") == ["He saw \(end)", "then he left."])
  }

  @Test("the Unicode rules split at every stop before a capital and keep lower case")
  func unicodeMode() {
    #expect(
      split("Mr. Bell left. etc. and so on! Yes.", .unicode) == ["Mr.", "Bell left. etc. and so on!", "Yes."])
    #expect(split("3.4 is more. He knows.", .unicode) == ["3.4 is more.", "He knows."])
  }

  @Test("bytes and string give the same sentences, and bytes may be ill-formed")
  func readsBytes() {
    let text = "Één. Twee? “Drie.” Vier…"
    #expect(SentenceSplitter().sentences(inUTF8: Array(text.utf8)) == SentenceSplitter().sentences(in: text))
    #expect(SentenceSplitter().sentences(inUTF8: [0xFF, 0x2E, 0x20, 0x41, 0xC3]) == [0..<2, 3..<5])
  }
}
