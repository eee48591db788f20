/// FNV-1a over the lower-case form of an ASCII name: how names of tags, attributes and classes are looked up
/// without making strings of them.
struct NameHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte.isUpper ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01B3
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = NameHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }

  static func of(_ name: String) -> UInt64 { of(name.utf8) }
}
