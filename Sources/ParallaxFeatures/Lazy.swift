import Synchronization

/// A value made when it is first asked for, and never again: what a use does not need, it does not pay for.
///
/// Two threads that ask at once may both make it; the first to be done is the one that both get.
final class Lazy<Value: AnyObject & Sendable>: Sendable {
  private let made = AtomicLazyReference<Value>()
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value { made.load() ?? made.storeIfNil(make()) }
}
