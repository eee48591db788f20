/// Writes rows of comma-separated values (RFC 4180) that spreadsheets do not take for formulas.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or NUL, or with the full-width forms of
/// these signs, is put behind an apostrophe: a spreadsheet shows it, and runs nothing.
public struct CSVWriter: Sendable, Hashable {
  /// Whether texts are written as they are, formulas included.
  public let isRaw: Bool

  /// Creates a writer.
  public init(isRaw: Bool = false) { self.isRaw = isRaw }

  /// A row with its line break (CR LF); nil gives an empty field.
  public func row(_ fields: [String?]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      if let field { append(field, to: &bytes) }
    }
    bytes += [0x0D, 0x0A]
    return bytes
  }

  private func append(_ field: String, to bytes: inout [UInt8]) {
    let prefix = !isRaw && Self.isFormula(field) ? "'" : ""
    let needsQuotes = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes += prefix.utf8
      bytes += field.utf8
      return
    }
    bytes.append(0x22)
    bytes += prefix.utf8
    for byte in field.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func isFormula(_ field: String) -> Bool {
    switch field.unicodeScalars.first?.value {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x00, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20: true
    default: false
    }
  }
}
