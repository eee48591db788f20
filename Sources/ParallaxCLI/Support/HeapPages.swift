#if canImport(Glibc)
  internal import CMalloc
  import Glibc

  /// Memory for models in few large pages: mapping tens of megabytes in small ones would take longer than reading
  /// most of what is put there.
  enum HeapPages {
    /// What models and their tables take, about.
    private static let room = 48 << 20
    /// The largest block that may come from the heap: the C library takes no larger number.
    private static let largestBlock = 32 << 20
    private static let hugePage = 2 << 20

    /// Makes room at the end of the heap, of huge pages where the system grants them, and has large blocks come
    /// from it; to be called before anything large is allocated.
    ///
    /// Advice only: where it is refused, the program runs as it would have.
    static func prepare() {
      // Blocks of all sizes come from the heap, and what is freed stays with it.
      guard mallopt(M_MMAP_THRESHOLD, Int32(largestBlock)) == 1,
        mallopt(M_TRIM_THRESHOLD, Int32(2 * room)) == 1,
        mallopt(M_TOP_PAD, Int32(room)) == 1
      else { return }
      // The heap grows by the padding with its next block, and by little from then on.
      let before = Int(bitPattern: sbrk(0))
      let block = malloc(hugePage)
      // Asked for its size, because the compiler takes out a block that nobody looks at before it is freed.
      let isThere = malloc_usable_size(block) >= hugePage
      free(block)
      let after = Int(bitPattern: sbrk(0))
      _ = mallopt(M_TOP_PAD, Int32(hugePage))
      let first = (before + hugePage - 1) / hugePage * hugePage
      guard isThere, before > 0, after > first, let start = UnsafeMutableRawPointer(bitPattern: first) else {
        return
      }
      _ = madvise(start, (after - first) / hugePage * hugePage, MADV_HUGEPAGE)
    }
  }
#endif
