import Foundation
import Logging
import Parallax
import ParallaxService

/// Loads the models for a service, at its start and whenever it is told to.
final class EngineLoader: Sendable {
  private let models: ModelOptions
  private let service: ArticleService
  private let logger: Logger
  private let queue = DispatchQueue(label: "parallax.models")

  init(models: ModelOptions, service: ArticleService, logger: Logger) {
    self.models = models
    self.service = service
    self.logger = logger
  }

  /// Loads for the first time, in the background.
  func start() { queue.async { _ = self.load() } }

  /// Loads anew at each SIGHUP while `body` runs.
  func watchingHangup(_ body: () throws -> Void) throws {
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: queue)
    source.setEventHandler { if self.load() { self.service.metrics.countReload() } }
    source.resume()
    defer { source.cancel() }
    try body()
  }

  /// Loads the models; whether that went well.
  private func load() -> Bool {
    do {
      // A folder that has gone since the start would else be passed over, and other models be taken.
      try models.validate()
      service.use(try models.engine())
      logger.info("models loaded")
      return true
    } catch {
      // Those that were loaded before stay.
      service.fail("\(error)")
      logger.error("models could not be loaded", metadata: ["error": "\(error)"])
      return false
    }
  }
}
