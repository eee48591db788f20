import Foundation

extension CoverageReport {
  /// The report as JSON: UTF-8, keys sorted, so that the same report gives the same bytes.
  ///
  /// Throws `CoverageError` where a score is NaN or infinite, which JSON cannot hold.
  public func json(isPretty: Bool = false) throws(CoverageError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return try encoder.encode(self)
    } catch {
      throw CoverageError(
        .notFinite, "a score or weight of the report is NaN or infinite, which JSON cannot hold; leave it out"
      )
    }
  }

  /// Reads a report written as JSON; `path` names the file in errors.
  ///
  /// Throws `CoverageError` where it is not JSON, not a coverage report, or of a newer version.
  public init(json: Data, path: String? = nil) throws(CoverageError) {
    struct Header: Decodable {
      let schema: String
      let version: Int
    }
    let decoder = JSONDecoder()
    guard let header = try? decoder.decode(Header.self, from: json), header.schema == Self.schemaName else {
      throw CoverageError(
        .schema, "not a coverage report; expected JSON with \"schema\": \"\(Self.schemaName)\" and a version",
        path: path)
    }
    guard (1...Self.currentVersion).contains(header.version) else {
      throw CoverageError(
        .version,
        "the report has version \(header.version), this program reads 1 to \(Self.currentVersion); update it",
        path: path)
    }
    do {
      self = try decoder.decode(Self.self, from: json)
    } catch let error as DecodingError {
      throw CoverageError(.schema, "the report does not fit its schema\(Self.place(of: error))", path: path)
    } catch {
      throw CoverageError(.malformed, "the report could not be read; write it anew", path: path)
    }
    if let contradiction = contradiction() {
      throw CoverageError(
        .schema, "the report contradicts itself: \(contradiction); write it anew", path: path)
    }
  }

  private static func place(of error: DecodingError) -> String {
    let context: DecodingError.Context?
    switch error {
    case .dataCorrupted(let found), .keyNotFound(_, let found), .typeMismatch(_, let found),
      .valueNotFound(_, let found):
      context = found
    @unknown default: context = nil
    }
    guard let context else { return "" }
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return " at \(path.isEmpty ? "its top" : path.joined(separator: ".")): \(context.debugDescription)"
  }
}
