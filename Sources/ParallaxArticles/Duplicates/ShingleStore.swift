import Foundation

/// The shingles of every text, in memory up to a limit and in a temporary file beyond it.
///
/// The file has no name: it is gone with the process, however that ends.
final class ShingleStore {
  /// Where the shingles of each text begin, in all that were added; one entry more than texts.
  private var starts: [Int] = [0]
  /// What is not in the file yet.
  private var recent: [UInt64] = []
  /// How many shingles are in the file.
  private var written = 0
  private var descriptor: Int32 = -1
  private let memoryLimit: Int
  /// Sets that were asked for last, as far as they fit.
  private var cache: [Int: [UInt64]] = [:]
  private var cached = 0

  /// Creates a store that keeps up to `memoryLimit` shingles in memory, of 8 bytes each.
  init(memoryLimit: Int) { self.memoryLimit = max(1, memoryLimit) }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The number of texts.
  var count: Int { starts.count - 1 }

  /// Whether a text has shingles.
  func isEmpty(_ text: Int) -> Bool { starts[text] == starts[text + 1] }

  /// Adds the shingles of the next text.
  ///
  /// - Throws: ``ArticleError`` with code `io` where the temporary file cannot be written.
  func append(_ shingles: [UInt64]) throws(ArticleError) {
    if recent.count + shingles.count > memoryLimit { try spill() }
    recent += shingles
    starts.append(starts[count] + shingles.count)
  }

  /// The set of a text's shingles, in order.
  ///
  /// - Throws: ``ArticleError`` with code `io` where the temporary file cannot be read.
  func set(of text: Int) throws(ArticleError) -> [UInt64] {
    if let known = cache[text] { return known }
    let range = starts[text]..<starts[text + 1]
    let set =
      range.lowerBound >= written
      ? Shingles.set(recent[range.lowerBound - written..<range.upperBound - written])
      : Shingles.set(try read(range))
    if cached + set.count > memoryLimit {
      cache.removeAll()
      cached = 0
    }
    cache[text] = set
    cached += set.count
    return set
  }

  private func spill() throws(ArticleError) {
    guard !recent.isEmpty else { return }
    if descriptor < 0 { try open() }
    let descriptor = descriptor
    let start = 8 * written
    let isWritten = recent.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        let result = pwrite(descriptor, rest.baseAddress, rest.count, off_t(start + done))
        if result > 0 { done += result } else if errno != EINTR { return false }
      }
      return true
    }
    guard isWritten else { throw Self.failure("written") }
    written += recent.count
    recent.removeAll(keepingCapacity: true)
  }

  private func read(_ range: Range<Int>) throws(ArticleError) -> [UInt64] {
    var isRead = true
    let descriptor = descriptor
    let hashes = [UInt64](unsafeUninitializedCapacity: range.count) { hashes, count in
      let bytes = UnsafeMutableRawBufferPointer(hashes)
      var done = 0
      while done < bytes.count, isRead {
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
        let result = pread(descriptor, rest.baseAddress, rest.count, off_t(8 * range.lowerBound + done))
        if result > 0 { done += result } else { isRead = result < 0 && errno == EINTR }
      }
      count = isRead ? range.count : 0
    }
    guard isRead else { throw Self.failure("read") }
    return hashes
  }

  private func open() throws(ArticleError) {
    var template = Array((NSTemporaryDirectory() + "parallax-shingles-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure("made") }
    unlink(template)
  }

  private static func failure(_ deed: String) -> ArticleError {
    let reason = String(cString: strerror(errno))
    return ArticleError(
      .io,
      "the temporary file of shingles cannot be \(deed): \(reason); make room, or set TMPDIR to a folder that has it",
      path: NSTemporaryDirectory())
  }
}
