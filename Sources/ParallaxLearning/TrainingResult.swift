/// A model, and how its training went.
public struct TrainingResult<Model: Sendable>: Sendable {
  /// The model.
  public let model: Model
  /// What the solver did.
  public let report: TrainingReport

  /// Creates a result.
  public init(model: Model, report: TrainingReport) {
    self.model = model
    self.report = report
  }
}
