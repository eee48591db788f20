import Foundation
import Parallax

/// A record as a classifier takes it.
struct InputRecord: Sendable {
  let id: RecordID
  let example: LabeledExample
}

/// What a record could not be read for.
struct RecordFault: Error {
  let message: String
}

/// Which fields of a record hold what.
struct RecordLayout: Sendable {
  /// The fields of the text; the first that a record has counts.
  var text = ["text", "content", "body"]
  /// The field of the label or, as an array, of several; nil where labels are not read.
  var label: String?
  /// The field of the claim or headline that the text is held against.
  var claim = "claim"
  /// The fields of the outlet.
  var outlet = ["outlet", "source"]
  /// The field of the event.
  var event = "event"
  /// The names of numbers the model reads, looked for in the object `numbers` and among the fields; empty
  /// takes all of `numbers`.
  var numbers: [String] = []
  /// The field of the target, where the model reads one.
  var target: String?
  /// The field of the words that a person marked, where training reads them.
  var marks: String?
  /// Other names for labels: what stands in a record, and what it means; nil leaves the record out.
  var labelNames: [String: String?] = [:]
  /// Whether a record without a text is whole: its model reads numbers only.
  var textMayBeMissing = false
}

extension RecordLayout {
  /// The keys that the scanner looks for, in the order of `Slot`.
  private var keys: JSONKeys {
    JSONKeys([label ?? "\0", claim, event, "id", "title", "numbers"] + outlet + text + numbers)
  }

  /// Reads lines of JSON by the scanner where it can, by the strict decoder where not.
  struct LineParser {
    private let layout: RecordLayout
    private let keys: JSONKeys
    private var values: [JSONFieldScanner.Value] = []
    private var scratch: [UInt8] = []

    init(_ layout: RecordLayout) {
      self.layout = layout
      keys = layout.keys
    }

    /// The record of a line.
    ///
    /// - Throws: ``RecordFault``.
    mutating func record(_ line: UnsafeBufferPointer<UInt8>, number: Int) throws(RecordFault) -> InputRecord {
      // Targets and marked words are nested: the scanner would only pass them by.
      if layout.target != nil || layout.marks != nil {
        return try layout.record(JSONObject.parse(line), number: number)
      }
      if JSONFieldScanner.scan(line, keys: keys, into: &values), let record = try scanned(line, number) {
        return record
      }
      return try layout.record(JSONObject.parse(line), number: number)
    }

    /// The examples of a line: one, or of a record with several labelled targets one each.
    ///
    /// - Throws: ``RecordFault``.
    mutating func examples(
      _ line: UnsafeBufferPointer<UInt8>, number: Int
    ) throws(RecordFault) -> [LabeledExample] {
      guard let target = layout.target else { return [try record(line, number: number).example] }
      let object = try JSONObject.parse(line)
      guard object[target] == nil, let several = object[target + "s"] as? [[String: Any]] else {
        return [try layout.record(object, number: number).example]
      }
      var examples: [LabeledExample] = []
      for own in several {
        var object = object.merging(own) { _, new in new }
        object[target] = own
        examples.append(try layout.record(object, number: number).example)
      }
      return examples
    }

    /// The record of the values found; nil where one needs the strict decoder.
    private mutating func scanned(
      _ line: UnsafeBufferPointer<UInt8>, _ number: Int
    ) throws(RecordFault) -> InputRecord? {
      let outlets = 6..<6 + layout.outlet.count
      let texts = outlets.upperBound..<outlets.upperBound + layout.text.count
      // Arrays and objects are built by the decoder.
      for index in [0, 5] { if case .nested = values[index] { return nil } }
      guard let body = first(texts, line), let title = string(4, line), let outlet = first(outlets, line),
        let event = string(2, line), let claim = string(1, line), let id = text(3, line),
        let label = text(0, line)
      else { return nil }
      var numbers: [String: Double] = [:]
      for (place, name) in layout.numbers.enumerated() {
        guard case .literal(let range) = values[texts.upperBound + place] else { continue }
        numbers[name] = Double(String(decoding: line[range], as: UTF8.self))
      }
      if layout.label != nil, label == nil { return nil }
      if layout.textMayBeMissing, numbers.isEmpty { return nil }
      if body == nil, !layout.textMayBeMissing { return nil }
      return layout.record(
        id: RecordID(id ?? String(number), isNumber: id != nil && isLiteral(3)), title: title,
        body: body ?? "", claim: claim,
        labels: label.map { [$0] } ?? [], outlet: outlet, event: event, numbers: numbers)
    }

    private func isLiteral(_ index: Int) -> Bool { if case .literal = values[index] { true } else { false } }

    /// The first string there is among some keys; nil in nil where it is something else than a string.
    private mutating func first(
      _ range: Range<Int>, _ line: UnsafeBufferPointer<UInt8>
    ) -> String?? {
      for index in range {
        guard let value = string(index, line) else { return nil }
        if let value { return .some(value) }
      }
      return .some(nil)
    }

    /// A string; nil inside where there is none, nil outside where the value is none.
    private mutating func string(_ index: Int, _ line: UnsafeBufferPointer<UInt8>) -> String?? {
      switch values[index] {
      case .absent: return .some(nil)
      case .nested: return nil
      case .literal(let range):
        return line[range].first == UInt8(ascii: "n") ? .some(nil) : nil
      case .string(let range, let isEscaped):
        guard UTF8Text.isValid(UnsafeBufferPointer(rebasing: line[range])) else { return nil }
        return JSONFieldScanner.text(range, isEscaped: isEscaped, of: line, scratch: &scratch)
          .map { .some($0) }
      }
    }

    /// A string or a whole number as text.
    private mutating func text(_ index: Int, _ line: UnsafeBufferPointer<UInt8>) -> String?? {
      if case .literal(let range) = values[index] {
        let text = String(decoding: line[range], as: UTF8.self)
        if text == "null" { return .some(nil) }
        return Int(text).map { .some(String($0)) }
      }
      return string(index, line)
    }
  }

  /// A record of its parts; the text begins with the title.
  func record(
    id: RecordID, title: String?, body: String, claim: String?, target: Range<Int>? = nil,
    marks: [String] = [],
    labels: [String], outlet: String?, event: String?, numbers: [String: Double]
  ) -> InputRecord {
    InputRecord(
      id: id,
      example: LabeledExample(
        ClassifierInput(
          title.map { $0 + "\n" + body } ?? body, claim: claim, target: target, marks: marks,
          numbers: numbers),
        labels: labels, outlet: outlet, event: event))
  }

  /// The record of an object read by the strict decoder.
  ///
  /// - Throws: ``RecordFault`` naming the field that is missing or of another type.
  func record(_ object: [String: Any], number: Int) throws(RecordFault) -> InputRecord {
    func string(_ names: [String]) throws(RecordFault) -> String? {
      for name in names {
        guard let value = object[name], !(value is NSNull) else { continue }
        guard let text = value as? String else { throw RecordFault(message: "\"\(name)\" is not a string") }
        return text
      }
      return nil
    }
    let body = try string(text)
    guard body != nil || textMayBeMissing else {
      let others = text.dropFirst().map { "\"\($0)\"" }.joined(separator: ", ")
      throw RecordFault(
        message: "no text in the field \"\(text[0])\"\(others.isEmpty ? "" : " (or \(others))"); "
          + "name the field by --text")
    }
    let title = try string(["title"])
    guard
      !textMayBeMissing || object["numbers"] is [String: Any]
        || numbers.contains(where: { object[$0] != nil })
    else {
      throw RecordFault(message: "no \"numbers\", which are all that the model reads")
    }
    return record(
      id: RecordID(
        JSONObject.text(object["id"]) ?? String(number), isNumber: object["id"] is NSNumber),
      title: title, body: body ?? "",
      claim: try string([claim]),
      target: try target.flatMap { name throws(RecordFault) in
        try TargetField(object[name], name).range(in: body ?? "", after: title.map { $0.utf8.count + 1 } ?? 0)
      },
      marks: try marks(of: object), labels: try labels(of: object), outlet: try string(outlet),
      event: JSONObject.text(object[event]), numbers: numbers(of: object))
  }

  private func marks(of object: [String: Any]) throws(RecordFault) -> [String] {
    guard let marks, let value = object[marks], !(value is NSNull) else { return [] }
    guard let words = value as? [String] else {
      throw RecordFault(message: "\"\(marks)\" is not an array of strings")
    }
    return words
  }

  private func labels(of object: [String: Any]) throws(RecordFault) -> [String] {
    guard let label else { return [] }
    if let several = object[label] as? [Any] {
      var labels: [String] = []
      for value in several {
        guard let text = JSONObject.text(value) else {
          throw RecordFault(message: "\"\(label)\" holds something that is no label: \(value)")
        }
        labels.append(text)
      }
      return labels
    }
    guard let text = JSONObject.text(object[label]) else {
      throw RecordFault(message: "no label in the field \"\(label)\"; name the field by --label")
    }
    return [text]
  }

  private func numbers(of object: [String: Any]) -> [String: Double] {
    var found: [String: Double] = [:]
    for (name, value) in object["numbers"] as? [String: Any] ?? [:] {
      if let number = value as? NSNumber { found[name] = number.doubleValue }
    }
    for name in numbers where found[name] == nil {
      if let number = object[name] as? NSNumber { found[name] = number.doubleValue }
    }
    return found
  }
}

/// Lines of JSON read by Foundation's decoder, strictly.
enum JSONObject {
  /// The object of a line.
  static func parse(_ line: UnsafeBufferPointer<UInt8>) throws(RecordFault) -> [String: Any] {
    do throws(ArticleError) { return try JSONLines.object(Array(line)) } catch {
      throw RecordFault(message: error.message)
    }
  }

  /// A string, or a number as text.
  static func text(_ value: Any?) -> String? {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    default: nil
    }
  }
}
