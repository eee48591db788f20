import ArgumentParser
import Foundation
import Parallax

struct DedupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedup",
    abstract: "Finds articles that are near-duplicates of one another, or sentences that outlets share.",
    discussion: """
      Two articles are near-duplicates where their sets of word shingles have a Jaccard similarity at or above \
      the threshold; candidates come from MinHash signatures and each is compared exactly. Texts are compared as \
      they are, unless --clean is given.

      EXAMPLES
        parallax dedup articles.jsonl > clusters.jsonl
        parallax dedup --threshold 0.7 --shingle 4 folder/
        parallax dedup --keep-first articles.jsonl > unique.jsonl
        parallax dedup --sentences --manifest articles.csv
      """)

  @OptionGroup var input: ArticleInput
  @OptionGroup var reading: ArticleReadingOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "The least Jaccard similarity of near-duplicates, above 0 and at most 1; 0.8 by default.")
  var threshold: Double?
  @Option(help: ArgumentHelp("How many words a shingle has; 5 by default.", valueName: "words"))
  var shingle: Int?
  @Option(help: "How many places a MinHash signature has; 128 by default.")
  var permutations: Int?
  @Option(help: "The seed of the hash functions; 1 by default.")
  var seed: UInt64?
  @Flag(help: "Find sentences that stand in the articles of several outlets, word by word: wire copy.")
  var sentences = false
  @Option(help: ArgumentHelp("With --sentences: pass over shorter ones; 8 by default.", valueName: "words"))
  var minimumWords: Int?
  @Flag(
    help: "Write the articles, later duplicates left out, instead of the clusters; reads the input twice.")
  var keepFirst = false
  @Flag(
    help: "With --keep-first: add author, language, url, dateline, encoding and structure to each record.")
  var metadata = false
  @Flag(help: "Clean the articles first.")
  var clean = false
  @Option(help: "table, json or jsonl; a table on a terminal, jsonl elsewhere.")
  var format: OutputFormat?

  func validate() throws {
    if sentences {
      let given = [
        ("--threshold", threshold != nil), ("--shingle", shingle != nil),
        ("--permutations", permutations != nil),
        ("--seed", seed != nil), ("--keep-first", keepFirst),
      ]
      if let (name, _) = given.first(where: \.1) {
        throw ValidationError("\(name) is for whole articles; leave it or --sentences out")
      }
    } else if minimumWords != nil {
      throw ValidationError("--minimum-words is for --sentences")
    }
    if let minimumWords, minimumWords < 1 {
      throw ValidationError("--minimum-words \(minimumWords): expected 1 or more")
    }
    if metadata, !keepFirst { throw ValidationError("--metadata is for --keep-first") }
    if keepFirst, format == .table {
      throw ValidationError("--keep-first writes articles as json or jsonl, not as a table")
    }
    _ = try sketcher()
  }

  func run() throws {
    let sources = try input.sources()
    let reader = ArticleReader(
      configuration: try reading.configuration(), cleaner: clean ? ArticleCleaner() : nil)
    if sentences {
      try writeSentences(reader, sources)
    } else {
      try writeClusters(reader, sources)
    }
  }

  /// The settings, checked.
  private func sketcher() throws -> DuplicateSketcher {
    do throws(ArticleError) {
      return try DuplicateSketcher(
        configuration: .init(
          threshold: threshold ?? 0.8, shingleLength: shingle ?? 5, permutations: permutations ?? 128,
          seed: seed ?? 1))
    } catch {
      throw ValidationError(error.message)
    }
  }

  private func writeClusters(_ reader: ArticleReader, _ sources: [ArticleSource]) throws {
    let start = keepFirst && sources.contains(.standardInput) ? try StandardInput.rewindableStart() : nil
    let sketcher = try sketcher()
    var finder = DuplicateFinder(sketcher)
    var names = ArticleNames()
    var batches = ArticleBatches(reader: reader)
    try batches.read(sources, label: "dedup") { articles in
      let sketches = concurrentMap(articles, threads: threads.count) { sketcher.sketch(of: $0.text) }
      for (article, sketch) in zip(articles, sketches) {
        names.add(article)
        try finder.add(sketch)
      }
    }
    let clusters = try finder.clusters()
    if clusters.isEmpty {
      Console.note("parallax: no near-duplicates among \(names.ids.count) articles")
    }
    if keepFirst {
      if let start { try StandardInput.rewind(to: start) }
      try writeArticles(reader, sources, without: Set(clusters.flatMap { $0.members.dropFirst() }))
    } else {
      let format = format ?? .standard
      var writer = RecordWriter(format)
      for (place, cluster) in clusters.enumerated() {
        let record = ClusterRecord(cluster, number: place + 1, names: names)
        if format == .table {
          try writer.write(text: SafeText.forTerminal(record.text))
        } else {
          try writer.write(record)
        }
      }
      try writer.finish()
    }
    try batches.finish()
  }

  /// Reads the articles again and writes those that are not left out.
  private func writeArticles(
    _ reader: ArticleReader, _ sources: [ArticleSource], without left: Set<Int>
  ) throws {
    var writer = RecordWriter(format ?? .jsonl)
    var number = 0
    for source in sources {
      try reader.read(source) { (result: Result<Article, ArticleError>) throws in
        // What could not be read has been told of when it was read first.
        guard case .success(let article) = result else { return }
        if !left.contains(number) { try writer.write(article, withDetails: metadata) }
        number += 1
      }
    }
    try writer.finish()
  }

  private func writeSentences(_ reader: ArticleReader, _ sources: [ArticleSource]) throws {
    let words = minimumWords ?? 8
    var finder = SharedSentenceFinder()
    var names = ArticleNames()
    var batches = ArticleBatches(reader: reader)
    try batches.read(sources, label: "dedup") { articles in
      let sketches = concurrentMap(articles, threads: threads.count) {
        SentenceSketch($0.text, minimumWords: words, offsets: .unicodeScalars)
      }
      for (article, sketch) in zip(articles, sketches) {
        names.add(article)
        finder.add(sketch, of: article.text)
      }
    }
    let format = format ?? .standard
    var writer = RecordWriter(format)
    var number = 0
    for shared in finder.sharedSentences() where names.outletCount(of: shared.places.map(\.article)) > 1 {
      number += 1
      let record = SharedSentenceRecord(shared, number: number, names: names)
      if format == .table {
        try writer.write(text: SafeText.forTerminal(record.line))
      } else {
        try writer.write(record)
      }
    }
    if number == 0 {
      Console.note("parallax: no sentence of \(words) words or more stands in several outlets")
    }
    try writer.finish()
    try batches.finish()
  }
}
