import ArgumentParser
import Foundation
import Parallax

struct SummarizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Chooses the sentences that tell most of an article, or of a story that several tell.",
    discussion: """
      The first argument may name the method: \
      \(SummaryMethod.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLES
        parallax summarize article.txt
        parallax summarize lead --length 2 article.txt
        parallax summarize text-rank --length 20% folder/ > summaries.jsonl
        parallax summarize --query "grain prices" --format markdown article.txt
        parallax summarize --balance outlet --length 6 --manifest articles.csv
        parallax summarize --balance outlet --since yesterday.jsonl today.jsonl
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var methods: SummaryMethodOptions
  @Option(help: "3 (sentences), 20% (of them), 100w (words) or 500c (characters); 6 for a story.")
  var length: String?
  @Option(help: "text, json, jsonl, markdown or html; text on a terminal, jsonl elsewhere.")
  var format: SummaryFormat?
  @Flag(help: "Show each sentence's score where the format is for people.")
  var scores = false
  @Option(
    help: ArgumentHelp("One summary of all articles: outlet gives each an equal share.", valueName: "source"))
  var balance: StoryBalance?
  @Option(
    help: ArgumentHelp("With --balance: earlier articles; only what is new since is told.", valueName: "file")
  )
  var since: [String] = []
  @Flag(help: "Take texts as they are, uncleaned.")
  var raw = false

  func validate() throws {
    guard balance != nil || since.isEmpty else {
      throw ValidationError("--since tells what is new in a story: give --balance outlet or none with it")
    }
  }

  func run() throws {
    let length: SummaryLength
    do throws(SummaryError) {
      length = try SummaryLength(parsing: self.length ?? (balance == nil ? "3" : "6"))
    } catch {
      throw ValidationError(error.message)
    }
    var input = input
    let method = try SummaryMethod.take(from: &input.inputs) ?? .textRank
    let settings = try methods.settings(for: method)
    var batches = ArticleBatches(cleaner: raw ? nil : ArticleCleaner())
    var writer = SummaryWriter(format ?? .standard, showsScores: scores)
    if let balance {
      let story = try story(try input.sources(), &batches)
      let earlier = try since.isEmpty ? [] : self.story(since.map(ArticleSource.init(argument:)), &batches)
      guard !story.isEmpty else {
        try batches.finish()
        throw CommandFailure(.data, "no article to summarise")
      }
      let summarizer = StorySummarizer(
        ranker: try settings.summarizer(title: nil).ranker,
        configuration: .init(
          balancesOutlets: balance == .outlet,
          selection: try settings.summarizer(title: nil).configuration))
      let summary = summarizer.summary(
        of: story.map { StoryArticle(id: $0.id, outlet: $0.outlet ?? $0.id, text: $0.text) },
        since: earlier.map { StoryArticle(id: $0.id, outlet: $0.outlet ?? $0.id, text: $0.text) },
        length: length)
      try writer.write(summary, of: story)
    } else {
      // What can fail about a method fails before the first article.
      _ = try settings.summarizer(title: nil)
      try batches.read(try input.sources(), label: "summarize") { articles in
        let summaries = concurrentMap(articles, threads: threads.count) { article in
          (try? settings.summarizer(title: article.title))?.summary(of: article.text, length: length)
        }
        for (article, summary) in zip(articles, summaries) {
          if let summary { try writer.write(summary, of: article) }
        }
      }
    }
    try writer.finish()
    try batches.finish()
  }

  /// The articles of a story, the oldest first; those without a date last, in the order given.
  private func story(_ sources: [ArticleSource], _ batches: inout ArticleBatches) throws -> [Article] {
    var articles: [Article] = []
    try batches.read(sources, label: "read") { articles += $0 }
    let dates = articles.map { $0.date ?? "~" }
    return articles.indices.sorted { dates[$0] == dates[$1] ? $0 < $1 : dates[$0] < dates[$1] }
      .map { articles[$0] }
  }
}

/// What an equal share of a story's summary goes to.
enum StoryBalance: String, ExpressibleByArgument, CaseIterable {
  case outlet, none
}
