/// Cuts a stream of bytes into the records of a web archive, in memory bounded by one record's limit.
struct WARCScanner {
  /// A record: its headers, names in lower case, and its content.
  struct Record {
    let headers: [(name: String, value: String)]
    let content: [UInt8]
    /// Whether the content was longer than the limit.
    let isCut: Bool

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  /// What a record holds to read.
  struct Page {
    let bytes: [UInt8]
    let isHTML: Bool
  }

  private enum State {
    case header
    case content(headers: [(name: String, value: String)], left: Int)
    case failed
  }

  private static let maximumHeaderBytes = 64 << 10
  private let maximumContentBytes: Int
  private var state = State.header
  private var pending: [UInt8] = []
  private var isCut = false

  init(maximumContentBytes: Int) { self.maximumContentBytes = maximumContentBytes }

  /// Whether the stream is no archive from some place on, so that nothing more can be read.
  var hasFailed: Bool { if case .failed = state { true } else { false } }

  /// Takes bytes in and hands over the records that end in them.
  mutating func scan<E: Error>(
    _ bytes: [UInt8], _ body: (Result<Record, ArticleError>) throws(E) -> Void
  ) throws(E) {
    var offset = 0
    while offset < bytes.count {
      switch state {
      case .failed: return
      case .header:
        pending.append(bytes[offset])
        offset += 1
        // Empty lines stand between records.
        if pending == [0x0A] || pending == [0x0D, 0x0A] { pending = [] }
        if pending.hasSuffix([0x0D, 0x0A, 0x0D, 0x0A]) || pending.hasSuffix([0x0A, 0x0A]) {
          try endHeader(body)
        } else if pending.count > Self.maximumHeaderBytes {
          try fail("a record's header is longer than \(Self.maximumHeaderBytes.inBinaryUnits)", body)
        }
      case .content(let headers, let left):
        let count = min(left, bytes.count - offset)
        let room = max(0, min(count, maximumContentBytes - pending.count))
        pending += bytes[offset..<offset + room]
        if room < count { isCut = true }
        offset += count
        state = .content(headers: headers, left: left - count)
        if left == count { try endContent(headers, body) }
      }
    }
  }

  /// Tells of a record that the stream ends within.
  mutating func finish<E: Error>(_ body: (Result<Record, ArticleError>) throws(E) -> Void) throws(E) {
    if case .content = state { try fail("the archive ends within a record", body) }
  }

  private mutating func fail<E: Error>(
    _ message: String, _ body: (Result<Record, ArticleError>) throws(E) -> Void
  ) throws(E) {
    state = .failed
    try body(.failure(ArticleError(.malformed, message + "; it is damaged, or no WARC file")))
  }

  private mutating func endHeader<E: Error>(
    _ body: (Result<Record, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let lines = HeaderLines(pending)
    pending = []
    isCut = false
    guard lines.first.hasPrefix("WARC/"),
      let text = lines.fields.first(where: { $0.name == "content-length" })?.value,
      let length = Int(text), length >= 0
    else { return try fail("a record without its length", body) }
    state = .content(headers: lines.fields, left: length)
    if length == 0 { try endContent(lines.fields, body) }
  }

  private mutating func endContent<E: Error>(
    _ headers: [(name: String, value: String)], _ body: (Result<Record, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let record = Record(headers: headers, content: pending, isCut: isCut)
    pending = []
    state = .header
    try body(.success(record))
  }
}

/// The lines of a header in the manner of HTTP.
private struct HeaderLines {
  let first: String
  let fields: [(name: String, value: String)]

  init(_ bytes: some Collection<UInt8>) {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    first = lines.first.map(String.init) ?? ""
    fields = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = PageMetadata.plain(String(line[line.index(after: colon)...]))
      return (line[..<colon].lowercased(), value)
    }
  }

  func value(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
}

extension WARCScanner.Record {
  /// The page or text that the record holds; nil where it holds neither.
  var page: WARCScanner.Page? {
    let type = header("warc-type") ?? ""
    let contentType = (header("content-type") ?? "").lowercased()
    if type == "conversion" || type == "resource" {
      if contentType.hasPrefix("text/html") { return WARCScanner.Page(bytes: content, isHTML: true) }
      return contentType.hasPrefix("text/plain") ? WARCScanner.Page(bytes: content, isHTML: false) : nil
    }
    guard type == "response", let end = content.offset(of: [0x0D, 0x0A, 0x0D, 0x0A]) else { return nil }
    let header = HeaderLines(content[..<end])
    let status = header.first.split(separator: " ").dropFirst().first ?? ""
    let kind = header.value("content-type").lowercased()
    guard status == "200", kind.contains("html") || kind.hasPrefix("text/plain") else { return nil }
    var bytes = Array(content[(end + 4)...])
    if header.value("transfer-encoding").lowercased().contains("chunked") { bytes = Self.joinedChunks(bytes) }
    if header.value("content-encoding").lowercased().contains("gzip") || Decompressor.format(bytes) == .gzip {
      guard let decompressor = try? Decompressor(.gzip, limits: Decompressor.Limits()),
        let plain = try? decompressor.decompress(bytes)
      else { return nil }
      bytes = plain
    }
    return WARCScanner.Page(bytes: bytes, isHTML: kind.contains("html"))
  }

  /// The body of a message sent in chunks; a body that is not in chunks, whatever its header says, as it is.
  private static func joinedChunks(_ bytes: [UInt8]) -> [UInt8] {
    var joined: [UInt8] = []
    var offset = 0
    while offset < bytes.count {
      guard let end = bytes.firstLineFeed(from: offset), end - offset <= 32 else { break }
      let digits = String(decoding: bytes[offset..<end].prefix { $0 > 0x20 && $0 != 0x3B }, as: UTF8.self)
      guard let length = Int(digits, radix: 16), length >= 0 else { break }
      if length == 0 { return joined }
      let start = end + 1
      let stop = min(bytes.count, start.addingReportingOverflow(length).partialValue)
      guard stop >= start else { break }
      joined += bytes[start..<stop]
      offset = stop + 2
    }
    return joined.isEmpty ? bytes : joined
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
