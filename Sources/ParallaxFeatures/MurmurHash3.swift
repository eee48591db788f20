/// MurmurHash3_x86_32 by Austin Appleby (public domain), with seed 0, as scikit-learn hashes terms.
enum MurmurHash3 {
  /// The hash of bytes.
  @inline(__always) static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int32 {
    let raw = UnsafeRawPointer(bytes)
    var hash: UInt32 = 0
    var i = 0
    while i &+ 4 <= count {
      let block = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt32.self))
      hash ^= scrambled(block)
      hash = (hash &<< 13 | hash &>> 19) &* 5 &+ 0xE654_6B64
      i &+= 4
    }
    var tail: UInt32 = 0
    var shift: UInt32 = 0
    while i < count {
      tail |= UInt32(bytes[i]) &<< shift
      shift &+= 8
      i &+= 1
    }
    hash ^= scrambled(tail) ^ UInt32(truncatingIfNeeded: count)
    hash = (hash ^ hash &>> 16) &* 0x85EB_CA6B
    hash = (hash ^ hash &>> 13) &* 0xC2B2_AE35
    return Int32(bitPattern: hash ^ hash &>> 16)
  }

  @inline(__always) private static func scrambled(_ block: UInt32) -> UInt32 {
    let mixed = block &* 0xCC9E_2D51
    return (mixed &<< 15 | mixed &>> 17) &* 0x1B87_3593
  }
}
