extension FeatureError.Code {
  /// Bytes that are not what their format says: truncated, contradictory, or of the wrong shape.
  public static let malformed = FeatureError.Code(rawValue: "malformed")
  /// A form of the format that exists but is not read here.
  public static let unsupported = FeatureError.Code(rawValue: "unsupported")
}

extension FeatureError {
  static func malformed(_ message: String) -> FeatureError { FeatureError(.malformed, message) }
  static func unsupported(_ message: String) -> FeatureError { FeatureError(.unsupported, message) }
  static func limit(_ message: String) -> FeatureError { FeatureError(.limit, message) }
}
