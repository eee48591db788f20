import Foundation
import Parallax

/// A table of records whose first row names their fields, separated by commas or tabulators.
enum RecordTable {
  /// A row after the first: its line, and the record it holds or what is wrong with it.
  struct Row: Sendable {
    let line: Int
    let record: Result<InputRecord, RecordFault>
  }

  /// The rows of a file, `-` for standard input, read as a whole.
  ///
  /// - Throws: `ArticleError` where the file cannot be read, is no table, or names two fields alike.
  static func rows(
    of path: String, _ format: RecordFormat, _ layout: RecordLayout
  ) throws(ArticleError) -> [Row] {
    guard let text = String(validating: try content(of: path), as: UTF8.self) else {
      throw ArticleError(.malformed, "not UTF-8; convert it first", path: path)
    }
    let rows: [CSVScanner.Row]
    do throws(ArticleError) {
      rows = try CSVTable(text, separator: UInt8(ascii: format == .tsv ? "\t" : ",")).rows
    } catch {
      throw ArticleError(error.code, error.message, path: path, line: error.line)
    }
    guard let head = rows.first?.fields else { return [] }
    guard Set(head).count == head.count else {
      throw ArticleError(.malformed, "two columns have one name: \(head)", path: path, line: 1)
    }
    let numeric = Set(layout.numbers)
    return rows.dropFirst().map { row in
      guard row.fields.count == head.count else {
        let fault = RecordFault(
          message: "\(row.fields.count) fields; expected \(head.count) as in the first row")
        return Row(line: row.line, record: .failure(fault))
      }
      var object: [String: Any] = [:]
      for (name, field) in zip(head, row.fields) {
        object[name] = numeric.contains(name) ? Double(field).map { NSNumber(value: $0) } : field
      }
      do throws(RecordFault) {
        return Row(line: row.line, record: .success(try layout.record(object, number: row.line)))
      } catch {
        return Row(line: row.line, record: .failure(error))
      }
    }
  }

  private static func content(of path: String) throws(ArticleError) -> [UInt8] {
    var reader = try LineReader(path)
    var bytes: [UInt8] = []
    while let batch = try reader.next() {
      guard batch.tooLong.isEmpty else {
        throw ArticleError(.limit, "holds a line longer than 16 MiB", path: path)
      }
      for line in batch.lines {
        bytes += batch.bytes[line]
        bytes.append(0x0A)
      }
    }
    return bytes
  }
}
