import Foundation
import ParallaxModels

extension FrameAxis {
  /// Reads axes from a file of JSON: an array of `{"name", "positive": {"name", "words"}, "negative": {…}}`.
  ///
  /// - Throws: ``CoverageError`` of code `missing`, `io`, `malformed` or `schema`, naming the file.
  public static func axes(contentsOf path: String) throws(CoverageError) -> [FrameAxis] {
    guard FileManager.default.fileExists(atPath: path) else {
      throw CoverageError(.missing, "no such file; expected axes in JSON", path: path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CoverageError(.io, "the file could not be read; check its permissions", path: path)
    }
    let axes: [FrameAxis]
    do { axes = try JSONDecoder().decode([FrameAxis].self, from: data) } catch {
      throw CoverageError(
        .malformed,
        "expected an array of axes such as {\"name\", \"positive\": {\"name\", \"words\"}, \"negative\": …}: "
          + ((error as? DecodingError)?.reason ?? "\(error)"), path: path)
    }
    guard !axes.isEmpty else { throw CoverageError(.schema, "the file holds no axis", path: path) }
    return axes
  }
}
