import Foundation

/// The fields of a JSON object, or the parameters of a query, read with their types checked.
struct RequestFields {
  private let values: [String: Any]

  /// - Throws: ``ServiceError`` of code `malformed` for what is no JSON object.
  init(json body: [UInt8]) throws(ServiceError) {
    let value: Any
    do { value = try ServiceJSON.object(body) } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw ServiceError(.malformed, "the body is not JSON\(reason.map { ": \($0)" } ?? "")")
    }
    guard let object = value as? [String: Any] else {
      throw ServiceError(.malformed, "the body is not a JSON object")
    }
    values = object
  }

  /// The fields of an object that was read already.
  init(object: [String: Any]) { values = object }

  /// Parameters of a query; one that is given several times is a list.
  init(query: [String: [String]]) {
    values = query.mapValues { $0.count == 1 ? $0[0] as Any : $0 }
  }

  /// Refuses names that nothing reads: a filter that is misspelt would let everything through.
  func allow(_ names: [String]) throws(ServiceError) {
    guard let unknown = values.keys.sorted().first(where: { !names.contains($0) }) else { return }
    throw ServiceError(
      .invalid, "\"\(unknown)\" is not known here; expected \(names.joined(separator: ", "))")
  }

  /// A value as it is; nil where it is absent or null.
  subscript(_ name: String) -> Any? {
    guard let value = values[name], !(value is NSNull) else { return nil }
    return value
  }

  func string(_ name: String, maximum: Int = 10_000) throws(ServiceError) -> String? {
    guard let value = self[name] else { return nil }
    guard let text = value as? String else { throw Self.wrong(name, "a string") }
    guard text.utf8.count <= maximum else {
      throw ServiceError(.invalid, "\"\(name)\" has \(text.utf8.count) bytes; expected \(maximum) at most")
    }
    return text
  }

  /// Refuses a value that is no text, nor a whole number where those are allowed.
  func requireText(_ name: String, orInteger allowsInteger: Bool) throws(ServiceError) {
    guard let value = self[name], !(value is String) else { return }
    guard allowsInteger, Self.number(value).flatMap(Int.init(exactly:)) != nil else {
      throw Self.wrong(name, allowsInteger ? "a string or a whole number" : "a string")
    }
  }

  func strings(_ name: String, maximum: Int = 100) throws(ServiceError) -> [String] {
    guard let value = self[name] else { return [] }
    if let text = value as? String { return [text] }
    guard let list = value as? [Any] else { throw Self.wrong(name, "a list of strings") }
    let texts = list.compactMap { $0 as? String }
    guard texts.count == list.count else { throw Self.wrong(name, "a list of strings") }
    guard texts.count <= maximum else {
      throw ServiceError(.tooLarge, "\"\(name)\" has \(texts.count) entries; expected \(maximum) at most")
    }
    return texts
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(ServiceError) -> Double? {
    guard let value = self[name] else { return nil }
    let found = (value as? String).flatMap(Double.init) ?? Self.number(value)
    guard let found, range.contains(found) else {
      throw Self.wrong(name, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return found
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(ServiceError) -> Int? {
    guard let value = self[name] else { return nil }
    let found = (value as? String).flatMap(Int.init) ?? Self.number(value).flatMap(Int.init(exactly:))
    guard let found, range.contains(found) else {
      throw Self.wrong(name, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return found
  }

  /// The length of a summary: `3`, `"20%"`, `"100w"`.
  func length(_ name: String) throws(ServiceError) -> String? {
    guard let value = self[name] else { return nil }
    if let text = value as? String { return text }
    guard let number = Self.number(value).flatMap(Int.init(exactly:)) else {
      throw Self.wrong(name, "a number of sentences, or a text such as \"20%\" or \"100w\"")
    }
    return String(number)
  }

  /// A number that is not a truth value: both are one class here, told apart by how they are stored.
  private static func number(_ value: Any) -> Double? {
    guard let number = value as? NSNumber, !(value is String) else { return nil }
    return ["c", "B"].contains(String(cString: number.objCType)) ? nil : number.doubleValue
  }

  private static func wrong(_ name: String, _ expected: String) -> ServiceError {
    ServiceError(.invalid, "\"\(name)\" is not \(expected)")
  }
}
