import Foundation
import Measuring

/// The documents that are measured on, all in memory.
struct Corpus {
  /// The documents.
  let documents: [String]
  /// The UTF-8 bytes of all documents, in 10^6.
  let megabytes: Double

  /// Reads JSON Lines where the name ends in `.jsonl`, else documents that end with a zero byte each.
  init(contentsOf path: String, limit: Int?) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    let isJSON = path.hasSuffix(".jsonl")
    var documents: [String] = []
    // What follows the last separator is no document; an empty one counts, an empty line does not.
    let parts = data.split(separator: isJSON ? 0x0A : 0, omittingEmptySubsequences: isJSON)
    for (number, part) in (isJSON ? parts[...] : parts.dropLast()).enumerated() {
      if let limit, number == limit { break }
      documents.append(
        isJSON ? try Corpus.text(of: part, line: number + 1) : String(decoding: part, as: UTF8.self))
    }
    guard !documents.isEmpty else { throw Fault("no document in \(path)") }
    self.documents = documents
    megabytes = documents.reduce(0) { $0 + Double($1.utf8.count) } / 1e6
  }

  /// The title, a line break and the text of a record.
  private static func text(of line: Data, line number: Int) throws -> String {
    guard let record = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
      throw Fault("line \(number) is no JSON object")
    }
    let content = record["content"] as? String ?? record["text"] as? String ?? ""
    return (record["title"] as? String ?? "") + "\n" + content
  }
}
