import Foundation

/// An article as a line of JSON gives it.
struct JSONArticle: Decodable {
  var id: String?
  var text: String
  var title: String?
  var outlet: String?
  var date: String?
  var url: String?
  var language: String?

  private enum CodingKeys: String, CodingKey {
    case id, text, content, body, title, outlet, source, date, url, language
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func string(_ keys: CodingKeys...) throws -> String? {
      for key in keys {
        if let value = try container.decodeIfPresent(String.self, forKey: key) { return value }
      }
      return nil
    }
    if let number = try? container.decodeIfPresent(Int.self, forKey: .id) {
      id = String(number)
    } else {
      id = try string(.id)
    }
    guard let text = try string(.text, .content, .body) else {
      throw DecodingError.keyNotFound(
        CodingKeys.text, .init(codingPath: [], debugDescription: "no text, content or body"))
    }
    self.text = text
    title = try string(.title)
    outlet = try string(.outlet, .source)
    date = try string(.date)
    url = try string(.url)
    language = try string(.language)
  }

  /// Reads one line.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` and without a place, which the caller knows.
  static func parse(_ line: [UInt8]) throws(ArticleError) -> JSONArticle {
    if hasTrailingComma(line) {
      throw ArticleError(.malformed, "not JSON: a comma stands before a closing bracket")
    }
    do {
      return try JSONDecoder().decode(JSONArticle.self, from: Data(line))
    } catch let error as DecodingError {
      throw ArticleError(.malformed, message(for: error, in: line))
    } catch {
      throw ArticleError(.malformed, "not JSON: \(error)")
    }
  }

  private static func message(for error: DecodingError, in line: [UInt8]) -> String {
    switch error {
    case .keyNotFound: "an object without \"text\" (or \"content\", \"body\"); give the article's text there"
    case .typeMismatch(_, let context) where context.codingPath.isEmpty:
      "not a JSON object; give one object a line"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is not a string"
    case .dataCorrupted: "not JSON: \(fault(in: line))"
    @unknown default: "not JSON: \(error)"
    }
  }

  /// What is wrong with a line that is not JSON: the decoder does not say, the older parser does.
  private static func fault(in line: [UInt8]) -> String {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(line), options: .fragmentsAllowed)
    } catch {
      if let reason = (error as NSError).userInfo["NSDebugDescription"] as? String { return reason }
    }
    return "the line was not understood"
  }

  /// Whether a comma stands before a closing bracket outside a string, which Foundation's parser lets pass.
  static func hasTrailingComma(_ line: [UInt8]) -> Bool {
    var isInString = false
    var isEscaped = false
    var lastMark: UInt8 = 0
    for byte in line {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
      } else if byte > 0x20 {
        if byte == 0x22 { isInString = true }
        if lastMark == 0x2C, byte == 0x5D || byte == 0x7D { return true }
        lastMark = byte
      }
    }
    return false
  }
}
