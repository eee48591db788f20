import Foundation

/// The lowest scores that a model may have; they only ever rise.
///
/// The file is `quality.json` beside the model: `{"floors": {"macro_f1": 0.61}, "measured_on": "test"}`.
/// Floors stand for scores where more is better.
public struct QualityFloors: Codable, Sendable, Hashable {
  /// A score that lies below its floor, or was not measured.
  public struct Failure: Sendable, Hashable, CustomStringConvertible {
    /// The score's name.
    public let metric: String
    /// The lowest value allowed.
    public let floor: Double
    /// The value measured; `nil` if there is none.
    public let measured: Double?

    /// The failure as a person reads it.
    public var description: String {
      "\(metric) is \(measured.map { "\($0)" } ?? "not measured"), its floor is \(floor)"
    }
  }

  /// The lowest value of each score, by its name.
  public private(set) var floors: [String: Double]
  /// The data the scores are measured on.
  public let measuredOn: String

  enum CodingKeys: String, CodingKey {
    case floors
    case measuredOn = "measured_on"
  }

  /// Creates floors.
  ///
  /// - Throws: ``ModelError`` of code `notFinite`.
  public init(floors: [String: Double] = [:], measuredOn: String) throws(ModelError) {
    self.floors = [:]
    self.measuredOn = measuredOn
    try raise(to: floors)
  }

  /// Reads the floors from a file.
  ///
  /// - Throws: ``ModelError`` of code `missing`, `io` or `malformed`.
  public init(contentsOf path: String) throws(ModelError) {
    let file = try ReadOnlyBytes(mapping: path)
    defer { withExtendedLifetime(file) {} }
    do throws(ModelError) {
      self = try JSONText.decode(Self.self, from: file.bytes, what: "file of floors")
    } catch {
      throw error.located(at: path)
    }
  }

  /// Writes the floors to a file, whole or not at all.
  ///
  /// - Throws: as ``AtomicFile/write(_:to:)-([UInt8],_)``.
  public func write(to path: String) throws(ModelError) {
    try AtomicFile.write(JSONText.encodeFile(self), to: path)
  }

  /// The floors that the scores do not reach, by name; empty if all hold.
  public func failures(against metrics: [String: Double]) -> [Failure] {
    floors.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { metric, floor in
      let measured = metrics[metric]
      if let measured, measured >= floor { return nil }  // NaN reaches no floor.
      return Failure(metric: metric, floor: floor, measured: measured)
    }
  }

  /// Checks that the scores reach all floors.
  ///
  /// - Throws: ``ModelError`` of code `belowFloor`, naming every score that does not.
  public func check(against metrics: [String: Double]) throws(ModelError) {
    let failures = failures(against: metrics)
    guard failures.isEmpty else {
      throw ModelError(
        .belowFloor, "measured on \(measuredOn): " + failures.map(\.description).joined(separator: "; "))
    }
  }

  /// Raises each floor to the score given, if that is higher; a score without a floor gets one.
  ///
  /// `metrics` is Scores where more is better.
  /// - Throws: ``ModelError`` of code `notFinite`; no floor is then changed.
  public mutating func raise(to metrics: [String: Double]) throws(ModelError) {
    for metric in metrics.keys.sorted() where metrics[metric]?.isFinite != true {
      throw ModelError(.notFinite, "the score \(metric) is not a finite number and cannot be a floor")
    }
    floors.merge(metrics) { max($0, $1) }
  }
}
