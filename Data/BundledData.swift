import Foundation

/// Where the sample articles, gazetteers and word lists that ship with Parallax stand in the build tree.
///
/// A copied binary has no build tree: callers must treat a missing folder as "not installed".
public enum BundledData {
  /// The folder of the data in the source tree this was built from.
  public static let sourceDirectory = URL(filePath: #filePath).deletingLastPathComponent().path
}
