internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// Threads that stay between one parallel loop and the next: for a solver whose loops take less time than waking a
/// thread does.
///
/// A helper that has nothing to do looks for work for a moment before it sleeps. Blocks are taken, not dealt
/// out: where the system is slow to give a helper its turn, or never does, the caller does all of them.
package final class WorkerTeam: Sendable {
  private let helperCount: Int
  /// The number of the current job, and of its blocks in the lowest sixteen bits; one value, so that no helper takes the
  /// blocks of one job for another's.
  private let job = Atomic<Int>(0)
  /// The number of the last job that each block was taken of.
  private let taken: [Counter]
  private let doneCount = Atomic<Int>(0)
  private let helpers: [Helper]
  /// What is to be done, there from before a job is announced until all its blocks are done.
  nonisolated(unsafe) private var body: (@Sendable (Int) -> Void)?

  /// A loop has so many blocks at most.
  package static let maximumBlockCount = 256

  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }

  private final class Helper: Sendable {
    let isAsleep = Atomic(false)
    let bell = DispatchSemaphore(value: 0)
  }

  /// Calls `body` with a team of so many threads, the caller's among them.
  package static func with<Result>(threads: Int, _ body: (WorkerTeam) -> Result) -> Result {
    let team = WorkerTeam(helperCount: max(0, threads - 1))
    defer { team.end() }
    return body(team)
  }

  private init(helperCount: Int) {
    self.helperCount = helperCount
    taken = helperCount == 0 ? [] : (0..<Self.maximumBlockCount).map { _ in Counter() }
    helpers = (0..<helperCount).map { _ in Helper() }
    for number in helpers.indices {
      DispatchQueue.global().async { self.help(number) }
    }
  }

  /// Calls `body` once for each block and returns when all are done; see ``parallelFor(blocks:threads:_:)``.
  package func parallelFor(blocks: Int, _ body: @Sendable (_ block: Int) -> Void) {
    precondition(blocks <= Self.maximumBlockCount, "\(blocks) blocks")
    guard helperCount > 0, blocks > 1 else {
      for block in 0..<max(0, blocks) { body(block) }
      return
    }
    withoutActuallyEscaping(body) { body in
      self.body = body
      doneCount.store(0, ordering: .relaxed)
      let next = (job.load(ordering: .relaxed) >> 16 + 1) << 16 | blocks
      announce(next)
      work(next, from: 0)
      var patience = Patience()
      while doneCount.load(ordering: .acquiring) < blocks { patience.spin() }
      self.body = nil
    }
  }

  /// Sends the helpers home.
  private func end() { if helperCount > 0 { announce(-1) } }

  private func announce(_ next: Int) {
    job.store(next, ordering: .sequentiallyConsistent)
    for helper in helpers where helper.isAsleep.exchange(false, ordering: .sequentiallyConsistent) {
      helper.bell.signal()
    }
  }

  private func help(_ number: Int) {
    var last = 0
    while true {
      let current = nextJob(after: last, helpers[number])
      if current < 0 { return }
      work(current, from: number + 1)
      last = current
    }
  }

  private func nextJob(after last: Int, _ helper: Helper) -> Int {
    var patience = Patience()
    while true {
      let current = job.load(ordering: .acquiring)
      if current != last { return current }
      if !patience.isOver {
        patience.spin()
        continue
      }
      helper.isAsleep.store(true, ordering: .sequentiallyConsistent)
      // A job may have been announced since; then either this takes the mark back, or the bell rings.
      if job.load(ordering: .sequentiallyConsistent) == last
        || !helper.isAsleep.exchange(false, ordering: .sequentiallyConsistent)
      {
        helper.bell.wait()
      }
      patience = Patience()
    }
  }

  /// Takes blocks of a job until none is left, at first those that fall to this thread: what it did in the last job
  /// is in the cache of its processor.
  private func work(_ job: Int, from own: Int) {
    let (number, blocks, step) = (job >> 16, job & 0xFFFF, helperCount + 1)
    for block in Array(stride(from: own, to: blocks, by: step)) + Array(0..<blocks) {
      guard take(block, of: number) else { continue }
      call(block)
      doneCount.add(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Calls the body, which this thread holds no longer when the block counts as done.
  @inline(never)
  private func call(_ block: Int) { body?(block) }

  private func take(_ block: Int, of number: Int) -> Bool {
    var known = taken[block].value.load(ordering: .relaxed)
    while known < number {
      let (isTaken, original) = taken[block].value.compareExchange(
        expected: known, desired: number, ordering: .acquiringAndReleasing)
      if isTaken { return true }
      known = original
    }
    return false
  }
}

/// How long something is waited for by looking again and again: some tenths of a millisecond.
private struct Patience {
  private static var lookCount: Int { 200_000 }
  private var looks = 0

  var isOver: Bool { looks >= Self.lookCount }

  /// Passes a moment; once patience is over, the processor is left to others.
  mutating func spin() {
    if isOver { sched_yield() } else { looks += 1 }
  }
}
