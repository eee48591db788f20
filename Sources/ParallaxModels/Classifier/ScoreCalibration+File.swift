import ParallaxLearning

/// The part of a model's file that is its calibration.
extension ScoreCalibration {
  private static let temperatureName = FeatureBlock.calibrationName
  private static let sigmoidsName = FeatureBlock.calibrationName + ".sigmoids"
  private static let stepsName = FeatureBlock.calibrationName + ".steps"
  private static let lengthsName = FeatureBlock.calibrationName + ".lengths"

  /// Adds the tensors of the calibration.
  func write(to writer: inout SafetensorsWriter) throws(ModelError) {
    switch self {
    case .temperature(let calibrator):
      try writer.add(Self.temperatureName, [calibrator.inverseTemperature], shape: [])
    case .platt(let calibrators):
      try writer.add(Self.sigmoidsName, calibrators.flatMap { [$0.a, $0.b] }, shape: [calibrators.count, 2])
    case .isotonic(let calibrators):
      let steps = calibrators.flatMap { zip($0.thresholds, $0.probabilities).flatMap { [$0, $1] } }
      try writer.add(Self.stepsName, steps, shape: [steps.count / 2, 2])
      try writer.add(Self.lengthsName, calibrators.map { UInt32($0.thresholds.count) })
    }
  }

  /// Reads the calibration of a model's file; nil where it has none.
  ///
  /// - Throws: ``ModelError`` of code `malformed`, `invalid`, `incompatible` or `notFinite`.
  init?(_ file: SafetensorsFile) throws(ModelError) {
    let names = Set(file.tensors.map(\.name))
    if names.contains(Self.temperatureName) {
      let beta = try file.finiteValues(Self.temperatureName, as: Double.self, shape: [])[0]
      do throws(TrainingError) {
        self = .temperature(try TemperatureCalibrator(inverseTemperature: beta))
      } catch {
        throw ModelError(.invalid, "a calibration of \(beta); expected a finite number above 0")
      }
    } else if names.contains(Self.sigmoidsName) {
      let values = try file.finiteValues(Self.sigmoidsName, as: Double.self)
      guard values.count.isMultiple(of: 2) else {
        throw ModelError(.malformed, "\(values.count) parameters of sigmoids; expected two each")
      }
      self = .platt(
        stride(from: 0, to: values.count, by: 2).map { PlattCalibrator(a: values[$0], b: values[$0 + 1]) })
    } else if names.contains(Self.stepsName) {
      self = .isotonic(try Self.isotonic(of: file))
    } else {
      return nil
    }
  }

  private static func isotonic(of file: SafetensorsFile) throws(ModelError) -> [IsotonicCalibrator] {
    let steps = try file.finiteValues(stepsName, as: Double.self)
    let lengths = try file.values(lengthsName, as: UInt32.self)
    guard lengths.reduce(0, { $0 + Int($1) }) * 2 == steps.count else {
      throw ModelError(.malformed, "\(steps.count / 2) steps of a calibration for lengths of \(lengths)")
    }
    var calibrators: [IsotonicCalibrator] = []
    var start = 0
    for length in lengths {
      let range = start..<start + Int(length)
      do throws(TrainingError) {
        calibrators.append(
          try IsotonicCalibrator(
            thresholds: range.map { steps[2 * $0] }, probabilities: range.map { steps[2 * $0 + 1] }))
      } catch {
        throw ModelError(.malformed, "the calibration cannot be used: \(error.message)")
      }
      start = range.upperBound
    }
    return calibrators
  }
}
