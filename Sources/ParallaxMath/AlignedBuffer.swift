extension UnsafeMutableBufferPointer where Element: BitwiseCopyable {
  /// Memory for `count` elements on a cache line's boundary, each set to `value`.
  ///
  /// Aligned so that rows of two, four or eight numbers are loaded as one SIMD value and never straddle
  /// more cache lines than they must. The caller frees it with ``deallocateAligned()``.
  package static func aligned(count: Int, repeating value: Element) -> Self {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: Swift.max(1, count) * MemoryLayout<Element>.stride, alignment: 64)
    let start = raw.bindMemory(to: Element.self, capacity: count)
    start.initialize(repeating: value, count: count)
    return Self(start: start, count: count)
  }

  /// Frees memory made by ``aligned(count:repeating:)``.
  package func deallocateAligned() {
    UnsafeMutableRawPointer(baseAddress)?.deallocate()
  }
}
