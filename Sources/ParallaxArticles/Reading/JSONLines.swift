import Foundation

/// Lines of JSON as the strict decoder reads them, for records that are more than an article.
public enum JSONLines {
  /// The object of one line: no comma before a closing bracket, no other value.
  ///
  /// - Throws: ``ArticleError`` of code `malformed`, without a place.
  public static func object(_ bytes: [UInt8]) throws(ArticleError) -> [String: Any] {
    if JSONArticle.hasTrailingComma(bytes) {
      throw ArticleError(.malformed, "not JSON: a comma stands before a closing bracket")
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
}
