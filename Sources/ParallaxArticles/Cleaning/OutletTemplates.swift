/// Lines that an outlet puts around its articles, learnt from how many of its articles have them.
///
/// A line counts once an article. One that stands in a given share of an outlet's articles, and in a least
/// number of them, is none of any article's own: a request to subscribe, a line about the outlet, a notice.
/// Long lines are compared by all their bytes, white space at their ends aside.
public struct OutletTemplates: Sendable {
  /// The settings of learning.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The least number of articles of an outlet that must have a line.
    public var minimumArticles: Int
    /// The least share of an outlet's articles that must have it.
    public var minimumShare: Double

    enum CodingKeys: String, CodingKey {
      case minimumArticles = "minimum_articles"
      case minimumShare = "minimum_share"
    }

    /// Creates settings; the defaults are three articles and a fifth of the outlet's.
    public init(minimumArticles: Int = 3, minimumShare: Double = 0.2) {
      self.minimumArticles = minimumArticles
      self.minimumShare = minimumShare
    }

    /// Checks the settings.
    ///
    /// - Throws: ``ArticleError`` with code `malformed` for fewer than two articles or a share outside 0…1.
    public func validate() throws(ArticleError) {
      if minimumArticles < 2 {
        throw ArticleError(.malformed, "minimum_articles is \(minimumArticles); expected 2 or more")
      }
      if !(0...1).contains(minimumShare) {
        throw ArticleError(.malformed, "minimum_share is \(minimumShare); expected 0 to 1")
      }
    }
  }

  private struct Counts {
    var articles = 0
    var lines: [UInt64: Int] = [:]
  }

  /// The settings.
  public let configuration: Configuration
  private var outlets: [String: Counts] = [:]

  /// Creates templates that know no outlet yet.
  public init(configuration: Configuration = Configuration()) { self.configuration = configuration }

  /// Counts the lines of an article; one without an outlet is passed over.
  ///
  /// - Complexity: O(*n*) in the bytes of the text; memory grows by 16 bytes for each line not seen before.
  public mutating func learn(from article: Article) {
    guard let outlet = article.outlet else { return }
    let lines = Set(Self.hashes(of: Array(article.original.utf8)).map(\.hash))
    outlets[outlet, default: Counts()].articles += 1
    for line in lines { outlets[outlet, default: Counts()].lines[line, default: 0] += 1 }
  }

  /// How many of an outlet's articles were counted.
  public func articleCount(of outlet: String) -> Int { outlets[outlet]?.articles ?? 0 }

  /// Whether a line belongs to an outlet's template.
  func contains(_ hash: UInt64, of outlet: String) -> Bool {
    guard let counts = outlets[outlet], let count = counts.lines[hash] else { return false }
    return count >= configuration.minimumArticles
      && Double(count) >= configuration.minimumShare * Double(counts.articles)
  }

  private static func hashes(of bytes: [UInt8]) -> [(range: Range<Int>, hash: UInt64)] {
    var result: [(Range<Int>, UInt64)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes.firstLineFeed(from: start) ?? bytes.count
      let content = bytes.trimmed(start..<end)
      if !content.isEmpty { result.append((content, NameHash.of(bytes[content]))) }
      start = end + 1
    }
    return result
  }

  /// Removes an outlet's template from a draft.
  func apply(to draft: inout Draft, outlet: String) {
    for index in draft.activeLines
    where contains(NameHash.of(draft.bytes[draft.lines[index].content]), of: outlet) {
      draft.remove(index, .template)
    }
  }
}
