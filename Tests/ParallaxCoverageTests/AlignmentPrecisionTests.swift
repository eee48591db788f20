import BundledData
import Foundation
import ParallaxArticles
import ParallaxCoverage
import ParallaxSummary
import Testing

/// Aligned sentences of real news, held to judgements made by reading.
@Suite("Alignment of BASIL's stories", .enabled(if: sharedFolder != nil))
struct AlignmentPrecisionTests {
  /// The articles of the judged stories: each sentence is a paragraph of its article.
  private func stories() throws -> [String: [Article]] {
    var names = FieldNames.standard
    names.text = ["sentence"]
    names.id = ["article"]
    names.outlet = ["source"]
    names.event = ["story"]
    let reader = ArticleReader(configuration: .init(fieldNames: names), cleaner: nil)
    var sentences: [String: [Article]] = [:]
    let path = try #require(sharedFolder) + "/data/basil/sentences.jsonl.zst"
    try reader.read(.file(path)) { (result: Result<Article, ArticleError>) throws in
      // One record of the corpus has no text.
      guard case .success(let sentence) = result else { return }
      if AlignmentJudgements.stories[sentence.event ?? ""] != nil {
        sentences[sentence.id, default: []].append(sentence)
      }
    }
    var stories: [String: [Article]] = [:]
    for (id, parts) in sentences.sorted(by: { $0.key < $1.key }) {
      let text = parts.map(\.text).joined(separator: "\n\n")
      stories[parts[0].event ?? "", default: []].append(
        Article(id: id, outlet: parts[0].outlet, original: text))
    }
    return stories
  }

  @Test("of the pairs aligned, 17 in 20 or more tell the same")
  func precision() throws {
    var (same, other, unjudged) = (0, 0, 0)
    let table = BundledData.sourceDirectory + "/Summaries/background.tsv"
    var options = Coverage.Options()
    options.alignment?.background = try BackgroundFrequencies(
      table: String(contentsOfFile: table, encoding: .utf8))
    for (story, articles) in try stories() {
      let judged = AlignmentJudgements.pairs(of: story)
      let report = Coverage.compare(articles: articles, options: options)
      for statement in try #require(report.map).statements where statement.sentences.count > 1 {
        let places = try statement.sentences.map { number in
          let sentence = report.sentences[number]
          let article = try #require(articles.first { $0.id == sentence.article })
          return "\(article.outlet?.prefix(1) ?? "")\(try #require(sentence.index))"
        }
        for (position, first) in places.enumerated() {
          for second in places[(position + 1)...] {
            switch judged["\(first) \(second)"] {
            case true?: same += 1
            case false?: other += 1
            case nil: unjudged += 1
            }
          }
        }
      }
    }
    #expect(same >= 40)
    #expect(Double(same) / Double(same + other) >= 0.85)
    // A change that aligns other sentences needs other judgements.
    #expect(unjudged * 20 <= same + other)
  }
}
