import Foundation

/// Reads JSON Lines record by record, for records that are more than an article: labelled ones, say.
public enum JSONLines {
  /// Hands over the object of each line that is not blank, or what is wrong with it, with its number.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - maximumLineBytes: longer lines are an error of code `limit`.
  ///   - body: takes the line's number, from 1, and its object or error.
  /// - Throws: ``ArticleError`` of code `missing` or `io` where the file cannot be read.
  public static func forEach(
    _ path: String, maximumLineBytes: Int = 16 << 20,
    _ body: (Int, Result<[String: Any], ArticleError>) -> Void
  ) throws(ArticleError) {
    var stream =
      path == "-"
      ? ByteStream(descriptor: STDIN_FILENO, path: "standard input", chunkBytes: 1 << 20)
      : try ByteStream(path: path, chunkBytes: 1 << 20)
    let name = stream.path
    var scanner = LineScanner(maximumLineBytes: maximumLineBytes)
    let parser = try SimdJSON()
    var number = 0
    func take(_ piece: LineScanner.Piece) {
      number += 1
      guard case .line(let bytes) = piece else {
        let limit = maximumLineBytes.inBinaryUnits
        body(
          number, .failure(ArticleError(.limit, "the line is longer than \(limit)", path: name, line: number))
        )
        return
      }
      if bytes.allSatisfy({ $0 <= 0x20 }) { return }
      body(number, record(Array(bytes), parser, name, number))
    }
    var chunk: [UInt8] = []
    while true {
      try stream.next(into: &chunk)
      if chunk.isEmpty { break }
      scanner.scan(chunk, take)
    }
    scanner.finish(take)
  }

  /// The object of one line, read strictly: no comma before a closing bracket, no other value.
  ///
  /// - Throws: ``ArticleError`` of code `malformed`, without a place.
  public static func object(_ bytes: [UInt8]) throws(ArticleError) -> [String: Any] {
    try object(bytes, SimdJSON())
  }

  private static func object(_ bytes: [UInt8], _ parser: SimdJSON) throws(ArticleError) -> [String: Any] {
    // Foundation's parser, which gives the values, lets pass what is not JSON.
    do throws(SimdJSON.Fault) {
      try parser.parse(bytes)
    } catch {
      throw JSONArticleParser.error(error, in: bytes)
    }
    let value: Any
    do { value = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw ArticleError(.malformed, "not JSON: \(reason ?? error.localizedDescription)")
    }
    guard let object = value as? [String: Any] else {
      throw ArticleError(.malformed, "not a JSON object; give one object a line")
    }
    return object
  }

  private static func record(
    _ bytes: [UInt8], _ parser: SimdJSON, _ path: String, _ line: Int
  ) -> Result<[String: Any], ArticleError> {
    do throws(ArticleError) {
      return .success(try object(bytes, parser))
    } catch {
      return .failure(ArticleError(error.code, error.message, path: path, line: line))
    }
  }
}
