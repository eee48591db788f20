import Foundation
import ParallaxMath
import ParallaxSummary
import ParallaxText
import Testing

private let shared = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

/// TextRank on real articles, held to a dense reference that shares no code with it.
@Suite(.enabled(if: shared != nil)) struct CorpusTextRankTests {
  private func articles(_ count: Int) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "zstd -dcq \"$1\" | head -n \"$2\"", "sh",
      (shared ?? "") + "/data/article_bias/articles.jsonl.zst", String(count),
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    struct Record: Decodable { let content: String }
    return try data.split(separator: 10).map { try JSONDecoder().decode(Record.self, from: $0).content }
  }

  /// The ranks by the paper's definition on a full matrix, iterated a fixed number of times.
  private func denseRanks(_ terms: [[String]]) -> [Double] {
    let n = terms.count
    let sets = terms.map(Set.init)
    var weights = [Double](repeating: 0, count: n * n)
    var sums = [Double](repeating: 0, count: n)
    for i in 0..<n {
      for j in 0..<n where i != j && sets[i].count > 1 && sets[j].count > 1 {
        let common = sets[i].intersection(sets[j]).count
        weights[i * n + j] = Double(common) / (log(Double(sets[i].count)) + log(Double(sets[j].count)))
        sums[i] += weights[i * n + j]
      }
    }
    var ranks = [Double](repeating: 1 / Double(n), count: n)
    for _ in 0..<100 {
      var next = [Double](repeating: 0.15 / Double(n), count: n)
      for i in 0..<n {
        for j in 0..<n {
          next[j] += 0.85 * ranks[i] * (sums[i] > 0 ? weights[i * n + j] / sums[i] : 1 / Double(n))
        }
      }
      ranks = next
    }
    return ranks
  }

  @Test func theBestThreeOfAThousandArticlesAreThoseOfADenseReferenceTiesIncluded() throws {
    let articles = try articles(1_000)
    #expect(articles.count == 1_000)
    let ranker = TextRank(pageRank: .init(tolerance: 1e-12, maximumIterations: 200))
    for (number, text) in articles.enumerated() {
      let sentences = SentenceSplitter().sentences(in: text)
      // Beyond this the reference takes most of the test's time.
      guard (1...250).contains(sentences.count) else { continue }
      let expected = SentenceRanking(
        scores: denseRanks(naiveTerms(sentences, text) { FunctionWords.contains($0) }))
      let found = ranker.ranking(of: sentences, in: text)
      #expect(found.order.prefix(3) == expected.order.prefix(3), "article \(number)")
      let usual = TextRank().ranking(of: sentences, in: text)
      #expect(usual.converged)
      #expect(usual.order.prefix(3) == expected.order.prefix(3), "article \(number) at the usual tolerance")
    }
  }
}
