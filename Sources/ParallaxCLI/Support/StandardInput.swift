import Foundation

/// Standard input, where it must be read more than once.
enum StandardInput {
  /// The next bytes of standard input; none at its end.
  static func chunk() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result = 0
      repeat {
        result = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      count = max(0, result)
    }
  }

  /// Replaces standard input by a temporary file that holds what was taken of it and what is left.
  static func copyToFile(after head: [UInt8] = []) throws {
    guard let file = tmpfile() else {
      throw CommandFailure(.io, "no temporary file: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var chunk = head.isEmpty ? Self.chunk() : head
    while !chunk.isEmpty {
      guard fwrite(chunk, 1, chunk.count, file) == chunk.count else {
        throw CommandFailure(.io, "the temporary file is full: \(String(cString: strerror(errno)))")
      }
      chunk = Self.chunk()
    }
    guard fflush(file) == 0, dup2(fileno(file), STDIN_FILENO) >= 0 else {
      throw CommandFailure(.io, "standard input: \(String(cString: strerror(errno)))")
    }
    _ = lseek(STDIN_FILENO, 0, SEEK_SET)
  }

  /// Sees to it that standard input can be read again from where it is, which is returned.
  static func rewindableStart() throws -> off_t {
    let position = lseek(STDIN_FILENO, 0, SEEK_CUR)
    if position >= 0 { return position }
    try copyToFile()
    return 0
  }

  /// Goes back to a place that ``rewindableStart()`` gave.
  static func rewind(to start: off_t) throws {
    guard lseek(STDIN_FILENO, start, SEEK_SET) >= 0 else {
      throw CommandFailure(.io, "standard input: \(String(cString: strerror(errno)))")
    }
  }
}
