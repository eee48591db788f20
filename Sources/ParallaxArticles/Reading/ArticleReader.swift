import Foundation

/// Reads articles from files, folders, manifests and standard input, one at a time.
///
/// Each article, and each failure to read one, is handed over as it comes, in a defined order; a bad record
/// does not end the reading. Memory is bounded by the longest record.
///
/// JSON Lines have the fields `id` (the line's number where absent), `text` (or `content`, `body`), `title`,
/// `outlet` (or `source`), `date`, `url`, `language`, `author` and `event`; others are ignored, as are blank lines. A record may
/// hold a page as `html` instead of a text. CSV files have a header with the same names or those of
/// ``FieldNames/tables``. Pages are read by ``HTMLExtractor``.
///
/// A manifest has a header line that names its columns in any order; `path` is needed, `outlet` (or
/// `source`), `date`, `title`, `id`, `url`, `language`, `author` and `event` are understood, others are ignored. Paths are
/// relative to the manifest.
///
/// Files may be compressed by gzip or zstd. Texts are UTF-8, UTF-16 or Windows-1252, pages in whatever
/// encoding they declare. What is not valid becomes U+FFFD and is told in `Article.warnings`.
public struct ArticleReader: Sendable {
  /// The limits of a reader.
  public struct Configuration: Sendable, Hashable {
    /// The longest line of JSON Lines and the longest row of CSV; longer ones are skipped with an error.
    public var maximumLineBytes: Int
    /// The longest text of one article, and the longest manifest.
    public var maximumTextBytes: Int
    /// How much is read at once.
    public var chunkBytes: Int
    /// How much a compressed file may hold.
    public var maximumDecompressedBytes: Int
    /// The layout of files and streams whose name does not tell it; nil looks into them.
    public var layout: FileLayout?
    /// What the fields of records are called, before the names that are known anyway.
    public var fieldNames: FieldNames?

    /// Creates limits; the defaults are 16 MiB for a line, 64 MiB for a text and 256 MiB for what a compressed
    /// file holds.
    public init(
      maximumLineBytes: Int = 16 << 20, maximumTextBytes: Int = 64 << 20, chunkBytes: Int = 1 << 18,
      maximumDecompressedBytes: Int = 256 << 20, layout: FileLayout? = nil, fieldNames: FieldNames? = nil
    ) {
      precondition(
        maximumLineBytes > 0 && maximumTextBytes > 0 && chunkBytes > 0 && maximumDecompressedBytes > 0,
        "limits are above zero")
      self.maximumLineBytes = maximumLineBytes
      self.maximumTextBytes = maximumTextBytes
      self.chunkBytes = chunkBytes
      self.maximumDecompressedBytes = maximumDecompressedBytes
      self.layout = layout
      self.fieldNames = fieldNames
    }
  }

  /// The limits.
  public let configuration: Configuration
  /// Cleans each article before it is handed over; nil hands them over as they are read.
  public let cleaner: ArticleCleaner?
  /// Finds the articles of pages.
  public let extractor: HTMLExtractor

  /// Creates a reader.
  public init(
    configuration: Configuration = Configuration(), cleaner: ArticleCleaner? = nil,
    extractor: HTMLExtractor = HTMLExtractor()
  ) {
    self.configuration = configuration
    self.cleaner = cleaner
    self.extractor = extractor
  }

  /// Reads a source and hands each article, or what kept it from being read, to `body`.
  ///
  /// - Throws: What `body` throws, and nothing else.
  public func read<E: Error>(
    _ source: ArticleSource, _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    switch source {
    case .file(let path):
      try readFile(path, Known(id: (path as NSString).lastPathComponent), body)
    case .folder(let path): try readFolder(path, body)
    case .manifest(let path): try readManifest(path, body)
    case .standardInput: try readDescriptor(STDIN_FILENO, name: "standard input", body)
    }
  }

  /// Reads bytes that are in memory as it would read a file that holds them.
  ///
  /// - Parameters:
  ///   - bytes: What the file would hold.
  ///   - name: The name for messages, and the id of a single article.
  ///   - layout: How the bytes are laid out; nil looks into them.
  ///   - body: Takes each article, or what is wrong with it.
  /// - Throws: What `body` throws, and nothing else.
  public func read<E: Error>(
    _ bytes: [UInt8], name: String, layout: FileLayout? = nil,
    _ body: (Result<Article, ArticleError>) throws(E) -> Void
  ) throws(E) {
    let stream = ByteStream(
      bytes: bytes, path: name, chunkBytes: configuration.chunkBytes, limits: limits)
    try readStream(stream, layout ?? configuration.layout, Known(id: name), body)
  }

  /// The bytes of a file, decompressed, within the limit for texts.
  ///
  /// - Throws: ``ArticleError`` where it cannot be read or is too long.
  public func bytes(of path: String) throws(ArticleError) -> [UInt8] {
    var stream = try ByteStream(path: path, chunkBytes: configuration.chunkBytes, limits: limits)
    return try stream.rest(limit: configuration.maximumTextBytes)
  }

  /// Reads all articles of a source into memory.
  ///
  /// - Throws: The first ``ArticleError``.
  public func articles(_ source: ArticleSource) throws(ArticleError) -> [Article] {
    var articles: [Article] = []
    try read(source) { (result: Result<Article, ArticleError>) throws(ArticleError) in
      articles.append(try result.get())
    }
    return articles
  }
}
