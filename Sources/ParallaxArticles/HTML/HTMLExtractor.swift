import Foundation

/// Finds the article on a page: its text with headings, lists and quotations, and what the page says about it.
///
/// The page's flattened text is `Article.original`: its blocks in document order, white space within a block
/// collapsed to single spaces, one line break between blocks and a blank line where an element of block level
/// begins. What is not the article is cut out of it, each cut on record with its rule, exactly as
/// ``ArticleCleaner`` does with crawled text; offsets of cuts therefore count in the flattened text, not in the
/// page's source. Scripts, styles, forms' controls and comments are no text of the page and on no record.
///
/// A trained classifier judges each block by its own words, its element and what is around it
/// (see Models/main-text); where it finds nothing, the region that rules find is taken.
public struct HTMLExtractor: Sendable, Hashable {
  /// The settings of an extractor.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The longest page, in bytes; what follows is not read.
    public var maximumPageBytes: Int
    /// The probability from which on a block is taken for the article's.
    public var threshold: Double

    enum CodingKeys: String, CodingKey {
      case maximumPageBytes = "maximum_page_bytes"
      case threshold
    }

    /// Creates settings; the defaults are 5 MiB and the threshold the model was measured at.
    public init(maximumPageBytes: Int = 5 << 20, threshold: Double = 0.5) {
      self.maximumPageBytes = maximumPageBytes
      self.threshold = threshold
    }

    /// Checks the settings.
    ///
    /// - Throws: ``ArticleError`` with code `malformed` for a limit below one byte or a threshold outside 0…1.
    public func validate() throws(ArticleError) {
      if maximumPageBytes < 1 {
        throw ArticleError(.malformed, "maximum_page_bytes is \(maximumPageBytes); expected 1 or more")
      }
      if !(0...1).contains(threshold) {
        throw ArticleError(.malformed, "threshold is \(threshold); expected 0 to 1")
      }
    }
  }

  /// The settings.
  public let configuration: Configuration

  /// Creates an extractor.
  public init(configuration: Configuration = Configuration()) { self.configuration = configuration }

  /// Finds the article on a page.
  ///
  /// - Parameters:
  ///   - page: The page's source in whatever encoding; see `Article.encoding` for what it was found to be in.
  ///   - id: A name unique within the batch.
  /// - Throws: ``ArticleError`` with code `no_text` where the page has no text at all, `limit` where there is
  ///   no memory to parse it.
  /// - Complexity: O(*n*) in the bytes of the page.
  public func extract(_ page: [UInt8], id: String) throws(ArticleError) -> Article {
    var warnings: [String] = []
    var page = page
    if page.count > configuration.maximumPageBytes {
      page = Array(page.prefix(configuration.maximumPageBytes))
      let limit = configuration.maximumPageBytes.inBinaryUnits
      warnings.append("the page is longer than \(limit); what follows was not read")
    }
    let decoded = TextDecoding.decoded(page, declared: TextDecoding.declaredEncoding(page))
    var article = try extract(decoded.text, id: id)
    article.encoding = decoded.encoding
    article.warnings = warnings + decoded.warnings + article.warnings
    return article
  }

  /// Finds the article on a page whose encoding is known.
  ///
  /// - Throws: ``ArticleError`` with code `no_text` where the page has no text at all, `limit` where there is
  ///   no memory to parse it.
  public func extract(_ page: String, id: String) throws(ArticleError) -> Article {
    let (tree, linkedData, droppedTags) = try Self.tree(page)
    guard !tree.blocks.isEmpty else { throw ArticleError(.noText, "the page holds no text") }
    let measures = PageMeasures(tree)
    let scores = Self.scores(measures)
    let metadata = PageMetadata(tree, linkedData: linkedData)
    let isKept = selection(scores, measures)
    var article = Article(id: id, original: UTF8Text.repaired(tree.text[...]))
    article.title = metadata.title
    article.date = metadata.date
    article.author = metadata.author
    article.outlet = metadata.outlet
    article.language = metadata.language
    article.url = metadata.url
    article.blocks = tree.blocks.map { TextBlock(kind: Self.kind(of: $0, in: tree), range: $0.range) }
    article.removed = Self.cuts(tree, isKept: isKept, scores: scores)
    article.text = article.original.cutting(article.removed)
    if droppedTags > 0 {
      article.warnings.append(
        "tags of more attributes or bytes than any page needs were dropped: \(droppedTags)")
    }
    return article
  }

  /// The page as elements and blocks, the linked data of its scripts, and how many tags were beyond limits.
  static func tree(_ page: String) throws(ArticleError) -> (HTMLTree, [Data], droppedTags: Int) {
    var page = page
    let (reducer, linkedData) = page.withUTF8 { source in
      let reducer = HTMLReducer(source)
      let scripts = reducer.linkedData.prefix(16).map { Data(UnsafeBufferPointer(rebasing: source[$0])) }
      return (reducer, scripts)
    }
    guard let tree = HTMLParser.parse(reducer.output) else {
      throw ArticleError(.limit, "no memory to parse the page")
    }
    return (tree, linkedData, reducer.droppedTags)
  }

  /// The probability that each block is the article's; by the rules alone, 0 or 1, where there is no model.
  private static func scores(_ page: PageMeasures) -> [Float] {
    guard let model = ReadingModels.mainText else { return page.narrow.isCore.map { $0 ? 1 : 0 } }
    let features = BlockFeatures(page)
    return model.probabilities(features.values, rowCount: features.rowCount)
  }

  private func selection(_ scores: [Float], _ page: PageMeasures) -> [Bool] {
    let chosen = scores.map { Double($0) >= configuration.threshold }
    if chosen.contains(true) { return chosen }
    if page.narrow.isCore.contains(true) { return page.narrow.isCore }
    return scores.map { _ in true }
  }

  private static func kind(of block: HTMLTree.Block, in tree: HTMLTree) -> TextBlock.Kind {
    let element = tree.elements[Int(block.element)]
    switch element.tag {
    case .h1, .h2, .h3, .h4, .h5, .h6:
      return .heading(level: Int(element.tag.rawValue - HTMLTag.h1.rawValue) + 1)
    case .td, .th: return .cell
    default:
      if element.around.contains(.quoteTag) { return .quote }
      return element.around.contains(.listTag) ? .listItem : .paragraph
    }
  }

  /// The stretches between the blocks that stay, each under the name that the block's surroundings give it.
  private static func cuts(_ tree: HTMLTree, isKept: [Bool], scores: [Float]) -> [RemovedSpan] {
    var spans: [RemovedSpan] = []
    let last = isKept.lastIndex(of: true) ?? -1
    for (index, block) in tree.blocks.enumerated() where !isKept[index] {
      let isTail = index > last
      // Behind the last block that stays a cut takes the break before it, elsewhere the one after.
      let start = isTail ? tree.blocks[..<index].last?.range.upperBound ?? 0 : block.range.lowerBound
      let end =
        isTail || index + 1 == tree.blocks.count
        ? block.range.upperBound : tree.blocks[index + 1].range.lowerBound
      let rule = rule(of: tree.elements[Int(block.element)])
      spans.append(RemovedSpan(range: start..<end, rule: rule, score: Double(scores[index])))
    }
    return spans
  }

  private static func rule(of element: HTMLTree.Element) -> RemovedSpan.Rule {
    let around = element.around
    if around.contains(.comment) { return .comment }
    if !around.isDisjoint(with: [.figureTag, .caption]) { return .caption }
    if !around.isDisjoint(with: [.navTag, .footerTag, .headerTag, .navigation, .foot]) { return .navigation }
    if !around.isDisjoint(with: [.related, .asideTag]) { return .related }
    if around.contains(.share) { return .share }
    if around.contains(.subscription) { return .newsletter }
    if around.contains(.advertisement) { return .advertisement }
    return .boilerplate
  }
}

extension String {
  /// The text without spans that are in order and do not overlap.
  func cutting(_ spans: [RemovedSpan]) -> String {
    let bytes = Array(utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var offset = 0
    for span in spans {
      kept += bytes[offset..<span.range.lowerBound]
      offset = span.range.upperBound
    }
    kept += bytes[offset...]
    return UTF8Text.repaired(kept[...])
  }
}
