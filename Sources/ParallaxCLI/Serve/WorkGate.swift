import NIOPosix
import Synchronization

/// Lets so many pieces of work run at once on threads of their own, so many more wait, and turns the rest away.
///
/// Work is what keeps a processor busy: on threads of its own it never stops those that read and write, nor the work of
/// another gate.
final class WorkGate: Sendable {
  private struct State {
    var running = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let threads: NIOThreadPool
  private let queueLimit: Int
  private let state = Mutex(State())
  private let observer: @Sendable (Int, Int) -> Void

  /// Creates a gate; `observer` is told how many run and wait whenever that changes.
  init(width: Int, queueLimit: Int, observer: @escaping @Sendable (Int, Int) -> Void) {
    threads = NIOThreadPool(numberOfThreads: width)
    self.queueLimit = queueLimit
    self.observer = observer
    threads.start()
  }

  deinit { threads.shutdownGracefully { _ in } }

  /// Runs work, now or when it is its turn.
  ///
  /// - Parameters:
  ///   - isAdmitted: Whether it may wait however many do already, as the rest of an answer that was begun.
  ///   - work: The work.
  /// - Returns: What the work gave; nil where too many wait.
  func run<Value: Sendable>(
    isAdmitted: Bool = false, _ work: @escaping @Sendable () -> Value
  ) async -> Value? {
    guard await enter(isAdmitted) else { return nil }
    let value = await withCheckedContinuation { (continuation: CheckedContinuation<Value, Never>) in
      // Work that was taken is always done: the threads end with the gate.
      threads.submit { _ in continuation.resume(returning: work()) }
    }
    leave()
    return value
  }

  private func enter(_ isAdmitted: Bool) async -> Bool {
    let isIn: Bool? = state.withLock { state in
      if state.running < threads.numberOfThreads {
        state.running += 1
        return true
      }
      return isAdmitted || state.waiting.count < queueLimit ? nil : false
    }
    if let isIn {
      tell()
      return isIn
    }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let isFree = state.withLock { state in
        // A place may have become free since.
        if state.running < threads.numberOfThreads {
          state.running += 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
      tell()
    }
    return true
  }

  /// Gives the place to whoever waits longest, or back.
  private func leave() {
    let next: CheckedContinuation<Void, Never>? = state.withLock { state in
      if state.waiting.isEmpty {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
    tell()
  }

  private func tell() {
    let (running, waiting) = state.withLock { ($0.running, $0.waiting.count) }
    observer(running, waiting)
  }
}
