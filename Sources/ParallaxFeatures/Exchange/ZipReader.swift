/// The directory of a zip archive (APPNOTE 6.3, without the 64-bit extension), checked whole before any member
/// is believed: every member lies inside the file, before the directory, and over no other.
struct ZipReader {
  /// A member as the directory tells of it.
  struct Member {
    let name: String
    let isDeflated: Bool
    let checksum: UInt32
    let content: Range<Int>
    let count: Int
  }

  /// The members, in the order of the directory.
  let members: [Member]
  private let bytes: [UInt8]

  /// Members an archive may have; an archive of a matrix has five or six.
  static let mostMembers = 64

  /// Reads the directory.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` or `unsupported`, naming the member and the fault.
  init(_ bytes: [UInt8]) throws(FeatureError) {
    self.bytes = bytes
    let end = try ZipReader.endRecord(in: bytes)
    let (count, size, start) = (
      Int(try bytes.integer(UInt16.self, at: end + 10)), Int(try bytes.integer(UInt32.self, at: end + 12)),
      Int(try bytes.integer(UInt32.self, at: end + 16))
    )
    guard count != 0xFFFF, size != 0xFFFF_FFFF, start != 0xFFFF_FFFF else {
      throw .unsupported("the archive uses the 64-bit extension of zip, which is for 4 GiB and more")
    }
    guard try bytes.integer(UInt16.self, at: end + 4) == 0,
      try bytes.integer(UInt16.self, at: end + 8) == count
    else { throw .unsupported("the archive is one part of several") }
    guard count <= ZipReader.mostMembers else {
      throw .limit("the archive has \(count) members; expected at most \(ZipReader.mostMembers)")
    }
    guard start + size <= end else {
      throw .malformed("the directory of the archive, \(size) bytes at \(start), runs into its end at \(end)")
    }
    var members: [Member] = []
    var spans: [(range: Range<Int>, name: String)] = []
    var place = start
    for number in 0..<count {
      let (member, span, next) = try ZipReader.entry(
        number, at: place, before: start + size, start, in: bytes)
      guard !members.contains(where: { $0.name == member.name }) else {
        throw .malformed("the archive has two members \(quoted(member.name))")
      }
      members.append(member)
      spans.append((span, member.name))
      place = next
    }
    spans.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    for (first, second) in zip(spans, spans.dropFirst())
    where first.range.upperBound > second.range.lowerBound {
      throw .malformed("members \(quoted(first.name)) and \(quoted(second.name)) of the archive overlap")
    }
    self.members = members
  }

  /// The content of a member.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` where it is damaged.
  func content(of member: Member) throws(FeatureError) -> [UInt8] {
    let content: [UInt8]
    if member.isDeflated {
      guard
        let inflated = bytes.withUnsafeBytes({
          Zlib.inflated(UnsafeRawBufferPointer(rebasing: $0[member.content]), count: member.count)
        })
      else {
        throw .malformed(
          "\(quoted(member.name)) does not inflate to the \(member.count) bytes that the archive says it has")
      }
      content = inflated
    } else {
      content = Array(bytes[member.content])
    }
    let found = content.withUnsafeBytes { Zlib.checksum($0) }
    guard found == member.checksum else {
      throw .malformed(
        "\(quoted(member.name)) is damaged: its CRC-32 is \(hex(found)), not \(hex(member.checksum))")
    }
    return content
  }

  /// The end record may be followed by a comment of up to 65,535 bytes.
  private static func endRecord(in bytes: [UInt8]) throws(FeatureError) -> Int {
    guard bytes.count >= 22, bytes[0] == 0x50, bytes[1] == 0x4B else {
      throw .malformed("not a zip archive: \(bytes.count) bytes that do not start with \"PK\"")
    }
    var place = bytes.count - 22
    while place >= max(0, bytes.count - 22 - 0xFFFF) {
      if bytes[place] == 0x50, try bytes.integer(UInt32.self, at: place) == ZipSignature.end,
        place + 22 + Int(try bytes.integer(UInt16.self, at: place + 20)) == bytes.count
      {
        return place
      }
      place -= 1
    }
    throw .malformed("the archive has no end record: it is truncated, or not a zip archive")
  }

  private static func entry(
    _ number: Int, at place: Int, before end: Int, _ directory: Int, in bytes: [UInt8]
  ) throws(FeatureError) -> (member: Member, span: Range<Int>, next: Int) {
    guard place + 46 <= end, try bytes.integer(UInt32.self, at: place) == ZipSignature.entry else {
      throw .malformed("entry \(number) of the archive's directory, at byte \(place), is not one")
    }
    func short(_ offset: Int) throws(FeatureError) -> Int {
      Int(try bytes.integer(UInt16.self, at: place + offset))
    }
    func long(_ offset: Int) throws(FeatureError) -> Int {
      Int(try bytes.integer(UInt32.self, at: place + offset))
    }
    let nameEnd = place + 46 + (try short(28))
    let next = nameEnd + (try short(30)) + (try short(32))
    guard next <= end else {
      throw .malformed("entry \(number) of the archive's directory runs past its end at byte \(end)")
    }
    let nameBytes = bytes[(place + 46)..<nameEnd]
    let name = String(decoding: nameBytes, as: UTF8.self)
    guard try short(8) & 1 == 0 else { throw .unsupported("\(quoted(name)) is encrypted") }
    let (method, size, count, start) = (try short(10), try long(20), try long(24), try long(42))
    guard method == 0 || method == 8 else {
      throw .unsupported("\(quoted(name)) is compressed by method \(method); expected 0 or 8 (deflate)")
    }
    guard size != 0xFFFF_FFFF, count != 0xFFFF_FFFF, start != 0xFFFF_FFFF else {
      throw .unsupported("\(quoted(name)) uses the 64-bit extension of zip, which is for 4 GiB and more")
    }
    guard method == 8 || size == count else {
      throw .malformed("\(quoted(name)) is stored as it is, yet of \(size) and of \(count) bytes")
    }
    guard start + 30 <= directory, try bytes.integer(UInt32.self, at: start) == ZipSignature.member else {
      throw .malformed("no member stands at byte \(start), where the directory places \(quoted(name))")
    }
    let ownName = start + 30
    let ownNameEnd = ownName + Int(try bytes.integer(UInt16.self, at: start + 26))
    let content = ownNameEnd + Int(try bytes.integer(UInt16.self, at: start + 28))
    guard content + size <= directory else {
      throw .malformed("\(quoted(name)) runs past the members' end at byte \(directory): it is truncated")
    }
    guard bytes[ownName..<ownNameEnd].elementsEqual(nameBytes),
      Int(try bytes.integer(UInt16.self, at: start + 8)) == method
    else { throw .malformed("the directory and the header of \(quoted(name)) contradict each other") }
    let member = Member(
      name: name, isDeflated: method == 8, checksum: try bytes.integer(UInt32.self, at: place + 16),
      content: content..<(content + size), count: count)
    return (member, start..<(content + size), next)
  }
}

extension [UInt8] {
  /// The little-endian integer at a place.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` where the bytes end before it does.
  func integer<Value: FixedWidthInteger>(_ type: Value.Type, at place: Int) throws(FeatureError) -> Value {
    guard place >= 0, place <= count - MemoryLayout<Value>.size else {
      throw .malformed(
        "truncated: \(count) bytes, with \(MemoryLayout<Value>.size) expected at byte \(place)")
    }
    return withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Value.self)) }
  }
}

/// A name from a file as a message may show it: printable ASCII in quotes, and not all of a long one.
func quoted(_ name: String) -> String {
  var shown = "\""
  for scalar in name.unicodeScalars.prefix(60) { shown += scalar.escaped(asASCII: true) }
  return shown + (name.unicodeScalars.count > 60 ? "…\"" : "\"")
}

private func hex(_ value: UInt32) -> String { "0x" + String(value, radix: 16) }
