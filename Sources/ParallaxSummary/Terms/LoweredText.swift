/// A text with its ASCII letters lowered, and behind it the lowered forms of tokens that hold others.
///
/// Eight zero bytes always stand behind the last byte in use, as ``TermTable`` asks.
struct LoweredText: ~Copyable {
  private var storage: UnsafeMutableRawPointer
  private var used: Int
  private var capacity: Int
  private static let padding = 8

  /// The first byte; it moves when a lowered form is added.
  var base: UnsafeRawPointer { UnsafeRawPointer(storage) }

  init(_ text: UnsafeRawBufferPointer) {
    used = text.count
    capacity = text.count + text.count / 2 + 64
    storage = .allocate(byteCount: capacity, alignment: 16)
    let bytes = storage.bindMemory(to: UInt8.self, capacity: capacity)
    for index in 0..<text.count {
      let byte = text[index]
      bytes[index] = byte &- 65 < 26 ? byte | 0x20 : byte
    }
    clearPadding()
  }

  deinit { storage.deallocate() }

  /// Where the lowercase form of a token of the text stands, and its hash.
  mutating func lowered(_ range: Range<Int>) -> (start: Int, count: Int, hash: UInt64) {
    let (hash, isASCII) = TermTable.hash(base, range.lowerBound, range.count)
    if isASCII { return (range.lowerBound, range.count, hash) }
    // Letters beyond ASCII may change length when lowered, so the form goes behind the text.
    let token = String(decoding: UnsafeRawBufferPointer(start: base, count: used)[range], as: UTF8.self)
    let start = append(token.lowercased())
    return (start, used - start, TermTable.hash(base, start, used - start).hash)
  }

  /// The bytes of the terms, once no more are looked up.
  borrowing func bytes() -> [UInt8] { Array(UnsafeRawBufferPointer(start: base, count: used)) }

  private mutating func append(_ form: String) -> Int {
    let start = used
    let size = form.utf8.count
    if used + size + Self.padding > capacity {
      capacity = (used + size) * 2 + Self.padding
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      larger.copyMemory(from: storage, byteCount: used)
      storage.deallocate()
      storage = larger
    }
    for byte in form.utf8 {
      storage.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
      used += 1
    }
    clearPadding()
    return start
  }

  private func clearPadding() {
    (storage + used).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
  }
}
