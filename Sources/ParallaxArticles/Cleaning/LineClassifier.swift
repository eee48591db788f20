/// Tells the lines of an article from the other lines of a crawled page whose markup is gone.
///
/// A trained classifier (see Models/article-lines) judges each line by its words, its neighbours and how far
/// the prose is. It is meant for whole pages; an article with a few lines too many is better served by the
/// rules of ``ArticleCleaner`` alone, which are surer of what they cut.
public struct LineClassifier: Sendable, Hashable {
  /// The probability from which on a line is taken for the article's.
  public let threshold: Double

  /// Creates a classifier.
  public init(threshold: Double = 0.5) { self.threshold = threshold }

  /// The probability that each line is the article's, for lines that are not blank, in the order of the text.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - lines: Ranges of the text, none empty.
  public func probabilities(_ text: [UInt8], lines: [Range<Int>]) -> [Float] {
    precondition(lines.allSatisfy { !$0.isEmpty && $0.upperBound <= text.count }, "lines lie in the text")
    let features = LineFeatures(text, lines)
    guard let model = ReadingModels.articleLines else {
      return lines.indices.map { features.run.contains($0) ? 1 : 0 }
    }
    return model.probabilities(features.values, rowCount: features.rowCount)
  }

  /// Whether lines look like those of a whole page: many, and most of them no sentences.
  static func isPage(_ lines: [Line]) -> Bool {
    let filled = lines.count { $0.isActive }
    let prose = lines.count { $0.isActive && $0.isProse }
    return filled >= minimumLines && prose * 2 < filled
  }

  private static let minimumLines = 40

  /// Removes the lines that are none of the article's from a draft.
  ///
  /// Before, the headline is looked for above the article: the line closest to it with which the page's first
  /// line begins, as the title of a page begins with its headline; and the date in the lines between.
  func apply(to draft: inout Draft) {
    let active = draft.activeLines
    let scores = probabilities(draft.bytes, lines: active.map { draft.lines[$0].content })
    let isKept = scores.map { Double($0) >= threshold }
    guard let first = isKept.firstIndex(of: true) else { return }
    findMetadata(in: &draft, active, above: first)
    for (place, index) in active.enumerated() where !isKept[place] {
      draft.remove(index, .boilerplate, score: Double(scores[place]))
    }
  }

  private func findMetadata(in draft: inout Draft, _ active: [Int], above first: Int) {
    guard let top = active.first else { return }
    let pageTitle = Fold.folded(draft.bytes, draft.lines[top].content)
    for place in (1..<max(1, first + 1)).reversed() {
      let line = draft.lines[active[place]]
      if draft.foundTitle == nil, line.wordCount >= 3, !line.folded.isEmpty, pageTitle.hasPrefix(line.folded)
      {
        draft.foundTitle = draft.bytes.string(line.content)
      }
      if draft.foundDate == nil, first - place <= 12, line.wordCount <= 20 {
        draft.foundDate = ArticleCleaner.isoDate(draft.bytes.string(line.content))
      }
    }
  }
}
