internal import CReadingModels
import Foundation

/// The models that are part of the library: reading works wherever the program is copied to.
enum ReadingModels {
  /// Tells the main text's blocks of a page from the others.
  static let mainText = load(features: BlockFeatures.names) { parallax_main_text_model(&$0) }
  /// Tells the article's lines of crawled text from the others.
  static let articleLines = load(features: LineFeatures.names) { parallax_article_lines_model(&$0) }

  /// A model's trees; nil where the build embedded a file that is not one, which a test would tell.
  private static func load(
    features: [String], _ bytes: (inout Int) -> UnsafePointer<UInt8>?
  ) -> BoostedTrees? {
    var count = 0
    guard let start = bytes(&count) else { return nil }
    return try? BoostedTrees(json: Data(bytes: start, count: count), features: features)
  }
}
