internal import CSnowball

/// A stemmer of the machine's libstemmer, for one thread at a time.
package struct Snowball: ~Copyable {
  private let handle: OpaquePointer

  /// Creates a stemmer; nil where the library has none of that name, or no memory.
  package init?(language: String) {
    // The library takes other names too ("en", "eng"); what is saved has one.
    guard Snowball.languages.contains(language), let handle = sb_stemmer_new(language, "UTF_8") else {
      return nil
    }
    self.handle = handle
  }

  deinit { sb_stemmer_delete(handle) }

  /// The names of the languages that the library has, in the order of their letters.
  package static let languages: [String] = {
    guard let names = sb_stemmer_list() else { return [] }
    var languages: [String] = []
    var place = 0
    while let name = names[place] {
      languages.append(String(cString: name))
      place += 1
    }
    return languages.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }()

  /// Words longer than this are no words, and the rules of some languages take more than linear time.
  private static let longestWord = 256

  /// Calls a closure with the stem of a word of well-formed UTF-8.
  ///
  /// A word of more than 256 bytes, or one of which nothing would be left, is its own stem.
  package mutating func withStem<Result>(
    of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let first = word.baseAddress, word.count <= Snowball.longestWord,
      let stem = sb_stemmer_stem(handle, first, Int32(word.count)), sb_stemmer_length(handle) > 0
    else { return body(word) }
    return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
  }
}
