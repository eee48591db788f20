import Foundation

/// Where the models that ship with Parallax stand in the build tree.
///
/// A copied binary has no build tree: the model locator looks at this folder last, and only if it exists.
public enum BundledModels {
  /// The folder of the models in the source tree this was built from.
  public static let sourceDirectory = URL(filePath: #filePath).deletingLastPathComponent().path
}
