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

/// Reads articles from lines of JSON: by the scanner where it can, by the strict parser where not.
final class JSONArticleParser {
  private let parser: SimdJSON
  private let keys: SimdJSONKeys
  private let scannedKeys: JSONKeys
  /// Where each field's keys stand among all keys.
  private let ranges: [Range<Int>]
  private let names: FieldNames
  private var places: [JSONFieldScanner.Value] = []
  private var values: [SimdJSON.Value] = []
  private var scratch: [UInt8] = []

  init(_ names: FieldNames) throws(ArticleError) {
    self.names = names
    parser = try SimdJSON()
    let lists = names.lists
    let all = lists.flatMap(\.self)
    keys = SimdJSONKeys(all)
    scannedKeys = JSONKeys(all)
    var start = 0
    ranges = lists.map { list in
      defer { start += list.count }
      return start..<start + list.count
    }
  }

  /// Reads one line; bytes that are not UTF-8 are replaced and told of.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` and without a place, which the caller knows.
  func parse(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(ArticleError) -> (article: JSONArticle, warnings: [String]) {
    if scan(line) { return (try article(), []) }
    do throws(SimdJSON.Fault) {
      try parser.parse(line)
    } catch .encoding {
      let (text, warnings) = TextDecoding.decode(Array(line))
      return (try strictly(Array(text.utf8)), warnings)
    } catch {
      throw Self.error(error, in: Array(line))
    }
    return (try parsedArticle(), [])
  }

  /// Finds the fields' values without checking more of the line than its form; false where it is for the
  /// strict parser to say what they are.
  private func scan(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard JSONFieldScanner.scan(line, keys: scannedKeys, into: &places), UTF8Text.isValid(line) else {
      return false
    }
    values.removeAll(keepingCapacity: true)
    for place in places {
      switch place {
      case .absent: values.append(.absent)
      case .nested: values.append(.other)
      case .literal(let range):
        let text = UTF8Text.string(unchecked: UnsafeBufferPointer(rebasing: line[range]))
        values.append(text == "null" ? .null : Int64(text).map { .integer($0) } ?? .other)
      case .string(let range, let isEscaped):
        guard
          let text = JSONFieldScanner.text(range, isEscaped: isEscaped, of: line, scratch: &scratch)
        else { return false }
        values.append(.string(text))
      }
    }
    return true
  }

  private func strictly(_ line: [UInt8]) throws(ArticleError) -> JSONArticle {
    do throws(SimdJSON.Fault) { try parser.parse(line) } catch { throw Self.error(error, in: line) }
    return try parsedArticle()
  }

  private func parsedArticle() throws(ArticleError) -> JSONArticle {
    guard parser.isObject else {
      throw ArticleError(.malformed, "not a JSON object; give one object a line")
    }
    values = parser.fields(keys)
    return try article()
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

  /// The article of the values found.
  private func article() throws(ArticleError) -> JSONArticle {
    let text = try string(0, names.text)
    let html = text == nil ? try string(1, names.html) : nil
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
      id: try string(2, names.id, takesIntegers: true), hasNumericID: hasNumericID, text: content,
      isHTML: text == nil,
      title: try string(3, names.title), outlet: try string(4, names.outlet),
      date: try string(5, names.date), url: try string(6, names.url),
      language: try string(7, names.language), author: try? string(8, names.author),
      event: try? string(9, names.event, takesIntegers: true))
  }

  /// The first of a field's keys that has a value.
  private func string(
    _ field: Int, _ names: [String], takesIntegers: Bool = false
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
