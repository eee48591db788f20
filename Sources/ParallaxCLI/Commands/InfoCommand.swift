import ArgumentParser
import Parallax

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Tells the version, the linear algebra library in use and the models found.",
    discussion: """
      EXAMPLES
        parallax info
        parallax info --models path/to/models --format json
      """)

  @OptionGroup var models: ModelOptions
  @Option(help: "table or json.")
  var format: OutputFormat = .table

  private struct Record: Encodable {
    let version: String
    let blas: String
    let blasPath: String?
    let blasThreads: Int
    let lapack: String
    let threads: Int
    let models: [String]
    let places: [String]

    enum CodingKeys: String, CodingKey {
      case version, blas, lapack, threads, models
      case blasPath = "blas_path"
      case blasThreads = "blas_threads"
      case places = "model_places"
    }
  }

  func run() throws {
    let library = LinearAlgebraLibrary.current
    let locator = models.locator
    let found = locator.available()
    let record = Record(
      version: ParallaxVersion.current, blas: library.name, blasPath: library.path,
      blasThreads: library.threads, lapack: library.lapackVersion, threads: ThreadOptions.standard,
      models: found.map(\.name), places: locator.places)
    var output = Output()
    if format == .table {
      try output.write("parallax  \(record.version)\n")
      try output.write("BLAS      \(library.name)\n")
      if let path = library.path { try output.write("          \(path)\n") }
      try output.write("threads   \(library.threads) inside BLAS, \(record.threads) over documents\n")
      try output.write("LAPACK    \(library.lapackVersion)\n")
      try output.write("models    \(found.isEmpty ? "none found" : "")")
      try output.write(found.map { "\($0.name)  \($0.directory)" }.joined(separator: "\n          ") + "\n")
      try output.write("looked in \(locator.places.joined(separator: "\n          "))\n")
    } else {
      try output.writeLine(try jsonLine(record))
    }
    try output.flush()
  }
}
