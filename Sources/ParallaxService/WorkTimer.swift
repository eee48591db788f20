import Synchronization

/// Tells a piece of work when its time is over, and afterwards whether it was told so.
final class WorkTimer: Sendable {
  private let end: ContinuousClock.Instant
  private let isEnding: @Sendable () -> Bool
  private let wasTold = Atomic(false)

  /// Starts to count; `isEnding` tells that there is no more time for anything.
  init(_ limit: Duration, isEnding: @escaping @Sendable () -> Bool) {
    end = .now + limit
    self.isEnding = isEnding
  }

  /// Whether the time is over; the work that asks then stops.
  func isOver() -> Bool {
    guard ContinuousClock.now >= end || isEnding() else { return false }
    wasTold.store(true, ordering: .relaxed)
    return true
  }

  /// Whether the work was stopped.
  var hasStopped: Bool { wasTold.load(ordering: .relaxed) }
}
