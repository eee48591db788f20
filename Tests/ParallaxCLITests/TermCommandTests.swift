import Foundation
import Testing

@Suite struct TermCommandTests {
  private func lines(_ texts: [String]) throws -> String {
    try texts.map {
      try String(decoding: JSONSerialization.data(withJSONObject: ["text": $0]), as: UTF8.self) + "\n"
    }
    .joined()
  }

  private func slices(_ pairs: Any?, _ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return ((pairs as? [[Int]]) ?? []).map { pair in
      var slice = String.UnicodeScalarView()
      slice.append(contentsOf: scalars[pair[0]..<pair[1]])
      return String(slice)
    }
  }

  @Test func everyKindOfTokenIsNamed() throws {
    let text = "Zoë paid 3.5 to press.office@example.org, see https://example.org/a #vote @zoe!"
    let record = try #require(try Tool.run("tokenize", "--kinds", input: lines([text])).records().first)
    #expect(
      record["kinds"] as? [String] == [
        "word", "word", "number", "word", "email", "punctuation", "word", "url", "hashtag", "mention",
        "punctuation",
      ])
    #expect(slices(record["tokens"], text).prefix(3) == ["Zoë", "paid", "3.5"])
  }

  @Test func contractionsAreSplitWhereAsked() throws {
    let text = "Don’t ask the company's lawyer"
    for (option, expected) in [
      ("keep", ["Don’t", "ask", "the", "company's", "lawyer"]),
      ("split", ["Do", "n’t", "ask", "the", "company", "'s", "lawyer"]),
    ] {
      let records = try Tool.run("tokenize", "--contractions", option, input: lines([text])).records()
      #expect(slices(records[0]["tokens"], text) == expected)
    }
  }

  @Test func termsComeFoldedAndStemmedWithTheirPlaces() throws {
    let text = "Zürich’s ministers: the US told us"
    let outcome = try Tool.run(
      "tokenize", "--analyzer", "words", "--terms", "--strip-accents", "unicode", "--stemmer", "english",
      "--no-lowercase", "--stop-words", input: lines([text]))
    let record = try #require(try outcome.records().first)
    #expect(record["terms"] as? [String] == ["Zurich", "minist", "US", "told"])
    #expect(slices(record["tokens"], text) == ["Zürich", "ministers", "US", "told"])
  }

  @Test func quotationsComeWithLevelSpeakerAndVerb() throws {
    let text = "“Élan,” the minister said. “He called it ‘a farce’ twice.\n\n“It was.”"
    let record = try #require(try Tool.run("sentences", "--quotations", input: lines([text])).records().first)
    let quotations = try #require(record["quotations"] as? [[String: Any]])
    #expect(quotations.map { $0["level"] as? Int } == [0, 0, 1, 0])
    #expect(quotations.map { $0["is_continuation"] as? Bool } == [false, false, false, true])
    #expect(
      slices(quotations.map { $0["content"] ?? [] }, text) == [
        "Élan,", "He called it ‘a farce’ twice.", "a farce", "It was.",
      ])
    #expect(slices([quotations[0]["speaker"]], text) == ["the minister"])
    #expect(slices([quotations[0]["verb"]], text) == ["said"])
    #expect(try Tool.run("sentences", input: lines([text])).records()[0]["quotations"] == nil)
  }

  @Test func partsCountedByOtherSettingsAreNotMerged() throws {
    let folder = try Workspace()
    let part = try folder.write("a.jsonl", lines(["aa bb", "bb cc"]))
    func count(_ name: String, _ options: [String]) throws -> String {
      try folder.write(name, try Tool.run(["df"] + options + [part]).output)
    }
    let (plain, stemmed) = (try count("a.tsv", []), try count("b.tsv", ["--stemmer", "english"]))
    let whole = try Tool.run("merge", plain, plain)
    #expect(whole.code == 0)
    #expect(whole.lines.first?.hasPrefix("documents\t4\tanalyzer=word ") == true)
    let refused = try Tool.run("merge", plain, stemmed)
    #expect(refused.code == 65)
    #expect(refused.messages.contains("stemmer=null against stemmer=english"))
    let other = try Tool.run(
      "vectorize", "--output", folder.file("X.npz"), "--frequencies", stemmed, part)
    #expect(other.code == 65)
    #expect(other.messages.contains("stemmer=english against stemmer=null"))
  }

  @Test func aSavedVectorizerMakesTheSameRowsAndTakesNewFrequencies() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", lines(["ministers run", "a minister ran to Zürich", "the US"]))
    let (fitted, first, second) = (folder.file("v.safetensors"), folder.file("1.svm"), folder.file("2.svm"))
    let options = ["--stemmer", "english", "--strip-accents", "unicode", "--ngrams", "1,2"]
    let saved = try Tool.run(["vectorize", "--save", fitted, "--output", first] + options + [file])
    #expect(saved.code == 0)
    #expect(try Tool.run("vectorize", "--vectorizer", fitted, "--output", second, file).code == 0)
    let rows = try #require(FileManager.default.contents(atPath: first))
    #expect(FileManager.default.contents(atPath: second) == rows)
    let more = try folder.write("df.tsv", try Tool.run(["df"] + options + [file, file]).output)
    let updated = try Tool.run(
      "vectorize", "--vectorizer", fitted, "--frequencies", more, "--output", second, file)
    #expect(updated.code == 0, "\(updated.messages)")
    #expect(FileManager.default.contents(atPath: second) != rows)
    let beside = try Tool.run("vectorize", "--vectorizer", fitted, "--binary", "--output", second, file)
    #expect(beside.code == 64)
  }

  @Test func aFixedVocabularyIsReadAsATableOrAsLines() throws {
    let folder = try Workspace()
    let file = try folder.write("a.jsonl", lines(["cc aa", "aa bb"]))
    let list = try folder.write("terms.txt", "cc\naa\n")
    let (table, output) = (folder.file("V.tsv"), folder.file("X.svm"))
    #expect(
      try Tool.run("vectorize", "--fixed-vocabulary", list, "--vocabulary", table, "--output", output, file)
        .code == 0)
    let rows = FileManager.default.contents(atPath: output)
    #expect(try Tool.run("vectorize", "--fixed-vocabulary", table, "--output", output, file).code == 0)
    #expect(FileManager.default.contents(atPath: output) == rows)
    let twice = try folder.write("twice.txt", "aa\nbb\naa\n")
    let refused = try Tool.run("vectorize", "--fixed-vocabulary", twice, "--output", output, file)
    #expect(refused.code == 65)
    #expect(refused.messages.contains("twice.txt") && refused.messages.contains("\"aa\""))
  }

  @Test(arguments: [
    ["tokenize", "--stemmer", "english"], ["tokenize", "--terms", "--stemmer", "klingon"],
    ["tokenize", "--terms", "--kinds"], ["tokenize", "--analyzer", "words", "--contractions", "split"],
    ["tokenize", "--terms", "--ngrams", "2,1"], ["df", "--ngrams", "2,1"], ["df", "--min-df", "2"],
    ["terms", "--strip-accents", "all"], ["vectorize", "--output", "X.npz", "--hashing", "4", "--save", "v"],
    ["vectorize", "--output", "X.npz", "--no-alternate-sign"],
    ["df", "--stop-words", "--stop-words-file", "x"],
    ["vectorize", "--output", "X.npz", "--analyzer", "char", "--stemmer", "english"],
  ])
  func optionsThatMakeNoSenseAreErrorsOfUsage(_ arguments: [String]) throws {
    let outcome = try Tool.run(arguments, input: lines(["aa bb"]))
    #expect(outcome.code == 64, "\(outcome.messages)")
    #expect(outcome.output.isEmpty)
  }

  @Test func textsThatLeaveNoTermAreAnErrorOfData() throws {
    let folder = try Workspace()
    for (texts, options) in [
      (["the of"], ["--stop-words"]), (["a b"], []), (["aa", "bb"], ["--min-df", "2"]),
    ] {
      let outcome = try Tool.run(
        ["vectorize", "--output", folder.file("X.npz")] + options + [
          try folder.write("a.jsonl", lines(texts))
        ])
      #expect(outcome.code == 65)
      #expect(outcome.messages.contains("no term is left"))
      #expect(!FileManager.default.fileExists(atPath: folder.file("X.npz")))
    }
  }
}
