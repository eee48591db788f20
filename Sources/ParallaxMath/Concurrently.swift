internal import Dispatch
internal import Synchronization

/// Works two things out side by side, or one after the other where there is one thread.
package func concurrently<First: Sendable, Second: Sendable>(
  threads: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  guard threads > 1 else { return (first(), second()) }
  let other = Mutex<Second?>(nil)
  let own = Mutex<First?>(nil)
  DispatchQueue.concurrentPerform(iterations: 2) { turn in
    if turn == 0 {
      let result = first()
      own.withLock { $0 = result }
    } else {
      let result = second()
      other.withLock { $0 = result }
    }
  }
  // Both are there by now: what is asked for twice is never worked out twice.
  return (own.withLock { $0 } ?? first(), other.withLock { $0 } ?? second())
}
