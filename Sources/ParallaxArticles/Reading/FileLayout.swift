import Foundation

/// How a file that holds articles is laid out.
public enum FileLayout: String, Sendable, Hashable, Codable, CaseIterable {
  /// One article's text.
  case text
  /// One page.
  case html
  /// JSON Lines, a record each.
  case lines
  /// Comma-separated values under a header, a record a row.
  case table
  /// A web archive, a page a record.
  case warc

  /// The layout that a file's name tells, `.gz` and `.zst` aside; nil where it tells none.
  public init?(path: String) {
    var name = path
    for ending in [".gz", ".zst"] where name.lowercased().hasSuffix(ending) { name.removeLast(ending.count) }
    switch (name as NSString).pathExtension.lowercased() {
    case "txt": self = .text
    case "html", "htm", "xhtml": self = .html
    case "jsonl", "ndjson", "json": self = .lines
    case "csv": self = .table
    case "warc", "wet": self = .warc
    default: return nil
    }
  }

  /// The layout that the first bytes of a file tell: text, where they tell none.
  init(head: [UInt8]) {
    let body = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
    let start = body.first { $0 > 0x20 }
    if start == 0x7B {
      self = .lines
    } else if body.starts(with: "WARC/".utf8) {
      self = .warc
    } else {
      self = start == 0x3C && Self.looksLikeHTML(Array(body)) ? .html : .text
    }
  }

  /// Whether text that begins with "<" is a page: an element that only pages have stands at its beginning.
  static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let head = 0..<min(buffer.count, 4096)
      let signs: [StaticString] = [
        "<!doctype html", "<html", "<head", "<body", "<meta ", "<div", "<p>", "<p ", "<article",
      ]
      return signs.contains { buffer.contains($0, in: head) }
    }
  }
}
