/// What a training run did, and how it ended.
public struct TrainingReport: Codable, Sendable, Hashable {
  /// The solver that ran, by its name in the configuration; two joined by "+" ran one after the other.
  public let solver: String
  /// The objective at the model returned.
  public let objective: Double
  /// The largest absolute entry of the gradient of the mean loss; nil where the solver does not use it.
  public let gradientNorm: Double?
  /// Epochs of a stochastic solver, each one pass over the rows in random order.
  public let epochs: Int
  /// Iterations of a batch solver.
  public let iterations: Int
  /// Whether the tolerance was met within the iterations allowed.
  public let converged: Bool
  /// Whether the observer ended the run.
  public let wasStopped: Bool
  /// The number of rows trained on.
  public let rowCount: Int
  /// The seed of every random choice made.
  public let seed: UInt64

  init(
    solver: String, objective: Double, gradientNorm: Double? = nil, epochs: Int = 0, iterations: Int = 0,
    converged: Bool, wasStopped: Bool = false, rowCount: Int, seed: UInt64
  ) {
    self.solver = solver
    self.objective = objective
    self.gradientNorm = gradientNorm
    self.epochs = epochs
    self.iterations = iterations
    self.converged = converged
    self.wasStopped = wasStopped
    self.rowCount = rowCount
    self.seed = seed
  }

  enum CodingKeys: String, CodingKey {
    case solver, objective, epochs, iterations, converged
    case gradientNorm = "gradient_norm"
    case wasStopped = "stopped"
    case rowCount = "n"
    case seed = "random_state"
  }
}
