import Synchronization

/// Tells a piece of work when its time is over, and afterwards whether it was told so.
final class WorkTimer: Sendable {
  private let end: ContinuousClock.Instant
  private let wasTold = Atomic(false)

  /// Starts to count.
  init(_ limit: Duration) { end = .now + limit }

  /// Whether the time is over; the work that asks then stops.
  func isOver() -> Bool {
    guard ContinuousClock.now >= end else { return false }
    wasTold.store(true, ordering: .relaxed)
    return true
  }

  /// Whether the work was stopped.
  var hasStopped: Bool { wasTold.load(ordering: .relaxed) }
}
