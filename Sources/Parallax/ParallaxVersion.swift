/// The version of the library and of the command line, by semantic versioning.
public enum ParallaxVersion {
  /// The current version.
  public static let current = "0.1.0"
}
