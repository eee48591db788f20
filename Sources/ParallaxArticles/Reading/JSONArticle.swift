import Foundation

/// An article as a line of JSON gives it.
struct JSONArticle {
  var id: String?
  /// Whether the id is a number.
  var hasNumericID = false
  /// The text, or a page's source.
  var text: String
  var isHTML: Bool
  var title: String?
  var outlet: String?
  var date: String?
  var url: String?
  var language: String?
  var author: String?
  var event: String?
}

/// Reads articles from lines of JSON.
struct JSONArticleParser {
  private let parser: SimdJSON
  private let keys: SimdJSONKeys
  /// Where each field's keys stand among all keys.
  private let ranges: [Range<Int>]
  private let names: FieldNames

  init(_ names: FieldNames) throws(ArticleError) {
    self.names = names
    parser = try SimdJSON()
    let lists = names.lists
    keys = SimdJSONKeys(lists.flatMap(\.self))
    var start = 0
    ranges = lists.map { list in
      defer { start += list.count }
      return start..<start + list.count
    }
  }

  /// Reads one line; bytes that are not UTF-8 are replaced and told of.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` and without a place, which the caller knows.
  func parse(_ line: [UInt8]) throws(ArticleError) -> (article: JSONArticle, warnings: [String]) {
    do {
      try parser.parse(line)
      return (try article(), [])
    } catch let error as ArticleError {
      throw error
    } catch SimdJSON.Fault.encoding {
      let (text, warnings) = TextDecoding.decode(line)
      let repaired = Array(text.utf8)
      do throws(SimdJSON.Fault) {
        try parser.parse(repaired)
      } catch {
        throw Self.error(error, in: repaired)
      }
      return (try article(), warnings)
    } catch let fault as SimdJSON.Fault {
      throw Self.error(fault, in: line)
    } catch {
      throw ArticleError(.malformed, "not JSON: \(error)")
    }
  }

  /// What is wrong with a line: the parser says what, Foundation's, where it minds, also where.
  static func error(_ fault: SimdJSON.Fault, in line: [UInt8]) -> ArticleError {
    switch fault {
    case .encoding: return ArticleError(.malformed, "not JSON: bytes that are not UTF-8")
    case .syntax(let message):
      do {
        _ = try JSONSerialization.jsonObject(with: Data(line), options: .fragmentsAllowed)
      } catch {
        if let reason = (error as NSError).userInfo["NSDebugDescription"] as? String {
          return ArticleError(.malformed, "not JSON: \(reason)")
        }
      }
      return ArticleError(.malformed, "not JSON: \(message)")
    }
  }

  private func article() throws(ArticleError) -> JSONArticle {
    guard parser.isObject else {
      throw ArticleError(.malformed, "not a JSON object; give one object a line")
    }
    let values = parser.fields(keys)
    let text = try string(0, names.text, values)
    let html = text == nil ? try string(1, names.html, values) : nil
    guard let content = text ?? html else {
      let others = names.text.dropFirst().map { "\"\($0)\"" }.joined(separator: ", ")
      throw ArticleError(
        .malformed,
        "an object without \"\(names.text.first ?? "text")\" (or \(others)); give the article's text there")
    }
    let number = ranges[2].first { index in
      switch values[index] {
      case .absent, .null: false
      case .integer, .string, .other: true
      }
    }
    var hasNumericID = false
    if let number, case .integer = values[number] { hasNumericID = true }
    return JSONArticle(
      id: try string(2, names.id, values, takesIntegers: true), hasNumericID: hasNumericID, text: content,
      isHTML: text == nil,
      title: try string(3, names.title, values), outlet: try string(4, names.outlet, values),
      date: try string(5, names.date, values), url: try string(6, names.url, values),
      language: try string(7, names.language, values), author: try? string(8, names.author, values),
      event: try? string(9, names.event, values, takesIntegers: true))
  }

  /// The first of a field's keys that has a value.
  private func string(
    _ field: Int, _ names: [String], _ values: [SimdJSON.Value], takesIntegers: Bool = false
  ) throws(ArticleError) -> String? {
    for (name, index) in zip(names, ranges[field]) {
      switch values[index] {
      case .string(let text): return text
      case .integer(let number) where takesIntegers: return String(number)
      case .absent, .null: continue
      case .integer, .other: throw ArticleError(.malformed, "\"\(name)\" is not a string")
      }
    }
    return nil
  }
}
