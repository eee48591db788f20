import Foundation
import Synchronization

/// Work that goes on beside its caller until what it makes is asked for.
final class BackgroundWork<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchGroup()

  /// Begins at once.
  init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async(group: done) {
      let result = Result { try work() }
      self.outcome.withLock { $0 = result }
    }
  }

  /// What the work made, once it is done.
  ///
  /// - Throws: What the work threw.
  func value() throws -> Value {
    done.wait()
    guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
