import Foundation

/// Cuts a stream of chunks into lines in bounded memory.
struct LineScanner {
  /// A line without its line feed, or the report of one that was too long and has been skipped.
  enum Piece {
    /// The bytes of a line, which may be read until the call that hands them over returns.
    case line(UnsafeBufferPointer<UInt8>)
    case tooLong
  }

  let maximumLineBytes: Int
  /// The beginning of a line that ends in a later chunk.
  private var pending: [UInt8] = []
  private var isSkipping = false

  init(maximumLineBytes: Int) { self.maximumLineBytes = maximumLineBytes }

  /// Takes a chunk in and hands the lines that end in it to `body`, in order.
  mutating func scan<E: Error>(_ chunk: [UInt8], _ body: (Piece) throws(E) -> Void) throws(E) {
    try chunk.withUnsafeBufferPointer { (bytes) throws(E) in
      var start = 0
      while start < bytes.count {
        guard let end = bytes.firstLineFeed(from: start) else {
          extend(with: bytes[start...])
          return
        }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        start = end + 1
        if pending.isEmpty, !isSkipping {
          try body(line.count > maximumLineBytes ? .tooLong : .line(line))
        } else {
          extend(with: line[...])
          try flush(body)
        }
      }
    }
  }

  /// Hands over the last line, where it does not end in a line feed.
  mutating func finish<E: Error>(_ body: (Piece) throws(E) -> Void) throws(E) {
    if isSkipping || !pending.isEmpty { try flush(body) }
  }

  private mutating func flush<E: Error>(_ body: (Piece) throws(E) -> Void) throws(E) {
    defer {
      pending.removeAll(keepingCapacity: true)
      isSkipping = false
    }
    if isSkipping {
      try body(.tooLong)
    } else {
      try pending.withUnsafeBufferPointer { (line) throws(E) in try body(.line(line)) }
    }
  }

  private mutating func extend(with bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    if isSkipping { return }
    if pending.count + bytes.count > maximumLineBytes {
      isSkipping = true
      pending = []
    } else {
      pending += bytes
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the next line feed, by `memchr`.
  func firstLineFeed(from start: Int) -> Int? {
    guard start < count, let base = baseAddress else { return nil }
    guard let found = memchr(base + start, 0x0A, count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

extension [UInt8] {
  /// The offset of the next line feed.
  func firstLineFeed(from start: Int) -> Int? { withUnsafeBufferPointer { $0.firstLineFeed(from: start) } }
}
