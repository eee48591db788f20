#if canImport(Glibc)
  internal import Glibc
#endif

extension UnsafeMutableBufferPointer where Element: BitwiseCopyable {
  /// Memory for `count` elements on a cache line's boundary, each set to `value`.
  ///
  /// Aligned so that rows of two, four or eight numbers are loaded as one SIMD value and never straddle
  /// more cache lines than they must; from 4 MiB on in huge pages where the system grants them, as what is
  /// read at random otherwise costs a page walk a row. The caller frees it with ``deallocateAligned()``.
  package static func aligned(count: Int, repeating value: Element) -> Self {
    let size = Swift.max(1, count) * MemoryLayout<Element>.stride
    let hugePage = 2 << 20
    let isLarge = size >= 2 * hugePage
    let raw = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: isLarge ? hugePage : 64)
    #if canImport(Glibc)
      // Advice only: where it is refused, ordinary pages serve.
      if isLarge { _ = madvise(raw, size, MADV_HUGEPAGE) }
    #endif
    let start = raw.bindMemory(to: Element.self, capacity: count)
    start.initialize(repeating: value, count: count)
    return Self(start: start, count: count)
  }

  /// Frees memory made by ``aligned(count:repeating:)``.
  package func deallocateAligned() {
    UnsafeMutableRawPointer(baseAddress)?.deallocate()
  }
}
