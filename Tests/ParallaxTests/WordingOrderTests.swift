import Foundation
import Parallax
import Testing

private let shared = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

/// In which order a text's sentences are shown for their wording.
@Suite struct WordingOrderTests {
  private static func reader() throws -> WordingReader {
    try WordingReader(try TextClassifier(contentsOf: BundledModels.sourceDirectory + "/bias-wording"))
  }

  private static func profile(_ sentences: [String], _ reader: WordingReader) -> WordingProfile {
    var text = ""
    var ranges: [Range<Int>] = []
    for sentence in sentences {
      ranges.append(text.utf8.count..<text.utf8.count + sentence.utf8.count)
      text += sentence + "\n\n"
    }
    return reader.profile(of: text, sentences: ranges, voices: VoiceFinder().spans(in: text))
  }

  @Test func ofTwoAsDenseSentencesTheLongerHoldsMore() throws {
    let loaded = "The shameless radicals viciously smeared a brave and decent man."
    let profile = Self.profile(
      [loaded, loaded.dropLast() + ", and " + loaded, "Talks begin on Friday."], try Self.reader())
    #expect(profile.readings.map(\.wordCount) == [9, 19, 4])
    for reading in profile.readings {
      let odds = reading.probability / (1 - reading.probability)
      #expect(abs(reading.amount - odds * Double(reading.wordCount)) <= 1e-9 * reading.amount)
    }
    let evidence = profile.evidence()
    #expect(evidence == evidence.sorted { $0.amount > $1.amount })
    #expect(evidence.first == profile.readings[1] && !evidence.contains(profile.readings[2]))
    #expect(profile.evidence(limit: 1).count == 1)
  }

  @Test("BASIL's sentences with lexical bias come before the others", .enabled(if: shared != nil))
  func marksOfACorpusItWasNotTrainedOn() throws {
    struct Sentence: Decodable {
      let article: String
      let sentence: String?
      let lexical: Int
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["zstd", "-dcq", try #require(shared) + "/data/basil/sentences.jsonl.zst"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let lines = pipe.fileHandleForReading.readDataToEndOfFile().split(separator: UInt8(ascii: "\n"))
    process.waitUntilExit()
    let sentences = try lines.map { try JSONDecoder().decode(Sentence.self, from: Data($0)) }
    let reader = try Self.reader()
    var (amounts, probabilities, labels): ([Double], [Double], [Bool]) = ([], [], [])
    for (_, own) in Dictionary(grouping: sentences.filter { $0.sentence?.isEmpty == false }, by: \.article)
      .sorted(by: { $0.key < $1.key })
    {
      let readings = Self.profile(own.compactMap(\.sentence), reader).readings
      amounts += readings.map(\.amount)
      probabilities += readings.map(\.probability)
      labels += own.map { $0.lexical > 0 }
    }
    #expect(labels.count > 5_500 && labels.count { $0 } > 300)
    let byAmount = try #require(try RankingMetrics(scores: amounts, labels: labels)).rocAUC
    let byProbability = try #require(try RankingMetrics(scores: probabilities, labels: labels)).rocAUC
    #expect(byAmount >= 0.70 && byAmount > byProbability, "\(byAmount), \(byProbability)")
  }
}
