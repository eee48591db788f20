import Foundation
import Parallax

/// The target of a record: `{"from": 4, "to": 9}` in Unicode scalars of the text, or the words that name it,
/// `{"mention": "…"}` or a string, of which the first occurrence counts.
struct TargetField {
  private enum Kind {
    case absent
    case scalars(Int, Int)
    case mention(String)
  }

  private let kind: Kind

  /// Reads the value of a field.
  ///
  /// - Throws: ``RecordFault`` where it is none of these.
  init(_ value: Any?, _ name: String) throws(RecordFault) {
    switch value {
    case nil, is NSNull: kind = .absent
    case let words as String: kind = .mention(words)
    case let object as [String: Any]:
      if let from = Self.whole(object["from"]), let to = Self.whole(object["to"]) {
        kind = .scalars(from, to)
      } else if object["from"] == nil, object["to"] == nil, let words = object["mention"] as? String {
        kind = .mention(words)
      } else {
        fallthrough
      }
    default:
      throw RecordFault(
        message:
          "\"\(name)\" is no target; expected {\"from\": …, \"to\": …} in Unicode scalars of the text, or "
          + "the words that name it")
    }
  }

  private static func whole(_ value: Any?) -> Int? {
    guard let number = value as? NSNumber, Double(number.intValue) == number.doubleValue else { return nil }
    return number.intValue
  }

  /// Where the target stands, in UTF-8 bytes of a text that begins some bytes before the body.
  ///
  /// Nil where none is given. One that is empty, beyond the body or not in it stands nowhere: the model then
  /// abstains and says so.
  func range(in body: String, after offset: Int) -> Range<Int>? {
    switch kind {
    case .absent: return nil
    case .scalars(let from, let to):
      let scalars = body.unicodeScalars
      guard 0 <= from, from < to,
        let lower = scalars.index(scalars.startIndex, offsetBy: from, limitedBy: scalars.endIndex),
        let upper = scalars.index(lower, offsetBy: to - from, limitedBy: scalars.endIndex)
      else { return 0..<0 }
      let start = body.utf8.distance(from: body.startIndex, to: lower)
      return offset + start..<offset + start + body[lower..<upper].utf8.count
    case .mention(let words):
      guard let start = Self.place(of: Array(words.utf8), in: Array(body.utf8)) else { return 0..<0 }
      return offset + start..<offset + start + words.utf8.count
    }
  }

  /// The first place where words stand between word boundaries.
  private static func place(of words: [UInt8], in bytes: [UInt8]) -> Int? {
    guard !words.isEmpty, words.count <= bytes.count else { return nil }
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }
    return (0...bytes.count - words.count).first { start in
      let end = start + words.count
      return bytes[start..<end].elementsEqual(words)
        && (start == 0 || !isWord(bytes[start - 1]) || !isWord(words[0]))
        && (end == bytes.count || !isWord(bytes[end]) || !isWord(words[words.count - 1]))
    }
  }
}
