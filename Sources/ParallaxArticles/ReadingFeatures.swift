/// What the trained models of reading are told about the pieces of a text: for training and measuring them.
public struct ReadingFeatures: Sendable {
  /// The names of the features.
  public let names: [String]
  /// The pieces: a page's blocks, or lines.
  public let texts: [String]
  /// The features, row by row, a row for each piece.
  public let values: [Float]

  /// The blocks of a page.
  ///
  /// - Throws: ``ArticleError`` where the page cannot be parsed.
  public init(page: [UInt8]) throws(ArticleError) {
    let decoded = TextDecoding.decoded(page, declared: TextDecoding.declaredEncoding(page))
    let tree = try HTMLExtractor.tree(decoded.text).0
    names = BlockFeatures.names
    texts = tree.blocks.map { String(decoding: tree.text[$0.range], as: UTF8.self) }
    values = BlockFeatures(PageMeasures(tree)).values
  }

  /// Lines, of which none is empty.
  public init(lines: [String]) {
    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    for line in lines where !line.isEmpty {
      let start = text.count
      text += line.utf8
      ranges.append(start..<text.count)
      text.append(0x0A)
    }
    names = LineFeatures.names
    texts = lines.filter { !$0.isEmpty }
    values = LineFeatures(text, ranges).values
  }
}
