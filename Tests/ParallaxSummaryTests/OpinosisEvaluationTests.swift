import Foundation
import ParallaxSummary
import Testing

private let shared = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

/// ROUGE of two sentences of the Opinosis reviews against several references each; floors only rise.
@Suite(.enabled(if: shared != nil)) struct OpinosisEvaluationTests {
  private struct Topic: Decodable {
    let sentences: [String]
    let references: [String]
  }

  @Test(arguments: ["textrank", "lexrank"])
  func twoSentencesStayAboveTheirFloors(method: String) throws {
    let data = try Data(contentsOf: URL(filePath: (shared ?? "") + "/data/opinosis/data.jsonl"))
    let topics = try data.split(separator: 10).map { try JSONDecoder().decode(Topic.self, from: $0) }
    #expect(topics.count == 28)
    let summarizer = method == "textrank" ? Summarizer() : Summarizer(ranker: LexRank())
    var sums = [0.0, 0.0, 0.0]
    for topic in topics {
      let text = topic.sentences.joined(separator: "\n\n")
      let summary = summarizer.summary(of: text, length: .sentences(2))
      let scores = try #require(ROUGE().score(summary.text, references: topic.references))
      sums[0] += scores.rouge1.f1
      sums[1] += scores.rouge2.f1
      sums[2] += scores.rougeL.f1
    }
    let means = sums.map { $0 / Double(topics.count) * 100 }
    let floors = method == "textrank" ? [38.5, 15.5, 30.5] : [40.0, 16.0, 31.0]
    for (mean, floor) in zip(means, floors) { #expect(mean >= floor, "\(method): \(means)") }
  }
}
