import Foundation

/// Writing to standard output failed.
struct OutputError: Error, CustomStringConvertible {
  let description: String
}

/// The data of a command, on standard output: buffered, and every byte accounted for.
///
/// `print` loses data silently on a full disk, so output goes through `write(2)`. A reader that went away
/// (a closed pipe) is success: it has what it wanted.
struct Output: ~Copyable {
  private var buffer: [UInt8] = []
  private static let limit = 1 << 16

  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Adds text.
  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Output.limit { try flush() }
  }

  /// Adds bytes.
  mutating func write(bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count >= Output.limit { try flush() }
  }

  /// Adds a line of bytes and its end.
  mutating func writeLine(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    buffer.append(0x0A)
    if buffer.count >= Output.limit { try flush() }
  }

  /// Writes out what is waiting.
  mutating func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    var written = 0
    while written < buffer.count {
      let result = buffer.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if result > 0 {
        written += result
      } else if errno == EPIPE {
        throw ClosedPipe()
      } else if errno == EAGAIN {
        // Whoever shares the pipe may have made it non-blocking: wait until it takes more.
        var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw OutputError(
          description: "standard output: \(String(cString: strerror(errno))); not all was written")
      }
    }
  }
}

/// The reader of standard output went away.
struct ClosedPipe: Error {}
