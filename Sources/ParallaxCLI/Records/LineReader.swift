import Foundation
import Parallax

/// Whole lines as they were read together: the unit that threads share out.
struct LineBatch: Sendable {
  /// The bytes of the lines.
  let bytes: [UInt8]
  /// Each line without its line feed; empty for one that was too long and is not here.
  let lines: [Range<Int>]
  /// The number of the first line, from 1.
  let firstNumber: Int
  /// The places among `lines` of those that were too long.
  let tooLong: [Int]
}

/// Reads lines from a descriptor in bounded memory: chunks of `read(2)`, cut by `memchr`.
struct LineReader: ~Copyable {
  /// The longest line; longer ones are skipped and told.
  static let maximumLineBytes = 16 << 20
  private static let chunkBytes = 4 << 20

  /// The name for messages.
  let path: String
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  /// The beginning of a line whose end was not read yet.
  private var pending: [UInt8] = []
  private var isSkipping = false
  private var number = 1
  private var isAtEnd = false
  private var isFresh = true

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Opens a file, or standard input for `-`, of which a beginning may have been read already.
  init(_ path: String, head: [UInt8] = []) throws(ArticleError) {
    pending = head
    if path == "-" {
      (self.path, descriptor, ownsDescriptor) = ("standard input", STDIN_FILENO, false)
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    (self.path, ownsDescriptor) = (path, true)
    if descriptor < 0 {
      let code = errno
      let isMissing = code == ENOENT || code == ENOTDIR
      throw ArticleError(
        isMissing ? .missing : .io,
        isMissing ? "no such file; check the name" : "cannot be opened: \(String(cString: strerror(code)))",
        path: path)
    }
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// Whether what is read comes as it is written elsewhere: a pipe, a terminal, a socket.
  var isInteractive: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// The next lines, or nil at the end.
  ///
  /// A pipe that gives little at a time is answered as it gives: nothing waits for a full chunk.
  mutating func next() throws(ArticleError) -> LineBatch? {
    // What was read before this reader began may hold whole lines.
    if isFresh, !pending.isEmpty, let batch = begin() { return batch }
    while !isAtEnd {
      let start = pending.count
      try fill()
      if let batch = isFresh ? begin() : cut(from: start) { return batch }
    }
    guard !pending.isEmpty || isSkipping else { return nil }
    // The last line of a file need not end in a line feed.
    defer {
      pending = []
      isSkipping = false
    }
    return LineBatch(
      bytes: pending, lines: [pending.indices], firstNumber: number, tooLong: isSkipping ? [0] : [])
  }

  /// The first lines, without a byte order mark.
  private mutating func begin() -> LineBatch? {
    isFresh = false
    if pending.starts(with: Self.byteOrderMark) { pending.removeFirst(Self.byteOrderMark.count) }
    return cut(from: 0)
  }

  /// Reads on: at least once, then as long as more is waiting and the chunk has room.
  private mutating func fill() throws(ArticleError) {
    let before = pending.count
    repeat {
      let old = pending.count
      let failure = pending.append(
        reading: max(1 << 16, before + Self.chunkBytes - old), from: descriptor)
      if failure != 0 {
        throw ArticleError(.io, "cannot be read: \(String(cString: strerror(failure)))", path: path)
      }
      if pending.count == old {
        isAtEnd = true
        return
      }
    } while pending.count - before < Self.chunkBytes && isMoreWaiting
  }

  private var isMoreWaiting: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0 && waiting.revents & Int16(POLLIN) != 0
  }

  /// Takes the whole lines out of what is pending; nil where no line ended in what is new.
  private mutating func cut(from start: Int) -> LineBatch? {
    var lines: [Range<Int>] = []
    var tooLong: [Int] = []
    var first = 0
    pending.withUnsafeBytes { buffer in
      var search = start
      while let base = buffer.baseAddress, search < buffer.count,
        let found = memchr(base + search, 0x0A, buffer.count - search)
      {
        let end = UnsafeRawPointer(found) - base
        if isSkipping || end - first > Self.maximumLineBytes {
          tooLong.append(lines.count)
          lines.append(first..<first)
          isSkipping = false
        } else {
          lines.append(first..<end)
        }
        first = end + 1
        search = first
      }
    }
    if pending.count - first > Self.maximumLineBytes || isSkipping {
      isSkipping = true
      pending.removeLast(pending.count - first)
    }
    guard !lines.isEmpty else { return nil }
    let tail = Array(pending[first...])
    let batch = LineBatch(bytes: pending, lines: lines, firstNumber: number, tooLong: tooLong)
    number += lines.count
    pending = tail
    return batch
  }
}
