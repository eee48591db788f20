import Foundation
import Testing

@testable import Parallax

/// Profiles by the shipped models.
@Suite struct ArticleProfilerTests {
  private static let articles =
    ArticleAnalyzerTests.articles() + [
      Article(
        id: "long", title: "Rebels shell the market",
        original: """
          The rebels broke the truce twice on Monday and burned a school. Rebels brutally killed nine villagers in a \
          shameful attack on the valley, and fled. “The rebels are murderers,” Minister Olu Bako said. The army said \
          the rebels had fled. Talks about peace begin on Friday in the city. Aid groups want help for families who \
          lost their homes in the war. Schools, hospitals and markets in the city stayed closed all week while police \
          guarded the roads, bridges and water tanks, and farmers asked the government for money, seed and fuel.
          """)
    ]

  private static let gazetteer = """
    {"format": "parallax-gazetteer", "version": 1, "language": "en", "description": "A test.", "actors": [
      {"id": "group", "name": "The group", "kind": "armed-group", "aliases": ["Valley Front"],
       "designations": [{"term": "rebel", "forms": ["rebel", "rebels", "Rebels"], "related": []}]}]}
    """

  private static func model(_ name: String) throws -> TextClassifier {
    try TextClassifier(contentsOf: BundledModels.sourceDirectory + "/" + name)
  }

  private static func records(_ profiler: ArticleProfiler) -> [String] {
    articles.map { String(decoding: ArticleProfileRecord($0, profiler.profile(of: $0)).json, as: UTF8.self) }
  }

  @Test func aProfilerThatIsGivenOtherActorsReadsAsOneThatWasMadeWithThem() throws {
    let analyzer = ArticleAnalyzer(classifiers: [try Self.model("leaning"), try Self.model("frames")])
    let wording = try WordingReader(try Self.model("bias-wording"))
    let gazetteer = try Gazetteer(json: Data(Self.gazetteer.utf8))
    let stance = try StanceReader(try Self.model("stance-actor"), gazetteer: gazetteer)

    let without = ArticleProfiler(analyzer, wording: wording)
    let with = ArticleProfiler(analyzer, stance: stance, wording: wording)
    let towardNone = ArticleProfiler(
      analyzer, stance: stance.toward(try Gazetteer(language: "en", actors: [])), wording: wording)
    towardNone.prepare()
    #expect(Self.records(with) != Self.records(without))
    #expect(Self.records(towardNone.toward(gazetteer)) == Self.records(with))
    #expect(Self.records(with.toward(nil)) == Self.records(without))
    #expect(Self.records(without.toward(gazetteer)) == Self.records(without))
  }

  /// The shipped models have vectors of the same words: each word of an article is looked up once for all of them.
  @Test func readersOfTheSameWordsShareTheirTable() throws {
    let folder = BundledModels.sourceDirectory
    let vectors = try TermVectors(contentsOf: folder + "/term-vectors/vectors.safetensors")
    let pole = { (word: String) in FrameAxis.Pole(name: word, words: [word]) }
    let axes = try FrameAxes(
      [FrameAxis(name: "peace", positive: pole("peace"), negative: pole("war"))], vectors: vectors)
    let profiler = ArticleProfiler(
      ArticleAnalyzer(),
      stance: try StanceReader(
        try Self.model("stance-actor"), gazetteer: try Gazetteer(json: Data(Self.gazetteer.utf8))),
      wording: try WordingReader(try Self.model("bias-wording")), axes: axes)
    #expect(profiler.lookups.count >= 3)
    #expect(Set(profiler.lookups.map(ObjectIdentifier.init)).count == 1)
  }
}
