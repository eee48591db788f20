import ParallaxText

extension UnsafeBufferPointer<UInt8> {
  /// Calls `body` with the place of every byte that is neither an ASCII small letter nor a space, in order.
  ///
  /// Small letters and spaces are most of any text: sixteen bytes at a time are asked for others.
  @inline(__always) func forEachUncommonByte(_ body: (Int) -> Void) {
    guard let base = baseAddress else { return }
    var start = 0
    while start &+ 16 <= count {
      var bits = VectorKernels.uncommonBits(base + start)
      while bits != 0 {
        body(start &+ bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
      start &+= 16
    }
    while start < count {
      if base[start] &- 0x61 >= 26, base[start] != 0x20 { body(start) }
      start &+= 1
    }
  }
}
