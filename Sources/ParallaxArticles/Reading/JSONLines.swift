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
      body(number, record(bytes, parser, name, number))
    }
    while true {
      let chunk = try stream.next()
      if chunk.isEmpty { break }
      scanner.scan(chunk, take)
    }
    scanner.finish(take)
  }

  private static func record(
    _ bytes: [UInt8], _ parser: SimdJSON, _ path: String, _ line: Int
  ) -> Result<[String: Any], ArticleError> {
    func failure(_ message: String) -> Result<[String: Any], ArticleError> {
      .failure(ArticleError(.malformed, message, path: path, line: line))
    }
    // Foundation's parser, which gives the values, lets pass what is not JSON.
    do throws(SimdJSON.Fault) {
      try parser.parse(bytes)
    } catch {
      return failure(JSONArticleParser.error(error, in: bytes).message)
    }
    do {
      guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
        return failure("not a JSON object; give one object a line")
      }
      return .success(object)
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      return failure("not JSON: \(reason ?? error.localizedDescription)")
    }
  }
}
