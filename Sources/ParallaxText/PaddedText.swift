/// A reusable buffer that holds a text followed by the zero bytes ``WordScanner`` needs.
///
/// Copying a text costs a few per cent of scanning it, and frees the scanner of any end-of-text test.
@usableFromInline package struct PaddedText: ~Copyable {
  @usableFromInline var storage: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int

  /// Creates a buffer.
  package init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    storage = .allocate(capacity: capacity + WordScanner.padding)
    storage.initialize(repeating: 0, count: capacity + WordScanner.padding)
  }

  deinit { storage.deallocate() }

  /// Calls `body` with a padded copy of bytes.
  @inlinable package mutating func with<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>, Int) -> Result
  ) -> Result {
    reserve(bytes.count)
    if let source = bytes.baseAddress { storage.update(from: source, count: bytes.count) }
    (storage + bytes.count).update(repeating: 0, count: WordScanner.padding)
    return body(UnsafePointer(storage), bytes.count)
  }

  /// Calls `body` with a padded copy of a string's UTF-8.
  @inlinable package mutating func with<Result>(
    _ text: String, _ body: (UnsafePointer<UInt8>, Int) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8 { with($0, body) }
  }

  @usableFromInline mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    storage.deallocate()
    capacity = max(count, 2 * capacity)
    storage = .allocate(capacity: capacity + WordScanner.padding)
    storage.initialize(repeating: 0, count: capacity + WordScanner.padding)
  }
}
