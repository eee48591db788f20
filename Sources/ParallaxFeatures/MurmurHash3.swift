/// MurmurHash3_x86_32 by Austin Appleby (public domain), with seed 0, as scikit-learn hashes terms.
///
/// A hash in the making is the state after whole blocks of four bytes; one that goes on where another stopped
/// shares its work, as word and word pair do.
struct MurmurHash3 {
  private let start: UnsafeRawPointer
  private var state: UInt32 = 0
  private var blocks = 0

  /// Begins a hash of the bytes at a pointer, behind which 16 more than are hashed must be readable.
  @inline(__always) init(_ start: UnsafePointer<UInt8>) { self.start = UnsafeRawPointer(start) }

  /// The hash of the first `count` bytes, which are at least as many as in the last call.
  @inline(__always) mutating func hash(count: Int) -> Int32 {
    // The number of blocks cannot be predicted, but is small: three are always read, and taken where they
    // count.
    let whole = count &>> 2
    for _ in 0..<3 {
      let isTaken = blocks < whole
      let next = MurmurHash3.mixed(state, load(blocks))
      state = isTaken ? next : state
      blocks &+= isTaken ? 1 : 0
    }
    while blocks < whole {
      state = MurmurHash3.mixed(state, load(blocks))
      blocks &+= 1
    }
    let tail = load(whole) & ~(~0 &<< UInt32(truncatingIfNeeded: (count & 3) &<< 3))
    var hash = state ^ MurmurHash3.scrambled(tail) ^ UInt32(truncatingIfNeeded: count)
    hash = (hash ^ hash &>> 16) &* 0x85EB_CA6B
    hash = (hash ^ hash &>> 13) &* 0xC2B2_AE35
    return Int32(bitPattern: hash ^ hash &>> 16)
  }

  @inline(__always) private func load(_ block: Int) -> UInt32 {
    UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 4 &* block, as: UInt32.self))
  }

  @inline(__always) private static func mixed(_ state: UInt32, _ block: UInt32) -> UInt32 {
    let hash = state ^ scrambled(block)
    return (hash &<< 13 | hash &>> 19) &* 5 &+ 0xE654_6B64
  }

  @inline(__always) private static func scrambled(_ block: UInt32) -> UInt32 {
    let mixed = block &* 0xCC9E_2D51
    return (mixed &<< 15 | mixed &>> 17) &* 0x1B87_3593
  }
}
