internal import Dispatch

/// Calls `body` once for each block, on up to `threads` threads, and returns when all are done.
///
/// Worker `t` takes the blocks t, t + workers, t + 2 workers, …. A caller whose blocks write to separate
/// places and who reduces them in block order afterwards gets the same bits for any number of threads,
/// as long as the number of blocks does not depend on it.
package func parallelFor(blocks: Int, threads: Int, _ body: @Sendable (_ block: Int) -> Void) {
  let workers = min(threads, blocks)
  guard workers > 1 else {
    for block in 0..<max(0, blocks) { body(block) }
    return
  }
  DispatchQueue.concurrentPerform(iterations: workers) { worker in
    for block in stride(from: worker, to: blocks, by: workers) { body(block) }
  }
}
