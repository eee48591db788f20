/// The codes of vectors where they lie, and what keeps them there: memory of their own, or a mapped file.
///
/// Its conformance to `Sendable` is unchecked because it holds a pointer; nothing writes behind it while its owner
/// lives.
package struct VectorCodes: @unchecked Sendable {
  private final class Memory: @unchecked Sendable {
    let codes: UnsafeMutableBufferPointer<Int8>

    init(_ codes: [Int8]) {
      self.codes = .allocate(capacity: codes.count)
      _ = self.codes.initialize(from: codes)
    }

    deinit { codes.deallocate() }
  }

  private let codes: UnsafeBufferPointer<Int8>
  private let owner: any AnyObject & Sendable

  /// Copies numbers.
  init(_ codes: [Int8]) {
    let memory = Memory(codes)
    self.init(UnsafeBufferPointer(memory.codes), ownedBy: memory)
  }

  /// Numbers that stay where they are, unchanged, as long as their owner lives.
  package init(_ codes: UnsafeBufferPointer<Int8>, ownedBy owner: any AnyObject & Sendable) {
    self.codes = codes
    self.owner = owner
  }

  /// How many there are.
  var count: Int { codes.count }

  /// Calls a closure with the numbers, which must not be kept.
  @inline(__always) func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Int8>) -> Result
  ) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return body(codes)
  }
}
