import ParallaxText

/// The stems of the words seen so far, each made once; stop words have none.
///
/// A stem costs as much as counting ten words, and a corpus has a hundred times as many words as different
/// ones. A class, so that the sinks of many documents share it; one thread uses it.
final class StemCache {
  /// A stem: at most 16 bytes as two words, or a longer one's place in the arena and its length.
  struct Stem {
    var low: UInt64
    var high: UInt64
    /// 0 for a stop word.
    var length: Int
  }

  /// Different words kept; past it all are forgotten, so that an endless stream takes bounded memory.
  private static let limit = 1 << 21

  private var stemmer: Snowball
  private var words: TermTable
  private var stems: [Stem] = []
  private var arena: [UInt8] = []
  private let stopWords: [String]

  /// Creates a cache with room for some different words; nil where libstemmer has no such algorithm.
  init?(_ stemmer: Stemmer, stopWords: [String], capacity: Int) {
    guard let snowball = Snowball(language: stemmer.language) else { return nil }
    words = TermTable(capacity: capacity)
    self.stemmer = snowball
    self.stopWords = stopWords
    insertStopWords()
  }

  private func insertStopWords() {
    words.insert(stopWords: stopWords)
    stems = [Stem](repeating: Stem(low: 0, high: 0, length: 0), count: words.count)
  }

  /// Forgets all words where there are too many; to be called between documents.
  func trim() {
    guard words.count > StemCache.limit else { return }
    words = TermTable()
    arena.removeAll()
    insertStopWords()
  }

  /// The stem of a short word.
  @inline(__always) func stem(_ low: UInt64, _ high: UInt64, length: Int) -> Stem {
    let id = Int(words.insert(low, high, hash: TermTable.hash(low, high), length: length))
    if id < stems.count { return stems[id] }
    return withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) {
      add(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[..<length]))
    }
  }

  /// The stem of a long word.
  func stem(_ bytes: UnsafePointer<UInt8>, length: Int) -> Stem {
    let id = Int(words.insertLong(bytes, length))
    return id < stems.count ? stems[id] : add(UnsafeBufferPointer(start: bytes, count: length))
  }

  private func add(_ word: UnsafeBufferPointer<UInt8>) -> Stem {
    let place = arena.count
    let stem = stemmer.withStem(of: word) { stem in
      if stem.count <= 16 {
        let (low, high) = packed(stem)
        return Stem(low: low, high: high, length: stem.count)
      }
      arena.append(contentsOf: stem)
      return Stem(low: UInt64(place), high: 0, length: stem.count)
    }
    stems.append(stem)
    return stem
  }

  /// Calls a closure with the bytes of a stem of more than 16.
  func withLong(_ stem: Stem, _ body: (UnsafePointer<UInt8>) -> Void) {
    arena.withUnsafeBufferPointer { if let first = $0.baseAddress { body(first + Int(stem.low)) } }
  }
}

/// Hands the stems of words on to another sink, at the places of the words; stop words are left out.
struct StemmingSink<Base: WordSink & ~Copyable>: WordSink, ~Copyable {
  private let base: UnsafeMutablePointer<Base>
  private let cache: StemCache

  /// Creates a sink before another, which must outlive it.
  init(_ base: UnsafeMutablePointer<Base>, _ cache: StemCache) {
    self.base = base
    self.cache = cache
  }

  mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    take(cache.stem(low, high, length: length), start, end)
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    take(cache.stem(bytes, length: length), start, end)
  }

  private mutating func take(_ stem: StemCache.Stem, _ start: Int, _ end: Int) {
    if stem.length == 0 { return }
    if stem.length <= 16 {
      base.pointee.word(stem.low, stem.high, length: stem.length, start: start, end: end)
    } else {
      cache.withLong(stem) { base.pointee.longWord($0, length: stem.length, start: start, end: end) }
    }
  }
}
