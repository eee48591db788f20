import Synchronization

/// Pieces of an answer, made one after the other by whoever asks for the next.
public final class ResponseStream: Sendable {
  private let position = Mutex(0)
  private let count: Int
  private let make: @Sendable (Int) -> [UInt8]

  /// A stream of so many pieces.
  init(count: Int, _ make: @escaping @Sendable (Int) -> [UInt8]) {
    self.count = count
    self.make = make
  }

  /// The next piece; nil after the last.
  public func next() -> [UInt8]? {
    let index = position.withLock { position in
      defer { position += 1 }
      return position
    }
    return index < count ? make(index) : nil
  }
}
