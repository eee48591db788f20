import ArgumentParser
import Foundation
import Logging
import Parallax
import ParallaxCorpus
import ParallaxService

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers over HTTP: a page for people, an interface for programs.",
    discussion: """
      EXAMPLES
        parallax serve
        parallax serve --port 9000 --corpus news.db --allow-write
        PARALLAX_TOKEN=secret parallax serve --host 0.0.0.0 --corpus news.db

      The page is at http://127.0.0.1:8080/, the interface is told at /openapi.json. \
      Nothing is fetched from any address. SIGHUP loads the models anew, SIGTERM ends \
      the service once what was begun is answered.
      """)

  @Option(help: "The address to listen on; other machines reach it only with a token.")
  var host = "127.0.0.1"
  @Option(help: "The port; 0 takes any that is free.")
  var port = 8080
  @Option(help: "What clients must send as a bearer token; $PARALLAX_TOKEN is not seen by other users.")
  var token: String?
  @Option(help: ArgumentHelp("The corpus to search and compare from.", valueName: "file"))
  var corpus: String?
  @Flag(help: "Let clients add to the corpus and delete from it.")
  var allowWrite = false
  @OptionGroup var models: ModelOptions
  @Option(help: ArgumentHelp("The longest body of a request, in bytes.", valueName: "bytes"))
  var maxBody = ServiceConfiguration().maximumBodyBytes
  @Option(help: ArgumentHelp("The most articles in one request.", valueName: "count"))
  var maxArticles = ServiceConfiguration().maximumArticles
  @Option(
    help: ArgumentHelp("How long a comparison may be worked on before it is given up.", valueName: "seconds"))
  var comparisonTime = 30
  @Option(
    help: ArgumentHelp(
      "How many requests are worked on at once; one per processor by default.", valueName: "count"))
  var concurrency: Int?
  @Option(
    help: ArgumentHelp("How many more may wait; those beyond are told to try again.", valueName: "count"))
  var queue = 64
  @Option(help: "How much is logged: debug, info, notice, warning or error.")
  var logLevel = "info"

  private var secret: String? {
    (token ?? ProcessInfo.processInfo.environment["PARALLAX_TOKEN"]).flatMap { $0.isEmpty ? nil : $0 }
  }

  private var isLocal: Bool {
    host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
  }

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port \(port): expected 0 to 65535") }
    guard isLocal || secret != nil else {
      throw ValidationError(
        "--host \(host) is open to other machines: set $PARALLAX_TOKEN (or --token), which clients must send")
    }
    guard !allowWrite || corpus != nil else { throw ValidationError("--allow-write needs --corpus") }
    guard maxBody > 0, maxArticles > 0, comparisonTime > 0, queue >= 0, concurrency ?? 1 > 0 else {
      throw ValidationError(
        "--max-body, --max-articles, --comparison-time and --concurrency are 1 or more, --queue 0 or more")
    }
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("--log-level \(logLevel): expected debug, info, notice, warning or error")
    }
  }

  func run() throws {
    let level = Logger.Level(rawValue: logLevel) ?? .info
    let logger = Logger(label: "parallax") { _ in JSONLogHandler(logLevel: level) }
    let corpus = try corpus.map { try Corpus(path: $0, access: allowWrite ? .writing : .reading) }
    let service = ArticleService(
      ServiceConfiguration(
        maximumBodyBytes: maxBody, maximumArticles: maxArticles,
        maximumComparisonTime: .seconds(comparisonTime), token: secret, allowsWriting: allowWrite,
        isLocal: isLocal),
      corpus: corpus)
    let server = HTTPServer(
      service: service, host: host, port: port,
      gate: WorkGate(width: concurrency ?? ThreadOptions.standard, queueLimit: queue) { running, waiting in
        service.metrics.set(running: running, waiting: waiting)
      }, logger: logger)
    let loader = EngineLoader(models: models, service: service, logger: logger)
    // The service listens while it loads, and says that it is not ready.
    loader.start()
    try loader.watchingHangup { try server.run() }
    try corpus?.close()
  }
}

/// Loads the models for a service, at its start and whenever it is told to.
final class EngineLoader: Sendable {
  private let models: ModelOptions
  private let service: ArticleService
  private let logger: Logger
  private let queue = DispatchQueue(label: "parallax.models")

  init(models: ModelOptions, service: ArticleService, logger: Logger) {
    self.models = models
    self.service = service
    self.logger = logger
  }

  /// Loads for the first time, in the background.
  func start() { queue.async { self.load() } }

  /// Loads anew at each SIGHUP while `body` runs.
  func watchingHangup(_ body: () throws -> Void) throws {
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: queue)
    source.setEventHandler {
      self.load()
      self.service.metrics.countReload()
    }
    source.resume()
    defer { source.cancel() }
    try body()
  }

  private func load() {
    do {
      // A folder that has gone since the start would else be passed over, and other models be taken.
      try models.validate()
      service.use(try models.engine())
      logger.info("models loaded")
    } catch {
      // Those that were loaded before stay.
      logger.error("models could not be loaded", metadata: ["error": "\(error)"])
    }
  }
}
