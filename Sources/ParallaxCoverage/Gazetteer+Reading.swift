import Foundation

extension Gazetteer {
  /// The largest gazetteer read, in bytes.
  static let largestFile = 64 << 20

  /// Reads a gazetteer from a JSON file.
  ///
  /// Throws `CoverageError` with the file, the line and the reason where the file is missing, is not JSON
  /// (trailing commas and duplicate keys are errors too), or breaks a rule of the format.
  public init(contentsOf path: String) throws(CoverageError) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw CoverageError(.missing, "no such file; expected a gazetteer in JSON", path: path)
    }
    guard !isDirectory.boolValue else {
      throw CoverageError(.io, "this is a folder; name a gazetteer file in it", path: path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CoverageError(.io, "the file could not be read; check its permissions", path: path)
    }
    try self.init(json: data, path: path)
  }

  /// Reads a gazetteer from JSON; `path` names the file in errors.
  public init(json: Data, path: String? = nil) throws(CoverageError) {
    guard json.count <= Self.largestFile else {
      throw CoverageError(
        .limit, "the file has \(json.count) bytes, more than \(Self.largestFile); split it", path: path)
    }
    let document = try LocatedJSONReader.read(Array(json), path: path)
    var decoder = GazetteerDecoder(path: path)
    self = try decoder.gazetteer(from: document)
  }
}
