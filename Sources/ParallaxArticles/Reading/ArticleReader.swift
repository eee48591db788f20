import Foundation

/// Reads articles from files, folders, manifests and standard input, one at a time.
///
/// Each article, and each failure to read one, is handed over as it comes, in a defined order; a bad record
/// does not end the reading. Memory is bounded by the longest record.
///
/// JSON Lines have the fields `id` (the line's number where absent), `text` (or `content`, `body`), `title`,
/// `outlet` (or `source`), `date`, `url` and `language`; others are ignored, as are blank lines.
///
/// A manifest has a header line that names its columns in any order; `path` is needed, `outlet` (or
/// `source`), `date`, `title`, `id`, `url` and `language` are understood, others are ignored. Paths are
/// relative to the manifest.
///
/// Texts are UTF-8, or UTF-16 with a byte order mark. What is not valid becomes U+FFFD and is told in
/// `Article.warnings`.
public struct ArticleReader: Sendable, Hashable {
  /// The limits of a reader.
  public struct Configuration: Sendable, Hashable {
    /// The longest line of JSON Lines; longer ones are skipped with an error.
    public var maximumLineBytes: Int
    /// The longest text of one article, and the longest manifest.
    public var maximumTextBytes: Int
    /// How much is read at once.
    public var chunkBytes: Int

    /// Creates limits; the defaults are 16 MiB for a line and 64 MiB for a text.
    public init(maximumLineBytes: Int = 16 << 20, maximumTextBytes: Int = 64 << 20, chunkBytes: Int = 1 << 20)
    {
      precondition(maximumLineBytes > 0 && maximumTextBytes > 0 && chunkBytes > 0, "limits are above zero")
      self.maximumLineBytes = maximumLineBytes
      self.maximumTextBytes = maximumTextBytes
      self.chunkBytes = chunkBytes
    }
  }

  /// The limits.
  public let configuration: Configuration
  /// Cleans each article before it is handed over; nil hands them over as they are read.
  public let cleaner: ArticleCleaner?

  /// Creates a reader.
  public init(configuration: Configuration = Configuration(), cleaner: ArticleCleaner? = nil) {
    self.configuration = configuration
    self.cleaner = cleaner
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
