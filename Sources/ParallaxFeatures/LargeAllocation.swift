#if canImport(Glibc)
  internal import Glibc
#endif

/// Memory for tables that are read at random: in huge pages where the system grants them, because a table
/// of tens of megabytes otherwise costs a page walk a lookup.
enum LargeAllocation {
  private static let hugePage = 2 << 20
  /// From so many bytes on huge pages are asked for: half of one costs less to clear than its small ones to map.
  static let leastBytes = hugePage / 2

  /// Uninitialised room for `count` values, to be freed with `deallocate()`.
  static func allocate<Value: BitwiseCopyable>(_ type: Value.Type, count: Int) -> UnsafeMutablePointer<Value>
  {
    let needed = count * MemoryLayout<Value>.stride
    guard needed >= leastBytes else {
      // A cache line's worth of values lies in one.
      return UnsafeMutableRawPointer.allocate(byteCount: needed, alignment: 64)
        .bindMemory(to: Value.self, capacity: count)
    }
    let bytes = (needed + hugePage - 1) / hugePage * hugePage
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: hugePage)
    #if canImport(Glibc)
      // Advice only: where it is refused, ordinary pages serve.
      _ = madvise(raw, bytes, MADV_HUGEPAGE)
    #endif
    return raw.bindMemory(to: Value.self, capacity: count)
  }

  /// Asks for huge pages under room for `count` values that was allocated elsewhere.
  static func advise<Value: BitwiseCopyable>(_ start: UnsafeMutablePointer<Value>?, count: Int) {
    let bytes = count * MemoryLayout<Value>.stride
    guard let start, bytes >= 2 * hugePage else { return }
    #if canImport(Glibc)
      // Whole pages inside the room only.
      let address = Int(bitPattern: start)
      let first = (address + 4095) & ~4095
      if let page = UnsafeMutableRawPointer(bitPattern: first) {
        _ = madvise(page, (address + bytes - first) & ~4095, MADV_HUGEPAGE)
      }
    #endif
  }
}
