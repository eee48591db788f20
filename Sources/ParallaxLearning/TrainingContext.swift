/// What a training run is given beside data and settings: none of it changes the model that comes out,
/// unless the run is stopped.
public struct TrainingContext {
  /// What is to become of a run after a sign of life.
  public enum Directive: Sendable, Hashable {
    /// Go on.
    case proceed
    /// End now, with the best model so far and a report that says so.
    case stop
  }

  /// The number of threads that share the passes over the rows.
  public var threads: Int
  /// Called once in each iteration or epoch, on the thread that trains; its answer may end the run.
  public var observer: ((TrainingProgress) -> Directive)?

  /// Creates a context.
  public init(threads: Int = 1, observer: ((TrainingProgress) -> Directive)? = nil) {
    self.threads = threads
    self.observer = observer
  }

  /// Creates a context whose observer only listens.
  public init(threads: Int, progress: ((TrainingProgress) -> Void)?) {
    self.init(
      threads: threads,
      observer: progress.map { progress in
        { step in
          progress(step)
          return .proceed
        }
      })
  }

  /// Tells the observer, and whether to end.
  func shouldStop(_ progress: @autoclosure () -> TrainingProgress) -> Bool {
    guard let observer else { return false }
    return observer(progress()) == .stop
  }
}
