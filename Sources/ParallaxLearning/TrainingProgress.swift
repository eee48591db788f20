/// A sign of life from a training run, given once in each iteration or epoch.
public struct TrainingProgress: Sendable, Hashable {
  /// The solver at work, by its name in the configuration.
  public let solver: String
  /// The iteration or epoch, from 0.
  public let iteration: Int
  /// The objective, as far as it is known at this moment.
  public let objective: Double
}
