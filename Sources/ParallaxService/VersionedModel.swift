import Parallax

/// A model, and the version by which what it said is known to be its own.
public struct VersionedModel: Sendable {
  /// The model.
  public let classifier: TextClassifier
  /// The checksum of the model's file.
  public let version: String

  /// Reads a model from its folder.
  ///
  /// - Throws: `ModelError` as of `TextClassifier(contentsOf:)`.
  public init(contentsOf directory: String) throws(ModelError) {
    let file = try SafetensorsFile(contentsOf: directory + "/" + LocatedModel.fileName)
    do throws(ModelError) { classifier = try TextClassifier(file) } catch {
      throw error.located(at: file.path)
    }
    version = file.checksum ?? ""
  }
}
