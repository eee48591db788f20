/// A model found on disk.
public struct LocatedModel: Sendable, Hashable {
  /// The file in a model's folder that makes it one.
  public static let fileName = "model.safetensors"

  /// The name of the model: that of its folder.
  public let name: String
  /// The model's folder.
  public let directory: String

  /// The path of the model's file.
  public var file: String { directory + "/" + Self.fileName }

  /// Creates a location.
  public init(name: String, directory: String) {
    self.name = name
    self.directory = directory
  }
}
