import Foundation
import Testing

@Suite struct PredictCommandTests {
  private static func predict(_ arguments: [String] = [], input: String) throws -> Outcome {
    try Tool.run(
      ["predict", "--models", try Samples.models(), "--model", "leaning"] + arguments + ["-"], input: input)
  }

  @Test func aRecordHasTheFieldsOfTheContractAndNoOthers() throws {
    let line = #"{"id": "a", "title": "Fair wages", "text": "Workers and unions ask for fair wages."}"# + "\n"
    let record = try #require(try Self.predict(input: line).records().first)
    #expect(Set(record.keys).isSuperset(of: ["id", "label", "probabilities", "state"]))
    #expect(Set(record.keys).isSubset(of: ["id", "label", "probabilities", "state", "reason"]))
    let probabilities = try #require(record["probabilities"] as? [String: Double])
    #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-9 && probabilities.count == 3)
    #expect(record["label"] as? String == probabilities.max { $0.value < $1.value }?.key)
  }

  @Test(arguments: ["1", "3"]) func thousandsOfRecordsKeepTheirOrder(threads: String) throws {
    let lines = (0..<3000).map { index in
      let text = Samples.labelled[index % 12].text
      return "{\"id\": \"r\(index)\", \"text\": \"\(text)\"}\n"
    }
    let records = try Self.predict(["--threads", threads], input: lines.joined()).records()
    #expect(records.map { $0["id"] as? String } == (0..<3000).map { "r\($0)" })
    let labels = records.prefix(12).map { $0["label"] as? String }
    #expect(records.enumerated().allSatisfy { $1["label"] as? String == labels[$0 % 12] })
  }

  /// Lines are taken in shares of some hundred kilobytes: what is wrong in one, or ends one, changes no other answer.
  @Test func answersDependOnNeitherTheirShareNorTheLinesAroundThemNorTheThreads() throws {
    let long = String(repeating: "wages and taxes ", count: 20_000)
    let lines = (0..<1200).map { index in
      index % 7 == 3
        ? "{\"text\": \"\(Samples.labelled[index % 12].text)"
        : "{\"text\": \"\(index % 400 == 5 ? long : "")\(Samples.labelled[index % 12].text)\"}"
    }
    let input = lines.map { $0 + "\n" }.joined()
    let one = try Self.predict(["--threads", "1"], input: input)
    let two = try Self.predict(["--threads", "2"], input: input)
    #expect(one.code == 1 && two.code == 1)
    #expect(one.output == two.output && one.messages == two.messages)
    let answers = try Self.predict(
      input: Samples.labelled.prefix(12).map { "{\"text\": \"\($0.text)\"}\n" }.joined()
    )
    .records()
    let kept = (0..<1200).filter { $0 % 7 != 3 }
    let records = try one.records()
    #expect(records.map { $0["id"] as? String } == kept.map { String($0 + 1) })
    for (index, record) in zip(kept, records) where index % 400 != 5 {
      #expect(
        record["probabilities"] as? [String: Double] == answers[index % 12]["probabilities"]
          as? [String: Double])
    }
  }

  /// However a text is written in JSON, it is the same text.
  @Test func escapesAndOtherSpellingsOfATextGiveTheSameAnswer() throws {
    let text = "Workers \"and\" unions\n\tsay: wages \\ 🚢 “fair” é"
    let plain = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    let escaped =
      "\""
      + text.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined() + "\""
    let lines = [
      "{\"text\":\(plain)}",
      " { \"id\" : \"1\" , \"text\" : \(escaped) , \"more\" : [1, {\"text\": \"x\"}, null] } ",
      "{\"body\":\(plain),\"n\":-1.5e+3,\"t\":true}", "{\"text\":null,\"content\":\(plain)}",
    ]
    let records = try Self.predict(input: lines.joined(separator: "\n")).records()
    #expect(records.count == 4)
    for record in records {
      #expect(
        record["probabilities"] as? [String: Double] == records[0]["probabilities"] as? [String: Double])
    }
    #expect(records.map { $0["id"] as? String } == ["1", "1", "3", "4"])
  }

  @Test func badRecordsAreToldWithTheirLinesAndTheOthersAnswered() throws {
    let good = #"{"text": "Fair wages."}"#
    let bad = [
      #"{"text": "a",}"#, #"{"text": 5}"#, "[]", "{", #"{"text": "\x"}"#, #"{"text": "a"} {}"#,
      #"{"a": 01, "text": "b"}"#,
      #"{"txt": "a"}"#, #"{"text": "\ud83d"}"#, "nonsense", "{\"text\": \"a\u{1}b\"}",
    ]
    let lines = [good] + bad.flatMap { [$0, "", good] }
    let outcome = try Self.predict(input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.code == 1)
    #expect(try outcome.records().count == bad.count + 1)
    for index in bad.indices {
      #expect(
        outcome.messages.contains("standard input:\(2 + 3 * index): "), "\(bad[index]): \(outcome.messages)")
    }
  }

  @Test func aByteOrderMarkLineEndsOfWindowsAndAMissingLastOneDoNotMatter() throws {
    let folder = try Workspace()
    let file = try folder.write(
      "a.jsonl",
      [0xEF, 0xBB, 0xBF] + Array("{\"text\": \"Fair wages.\"}\r\n\r\n{\"text\": \"Lower taxes.\"}".utf8))
    let arguments = ["predict", "--models", try Samples.models(), "--model", "leaning", file]
    let records = try Tool.run(arguments).records()
    #expect(records.map { $0["id"] as? String } == ["1", "3"])
  }

  @Test func aLineTooLongIsSkippedAndTold() throws {
    let folder = try Workspace()
    let file = try folder.writeLong(
      "a.jsonl", head: "{\"text\": \"Fair wages.\"}\n{\"text\": \"", byte: UInt8(ascii: "a"), count: 17 << 20,
      tail: "\"}\n{\"id\": \"last\", \"text\": \"Lower taxes.\"}\n")
    let outcome = try Tool.run("predict", "--models", try Samples.models(), "--model", "leaning", file)
    #expect(outcome.code == 1 && outcome.messages.contains("a.jsonl:2: the line is longer than 16 MiB"))
    #expect(try outcome.records().map { $0["id"] as? String } == ["1", "last"])
  }

  @Test func topKLimitsTheProbabilitiesAndAnArrayIsOneJSONValue() throws {
    let input = "{\"text\": \"Fair wages.\"}\n{\"text\": \"Lower taxes.\"}\n"
    let records = try #require(
      try Self.predict(["--top-k", "1", "--format", "json"], input: input).json() as? [[String: Any]])
    #expect(records.count == 2)
    for record in records {
      let probabilities = try #require(record["probabilities"] as? [String: Double])
      #expect(Array(probabilities.keys) == [record["label"] as? String])
    }
    #expect(try Self.predict(["--top-k", "0"], input: input).code == 64)
    let empty = try Self.predict(["--format", "json"], input: "{}\n")
    let listed = try empty.json() as? [Any]
    #expect(empty.code != 0 && listed?.isEmpty == true)
  }
}
