/// A reusable buffer that holds a text followed by the zero bytes ``WordScanner`` needs.
///
/// Copying a text costs a few per cent of scanning it, and frees the scanner of any end-of-text test; ASCII
/// capitals become small letters on the way, which costs nothing beside the copy and much word by word.
@usableFromInline package struct PaddedText: ~Copyable {
  @usableFromInline var storage: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int

  /// Creates a buffer.
  package init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    storage = .allocate(capacity: capacity + WordScanner.padding)
  }

  deinit { storage.deallocate() }

  /// Calls `body` with a padded copy of bytes, ASCII capitals lowercased where asked.
  @inlinable package mutating func with<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, lowercasing: Bool, _ body: (UnsafePointer<UInt8>, Int) -> Result
  ) -> Result {
    fill(bytes, lowercasing: lowercasing)
    return body(UnsafePointer(storage), bytes.count)
  }

  /// Calls `body` with a padded copy of a string's UTF-8, ASCII capitals lowercased where asked.
  @inlinable package mutating func with<Result>(
    _ text: String, lowercasing: Bool, _ body: (UnsafePointer<UInt8>, Int) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8 { with($0, lowercasing: lowercasing, body) }
  }

  @usableFromInline mutating func fill(_ bytes: UnsafeBufferPointer<UInt8>, lowercasing: Bool) {
    let count = bytes.count
    reserve(count)
    (storage + count).update(repeating: 0, count: WordScanner.padding)
    guard let source = bytes.baseAddress else { return }
    // Whole steps straight from the text, the rest from the copy, where reading on is allowed.
    let whole = lowercasing ? count / 16 : 0
    let rest = 16 * whole
    (storage + rest).update(from: source + rest, count: count - rest)
    guard lowercasing else { return }
    VectorKernels.copyLowercased(source, to: storage, steps: whole)
    VectorKernels.copyLowercased(storage + rest, to: storage + rest, steps: 1)
  }

  private mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    storage.deallocate()
    capacity = max(count, 2 * capacity)
    storage = .allocate(capacity: capacity + WordScanner.padding)
  }
}
