import ArgumentParser
import Foundation
import Parallax

/// The articles a command reads.
struct ArticleInput: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Text or JSONL files, folders, CSV manifests, or - for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("A CSV file with the columns path, outlet, date and title.", valueName: "csv"))
  var manifest: [String] = []

  /// The sources, in the order given.
  ///
  /// - Throws: a usage error where there are none and no data waits on standard input.
  func sources() throws -> [ArticleSource] {
    let sources = inputs.map(ArticleSource.init(argument:)) + manifest.map(ArticleSource.manifest)
    if !sources.isEmpty { return sources }
    guard isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("no input: name files, folders or a manifest, or - for standard input")
    }
    return [.standardInput]
  }
}

/// Reads articles in batches, tells of those that cannot be read, and knows how the whole went.
struct ArticleBatches {
  /// The number of articles handed over.
  private(set) var count = 0
  private var failures = 0
  private var warnings = 0
  /// The most warnings told: a corpus whose every date is unreadable says so often enough.
  private static let warningLimit = 20
  private var firstFailure: ExitStatus?
  private let batchSize: Int
  private let reader: ArticleReader
  /// The ids seen so far, as far as they are kept, and whether each is an article's own or its line's number.
  ///
  /// Two articles of one id cannot be told apart later; that two files have a first line is no news.
  private var ids: [String: Bool] = [:]
  private static let maximumIDs = 200_000
  /// The text after which a batch is handed over, however few its articles: memory stays bounded.
  private static let batchBytes = 16 << 20

  init(cleaner: ArticleCleaner? = ArticleCleaner(), batchSize: Int = 256) {
    self.init(reader: ArticleReader(cleaner: cleaner), batchSize: batchSize)
  }

  init(reader: ArticleReader, batchSize: Int = 256) {
    self.reader = reader
    self.batchSize = batchSize
  }

  /// Hands over the articles of the sources in their order, at most `batchSize` at a time.
  mutating func read(
    _ sources: [ArticleSource], label: String, _ body: ([Article]) throws -> Void
  ) throws {
    var progress = Progress(label)
    defer { progress.finish() }
    var batch: [Article] = []
    var bytes = 0
    ids.removeAll()
    for source in sources {
      try reader.read(source) { (result: Result<Article, ArticleError>) throws in
        switch result {
        case .failure(let error):
          progress.finish()
          fail(error, error.description)
        case .success(let article):
          var warnings = article.warnings
          if isSeen(article) { warnings.append("this id was given to an article before") }
          if !warnings.isEmpty {
            progress.finish()
            warn(of: article.id, warnings)
          }
          batch.append(article)
          bytes += article.original.utf8.count
          count += 1
        }
        if batch.count == batchSize || bytes >= ArticleBatches.batchBytes {
          // What is written now must not join the line of progress.
          progress.finish()
          try body(batch)
          batch.removeAll(keepingCapacity: true)
          bytes = 0
          progress.update(count)
        }
      }
    }
    progress.finish()
    if !batch.isEmpty { try body(batch) }
  }

  /// Counts records that were read elsewhere.
  mutating func take(_ more: Int) { count += more }

  private mutating func isSeen(_ article: Article) -> Bool {
    guard let isOwn = ids[article.id] else {
      if ids.count < Self.maximumIDs { ids[article.id] = article.hasOwnID }
      return false
    }
    return isOwn || article.hasOwnID
  }

  private mutating func warn(of id: String, _ messages: [String]) {
    for warning in messages {
      warnings += 1
      if warnings <= Self.warningLimit { Console.error("\(id): \(warning)") }
    }
  }

  /// Tells of a record that failed; the batch goes on.
  mutating func fail(_ error: any Error, _ message: String) {
    Console.error(message)
    failures += 1
    if firstFailure == nil { firstFailure = ExitStatus(error) }
  }

  /// Ends the command with the code that says how it went: 1 where some records failed, that of the first
  /// failure where all did.
  func finish() throws {
    if warnings > Self.warningLimit {
      Console.error("\(warnings - Self.warningLimit) more warnings were not shown")
    }
    guard let firstFailure else { return }
    Console.note("parallax: \(count) read, \(failures) failed")
    throw (count > 0 ? ExitStatus.someFailed : firstFailure).exitCode
  }
}
