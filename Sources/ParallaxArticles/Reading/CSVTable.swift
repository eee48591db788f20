/// The rows of a comma-separated file as RFC 4180 describes it, or of one with another separator.
///
/// Fields in quotes may hold commas, line breaks and doubled quotes. A line break is LF, CR LF or CR. Blank
/// lines are skipped. A quote within a field that does not begin with one stands for itself.
package struct CSVTable {
  package struct Row: Equatable {
    /// The line on which the row begins, counted from 1.
    package let line: Int
    package let fields: [String]
  }

  package let rows: [Row]

  /// Parses a text.
  ///
  /// - Throws: ``ArticleError`` with code `malformed` and the line where a quoted field begins that never
  ///   ends, or where something follows a closing quote.
  package init(_ text: String, separator: UInt8 = 0x2C) throws(ArticleError) {
    var parser = Parser(bytes: Array(text.utf8), separator: separator)
    rows = try parser.rows()
  }

  private struct Parser {
    let bytes: [UInt8]
    var offset = 0
    var line = 1

    let separator: UInt8

    init(bytes: [UInt8], separator: UInt8) {
      self.bytes = bytes
      self.separator = separator
    }

    mutating func rows() throws(ArticleError) -> [Row] {
      var rows: [Row] = []
      while offset < bytes.count {
        let start = line
        let fields = try row()
        if fields != [""] { rows.append(Row(line: start, fields: fields)) }
      }
      return rows
    }

    private mutating func row() throws(ArticleError) -> [String] {
      var fields: [String] = []
      while true {
        fields.append(offset < bytes.count && bytes[offset] == 0x22 ? try quotedField() : plainField())
        guard offset < bytes.count else { return fields }
        if bytes[offset] == separator {
          offset += 1
        } else {
          skipLineBreak()
          return fields
        }
      }
    }

    private mutating func plainField() -> String {
      let start = offset
      while offset < bytes.count, bytes[offset] != separator, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
        offset += 1
      }
      return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func quotedField() throws(ArticleError) -> String {
      let start = line
      var field: [UInt8] = []
      offset += 1
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        if byte != 0x22 {
          if byte == 0x0A { line += 1 }
          field.append(byte)
        } else if offset < bytes.count, bytes[offset] == 0x22 {
          field.append(0x22)
          offset += 1
        } else {
          guard offset == bytes.count || [separator, 0x0A, 0x0D].contains(bytes[offset]) else {
            throw ArticleError(
              .malformed, "text after a closing quote; double the quotes within a field", line: line)
          }
          return String(decoding: field, as: UTF8.self)
        }
      }
      throw ArticleError(.malformed, "a quoted field begins here and never ends", line: start)
    }

    private mutating func skipLineBreak() {
      if bytes[offset] == 0x0D, offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { offset += 1 }
      offset += 1
      line += 1
    }
  }
}
