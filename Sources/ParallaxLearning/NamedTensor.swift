/// An array of numbers with a name and a shape: what a model's file holds.
public struct NamedTensor: Sendable, Hashable {
  /// The name, unique within a model: "weights", "intercepts", "layer0.weights".
  public let name: String
  /// The length along each axis, the last one fastest.
  public let shape: [Int]
  /// The numbers; as many as the shape says.
  public let values: [Float]

  /// Creates a tensor.
  ///
  /// - Throws: ``TrainingError`` of code `shape` where the count does not fit the shape.
  public init(_ name: String, shape: [Int], values: [Float]) throws(TrainingError) {
    var size = 1
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw TrainingError(.shape, "the tensor \"\(name)\" has the shape \(shape)")
      }
      size = product
    }
    guard size == values.count else {
      throw TrainingError(
        .shape, "the tensor \"\(name)\" has \(values.count) values for the shape \(shape); expected \(size)")
    }
    self.init(unchecked: name, shape: shape, values: values)
  }

  /// Creates a tensor whose count is known to fit.
  init(unchecked name: String, shape: [Int], values: [Float]) {
    self.name = name
    self.shape = shape
    self.values = values
  }
}

extension [NamedTensor] {
  /// The values of the tensor of a name, which must have the shape.
  func values(_ name: String, shape: [Int]) throws(TrainingError) -> [Float] {
    guard let tensor = first(where: { $0.name == name }) else {
      throw TrainingError(.shape, "no tensor \"\(name)\" among \(map(\.name))")
    }
    guard tensor.shape == shape else {
      throw TrainingError(
        .shape, "the tensor \"\(name)\" has the shape \(tensor.shape); expected \(shape)")
    }
    return tensor.values
  }

  /// Checks that there are no tensors beside those named.
  func checkNoOthers(than names: [String]) throws(TrainingError) {
    guard count == names.count, Set(map(\.name)) == Set(names) else {
      throw TrainingError(.shape, "found the tensors \(map(\.name)); expected \(names)")
    }
  }
}
