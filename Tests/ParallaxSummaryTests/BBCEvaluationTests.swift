import Foundation
import ParallaxSummary
import Testing

/// Where the shared data lies; the suite is skipped where it is not told.
private let shared = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

/// ROUGE of summaries of the BBC news articles against their extractive references; floors only rise.
///
/// Run it with optimisation: `PARALLAX_SHARED=... swift test -c release --filter BBCEvaluation`.
@Suite(.enabled(if: shared != nil)) struct BBCEvaluationTests {
  private struct Document: Decodable {
    let body: String
    let summary: String
  }

  private struct Case: Sendable {
    let summarizer: Summarizer
    let length: SummaryLength
    let rouge1: Double
    let rouge2: Double
    let rougeL: Double
  }

  private func documents() throws -> [Document] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["zstd", "-dcq", (shared ?? "") + "/data/bbc_news_summary/data.jsonl.zst"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try data.split(separator: 10).map { try JSONDecoder().decode(Document.self, from: $0) }
  }

  @Test func theDefaultAndTheConsensusStayAboveTheirFloors() throws {
    let documents = try documents()
    #expect(documents.count > 1_000)
    let cases = [
      Case(summarizer: Summarizer(), length: .share(0.4), rouge1: 82.8, rouge2: 76.9, rougeL: 51.7),
      Case(summarizer: Summarizer(), length: .sentences(3), rouge1: 60.2, rouge2: 57.0, rougeL: 46.2),
      Case(
        summarizer: Summarizer(ranker: FusionRanker.consensus), length: .sentences(3), rouge1: 61.0,
        rouge2: 57.5, rougeL: 46.8),
    ]
    for expected in cases {
      var sums = [0.0, 0.0, 0.0]
      for document in documents {
        let summary = expected.summarizer.summary(of: document.body, length: expected.length)
        let scores = ROUGE(usesStemmer: true).score(summary.text, reference: document.summary)
        sums[0] += scores.rouge1.f1
        sums[1] += scores.rouge2.f1
        sums[2] += scores.rougeL.f1
      }
      let means = sums.map { $0 / Double(documents.count) * 100 }
      #expect(means[0] >= expected.rouge1, "ROUGE-1 \(means[0]) at \(expected.length)")
      #expect(means[1] >= expected.rouge2, "ROUGE-2 \(means[1]) at \(expected.length)")
      #expect(means[2] >= expected.rougeL, "ROUGE-L \(means[2]) at \(expected.length)")
    }
  }
}
