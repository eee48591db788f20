import Foundation

/// Cuts a stream of chunks into lines in bounded memory.
struct LineScanner {
  /// A line without its line feed, or the report of one that was too long and has been skipped.
  enum Piece {
    case line([UInt8])
    case tooLong
  }

  let maximumLineBytes: Int
  private var pending: [UInt8] = []
  private var isSkipping = false

  init(maximumLineBytes: Int) { self.maximumLineBytes = maximumLineBytes }

  /// Takes a chunk in and hands the lines that end in it to `body`, in order.
  mutating func scan<E: Error>(_ chunk: [UInt8], _ body: (Piece) throws(E) -> Void) throws(E) {
    var start = 0
    while start < chunk.count {
      guard let end = chunk.firstLineFeed(from: start) else {
        extend(with: chunk[start...])
        return
      }
      extend(with: chunk[start..<end])
      start = end + 1
      try flush(body)
    }
  }

  /// Hands over the last line, where it does not end in a line feed.
  mutating func finish<E: Error>(_ body: (Piece) throws(E) -> Void) throws(E) {
    if isSkipping || !pending.isEmpty { try flush(body) }
  }

  private mutating func flush<E: Error>(_ body: (Piece) throws(E) -> Void) throws(E) {
    let piece = isSkipping ? Piece.tooLong : .line(pending)
    pending = []
    isSkipping = false
    try body(piece)
  }

  private mutating func extend(with bytes: ArraySlice<UInt8>) {
    if isSkipping { return }
    if pending.count + bytes.count > maximumLineBytes {
      isSkipping = true
      pending = []
    } else {
      pending += bytes
    }
  }
}

extension [UInt8] {
  /// The offset of the next line feed, by `memchr`.
  func firstLineFeed(from start: Int) -> Int? {
    withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress else { return nil }
      guard let found = memchr(base + start, 0x0A, buffer.count - start) else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
