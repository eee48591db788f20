import Foundation
import Measuring

/// What the command line asks for.
struct Options {
  /// The file of documents.
  private(set) var corpus = ""
  /// The rows to measure; nil for all.
  private(set) var rows: [String]?
  /// How often each row is measured.
  private(set) var runs = 5
  /// The most documents to take.
  private(set) var limit: Int?
  /// Whether the rows are measured once, in this process.
  private(set) var measuresOnce = false
  /// A folder for the vocabulary and the matrix of the row `tfidf-1`.
  private(set) var save: String?
  /// Whether the usage is asked for.
  private(set) var showsHelp = false
  /// Whether the names of the rows are asked for.
  private(set) var listsRows = false

  static let help = """
    USAGE: feature-rows [--rows NAME,…] [--runs 5] [--limit N] [--once] [--save FOLDER] CORPUS

    Measures on one thread, in CPU seconds of the process, a new process for each run of each row; prints the
    median as one JSON object a line. CORPUS is JSON Lines with "title" and "content" (or "text"), where its
    name ends in .jsonl, else documents with a zero byte after each.

      --rows   \(Row.all.map(\.name).joined(separator: ", "))
      --list   print the names of the rows, one a line
      --once   measure each row once, in this process
      --save   write the vocabulary and the matrix of tfidf-1 into this folder (with --once)
    """

  init(_ arguments: [String]) throws(UsageFault) {
    var rest = arguments[...]
    func value(of name: String) throws(UsageFault) -> String {
      guard let value = rest.popFirst() else { throw UsageFault("\(name) needs a value") }
      return value
    }
    func number(of name: String) throws(UsageFault) -> Int {
      let text = try value(of: name)
      guard let number = Int(text), number > 0 else {
        throw UsageFault("\(name) \(text): expected a number above 0")
      }
      return number
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": showsHelp = true
      case "--list": listsRows = true
      case "--once": measuresOnce = true
      case "--rows": rows = try value(of: argument).split(separator: ",").map(String.init)
      case "--runs": runs = try number(of: argument)
      case "--limit": limit = try number(of: argument)
      case "--save": save = try value(of: argument)
      default:
        guard corpus.isEmpty, !argument.hasPrefix("-") else { throw UsageFault("unexpected \(argument)") }
        corpus = argument
      }
    }
    guard showsHelp || listsRows || !corpus.isEmpty else { throw UsageFault("no corpus given") }
    for row in rows ?? [] { _ = try Row.named(row) }
  }

  /// The command line of a process that measures one row once.
  func arguments(forOne row: String) -> [String] {
    ["--once", "--rows", row] + (limit.map { ["--limit", "\($0)"] } ?? []) + [corpus]
  }
}
