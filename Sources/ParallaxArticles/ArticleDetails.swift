import ParallaxText

/// What is known of an article beyond ``ArticleRecord``: who wrote it, in what language, and its structure.
public struct ArticleDetails: Sendable, Hashable, Encodable {
  /// A block of the clean text, in Unicode scalars of it.
  public struct Block: Sendable, Hashable, Encodable {
    /// What the block is: the name of a ``TextBlock/Kind``.
    public let kind: String
    /// Its first scalar.
    public let start: Int
    /// The first scalar after it.
    public let end: Int
  }

  /// Who wrote the article.
  public let author: String?
  /// Its language, a BCP 47 tag.
  public let language: String?
  /// Where it was published.
  public let url: String?
  /// The place, day and agency at the head of the text.
  public let dateline: String?
  /// The encoding it was read in.
  public let encoding: String?
  /// The blocks of the clean text, in order; none for what was no page.
  public let structure: [Block]

  private enum CodingKeys: String, CodingKey { case author, language, url, dateline, encoding, structure }

  /// The details of an article.
  ///
  /// - Complexity: O(*n*) in the bytes of the original.
  public init(_ article: Article) {
    author = article.author
    language = article.language
    url = article.url
    dateline = article.dateline
    encoding = article.encoding
    let offsets = TextOffsets(article.blocks.isEmpty ? "" : article.text)
    var spans = article.removed[...]
    var removedBytes = 0
    var blocks: [Block] = []
    for block in article.blocks {
      while let span = spans.first, span.range.upperBound <= block.range.lowerBound {
        removedBytes += span.range.count
        spans.removeFirst()
      }
      let lower = block.range.lowerBound - removedBytes
      // What is cut out of a block, or all of it.
      let cut = spans.prefix { $0.range.lowerBound < block.range.upperBound }
        .reduce(0) { $0 + $1.range.clamped(to: block.range).count }
      guard cut < block.range.count else { continue }
      let range = offsets.scalarRange(ofUTF8: lower..<lower + block.range.count - cut)
      blocks.append(Block(kind: block.kind.name, start: range.lowerBound, end: range.upperBound))
    }
    structure = blocks
  }

  /// Encodes the details, absent values as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(author, forKey: .author)
    try container.encode(language, forKey: .language)
    try container.encode(url, forKey: .url)
    try container.encode(dateline, forKey: .dateline)
    try container.encode(encoding, forKey: .encoding)
    try container.encode(structure, forKey: .structure)
  }
}
