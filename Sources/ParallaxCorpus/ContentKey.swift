import ParallaxArticles

/// The name of an article by its content: the first 16 bytes of a SHA-256 as 32 hexadecimal digits.
///
/// The same text from the same outlet, on the same day, under the same title and address, has the same key,
/// however often and from whichever file it is added. Its `id` has no part in it, as that may be the number of a line.
struct ContentKey {
  /// The digits.
  let text: String

  init(_ article: Article) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(article.original.utf8.count + 256)
    for field in [article.outlet, article.url, article.title, article.date, article.original] {
      // Lengths first, so that no two lists of fields read the same; absent is not empty.
      let count = field?.utf8.count ?? -1
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
      if let field { bytes.append(contentsOf: field.utf8) }
    }
    text = SHA256.hexadecimal(of: bytes, count: 16)
  }
}

extension Corpus {
  /// A short name for a version of something by its bytes: 16 hexadecimal digits of their SHA-256.
  public static func version(of bytes: [UInt8]) -> String {
    SHA256.hexadecimal(of: bytes, count: 8)
  }
}
