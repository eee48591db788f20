import ParallaxService
import ServiceLifecycle

/// Has a service give up its comparisons some time after it was told to end.
struct ComparisonEnd: Service {
  let service: ArticleService
  let delay: Duration

  func run() async throws {
    try await gracefulShutdown()
    // Services end one after the other: the next one is not kept waiting for this.
    Task.detached { [service, delay] in
      try? await Task.sleep(for: delay)
      service.giveUpComparisons()
    }
  }
}
