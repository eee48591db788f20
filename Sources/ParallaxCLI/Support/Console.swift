import Foundation
import Parallax

/// Messages to the person at the terminal, on standard error; never data.
enum Console {
  /// Whether standard error is a terminal that takes colour and movement.
  static let isInteractive: Bool =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Whether standard output takes colour: a terminal, without `NO_COLOR`.
  static let usesColor: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return Output.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }()

  /// The columns of the terminal standard output is on; 100 where it is none.
  static let width: Int = {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 100
  }()

  /// Writes a line to standard error, harmless on a terminal: it may quote an id or a label of the input.
  static func note(_ message: String) { write(SafeText.forTerminal(message) + "\n") }

  /// Writes an error, named as such.
  static func error(_ message: String) { note("parallax: " + message) }

  /// Writes text to standard error as it is.
  ///
  /// A message that cannot be shown is not worth failing for, and `FileHandle` would end the program by a
  /// trap where standard error is closed or its disk full.
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// A line on the terminal that says how far a long job is; silent elsewhere and for the first second.
struct Progress {
  private let label: String
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var isShown = false

  init(_ label: String) { self.label = label }

  /// Tells how much is done; `total` where it is known.
  mutating func update(_ done: Int, of total: Int? = nil, detail: String = "") {
    let now = ContinuousClock.now
    guard Console.isInteractive, now - start > .seconds(1), now - last > .milliseconds(100) else { return }
    last = now
    isShown = true
    let share = total.map { " of \($0)" } ?? ""
    Console.write("\r\u{1B}[K\(label): \(done)\(share) \(detail)")
  }

  /// Clears the line.
  mutating func finish() {
    if isShown { Console.write("\r\u{1B}[K") }
    isShown = false
  }
}
