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

  /// Whether a host is written with a port, as in URLs; addresses of IPv6 have more colons.
  private static func holdsPort(_ host: String) -> Bool {
    host.hasPrefix("[") || host.contains("/")
      || host.split(separator: ":", omittingEmptySubsequences: false).count == 2
  }

  func validate() throws {
    guard !Self.holdsPort(host) else {
      throw ValidationError("--host \(host): expected an address or a name alone; give the port by --port")
    }
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
      gates: (
        gate(.computation, width: concurrency ?? ThreadOptions.standard, service),
        gate(.lookup, width: Self.lookupWidth, service)
      ), logger: logger)
    let loader = EngineLoader(models: models, service: service, logger: logger)
    // The service listens while it loads, and says that it is not ready.
    loader.start()
    try loader.watchingHangup { try server.run() }
    try corpus?.close()
  }

  /// How many requests look into the corpus at once, beside those that keep the processors busy.
  private static let lookupWidth = 2

  private func gate(_ work: RouteWork, width: Int, _ service: ArticleService) -> WorkGate {
    service.metrics.set(work, running: 0, waiting: 0)
    return WorkGate(width: width, queueLimit: queue) { running, waiting in
      service.metrics.set(work, running: running, waiting: waiting)
    }
  }
}
