import Foundation
import Measuring

/// Measures what is compared with peers, one process a row and run, one JSON object a line.
@main enum Command {
  static func main() {
    do {
      try run()
    } catch {
      FileHandle.standardError.write(Data("feature-rows: \(error)\n".utf8))
      exit(error is UsageFault ? 64 : 70)
    }
  }

  private static func run() throws {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    guard !options.showsHelp else { return try write(Data((Options.help + "\n").utf8)) }
    guard !options.listsRows else {
      return try write(Data(Row.all.map { $0.name + "\n" }.joined().utf8))
    }
    let rows = options.rows ?? Row.all.map(\.name)
    if options.measuresOnce {
      let corpus = try Corpus(contentsOf: options.corpus, limit: options.limit)
      for row in try rows.map(Row.named) {
        for result in try row.measure(corpus, options) { try write(try result.jsonLine()) }
      }
    } else {
      for row in rows { try write(try medians(of: row, options)) }
    }
  }

  /// Runs a row so often, each time in a process of its own, and gives the middle one of each result.
  private static func medians(of row: String, _ options: Options) throws -> Data {
    var runs: [[Measurement]] = []
    for _ in 0..<options.runs {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = options.arguments(forOne: row)
      process.standardOutput = output
      try process.run()
      let lines = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw Fault("the row \(row) failed") }
      runs.append(
        try lines.split(separator: 0x0A).map { try JSONDecoder().decode(Measurement.self, from: $0) })
    }
    guard let first = runs.first else { return Data() }
    var lines = Data()
    for index in first.indices {
      let sorted = runs.map { $0[index] }.sorted { $0.seconds < $1.seconds }
      lines += try sorted[(sorted.count - 1) / 2].jsonLine()
    }
    return lines
  }

  private static func write(_ data: Data) throws { try FileHandle.standardOutput.write(contentsOf: data) }
}
