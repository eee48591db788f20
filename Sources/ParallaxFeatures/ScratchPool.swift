import Synchronization

/// Values that are costly to make, kept from use to use: as many as were ever used at once.
///
/// A value is used by one thread at a time. It must be left as it was found; one whose use throws is given up,
/// so that nobody gets it half used.
package final class ScratchPool<Value: ~Copyable>: Sendable {
  /// Its conformance to `Sendable` is unchecked: a box is either idle or held by one thread.
  private final class Box: @unchecked Sendable {
    private var value: Value?

    init(_ value: consuming Value) { self.value = consume value }

    func take() -> Value? { value.take() }
  }

  private let idle = Mutex<[Box]>([])
  private let make: @Sendable () -> Value

  /// Creates a pool without values.
  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The number of values that nobody uses.
  var idleCount: Int { idle.withLock(\.count) }

  /// Calls a closure with a value, an idle one where there is one.
  package func withValue<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var value = idle.withLock { $0.popLast() }?.take() ?? make()
    let result = try body(&value)
    let box = Box(value)
    idle.withLock { $0.append(box) }
    return result
  }
}
