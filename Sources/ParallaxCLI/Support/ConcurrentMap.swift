import ArgumentParser
import Dispatch
import Foundation
import Synchronization

/// Applies a function to every element, on several threads; results are in the elements' order.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Result
) -> [Result] {
  guard threads > 1, elements.count > 1 else { return elements.map(body) }
  let results = Mutex([Result?](repeating: nil, count: elements.count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, elements.count)) { _ in
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < elements.count else { return }
      let result = body(elements[index])
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.compactMap(\.self) }
}

/// How many threads a command uses.
struct ThreadOptions: ParsableArguments {
  @Option(help: "The number of threads; results do not depend on it.")
  var threads = 0

  /// The number asked for; one per processor where none was.
  var count: Int { threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    guard threads >= 0, threads <= 1024 else {
      throw ValidationError("--threads \(threads): expected 1 to 1024")
    }
  }
}
