import Foundation
import Measuring
import Parallax

/// Measures training beside peers: one row once in this process, one JSON object a line.
@main enum Command {
  static let help = """
    USAGE: learner-rows prepare TRAIN.jsonl VALID.jsonl FOLDER
           learner-rows ROW TRAIN.jsonl VALID.jsonl FOLDER

    Records have "title", "text" and "label". `prepare` writes the rows of both parts into FOLDER, which the
    other rows and the peers train on: TF-IDF of words in two documents and more, 1 + ln(tf), length 1.
    Times are CPU seconds of the process, on one thread unless the row says two.

      ROW  \(Row.allCases.map(\.rawValue).joined(separator: ", "))
    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("learner-rows: \(error)\n".utf8))
      exit(error is UsageFault ? 64 : 70)
    }
  }

  private static func run(_ arguments: [String]) throws {
    if arguments == ["--help"] || arguments == ["-h"] { return try write(Data((help + "\n").utf8)) }
    guard arguments.count == 4 else {
      throw UsageFault("\(arguments.count) arguments; expected four", program: "learner-rows")
    }
    LinearAlgebraLibrary.setThreads(1)
    let parts = try (Records(contentsOf: arguments[1]), Records(contentsOf: arguments[2]))
    if arguments[0] == "prepare" { return try prepare(parts.0, parts.1, folder: arguments[3]) }
    guard let row = Row(rawValue: arguments[0]) else {
      throw UsageFault("no row \(arguments[0])", program: "learner-rows")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    for result in try row.measure(parts.0, parts.1, folder: arguments[3]) {
      try write(try encoder.encode(result) + Data([0x0A]))
    }
  }

  private static func write(_ data: Data) throws { try FileHandle.standardOutput.write(contentsOf: data) }
}
