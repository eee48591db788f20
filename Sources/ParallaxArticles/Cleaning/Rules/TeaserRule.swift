/// Lists of other articles, each a title and the first words of its text ("… a wrong policy in...").
enum TeaserRule {
  /// Headings that nothing but a list of other articles follows.
  private static let strongHeadings: Phrases = [
    "you can also read", "you may also like", "you might also like", "you may also be interested in",
    "you might also be interested in", "read also", "also read", "other stories", "other news",
  ]
  /// Headings that may stand alone in the text.
  private static let headings: Phrases = [
    "also in the news", "related", "related stories", "related articles", "related news", "related content",
    "related coverage", "related topics", "related links", "recommended", "recommended for you",
    "recommended stories", "more on this story", "more stories", "most read", "most popular", "most viewed",
    "trending", "trending now", "top stories", "further reading", "don't miss", "editor's picks",
    "editors' picks",
    "popular now", "popular", "what to read next", "read next", "more news", "latest news", "see also",
    "more from this section", "more coverage", "in this story", "around the web", "from the web",
  ]

  static func apply(to draft: inout Draft) {
    for index in draft.activeLines where draft.lines[index].isActive {
      let line = draft.lines[index]
      let isStrong = strongHeadings.isLine(line.folded)
      guard isStrong || headings.isLine(line.folded) else { continue }
      let block = block(after: index, draft)
      let hasCutOff = block.contains { draft.lines[$0].ending == .ellipsis }
      draft.remove(index, .teaser)
      if isStrong || hasCutOff { for other in block { draft.remove(other, .teaser) } }
    }
  }

  /// The titles and cut-off lines that follow a heading, up to the first paragraph or the next noise.
  private static func block(after heading: Int, _ draft: Draft) -> [Int] {
    var block: [Int] = []
    for index in draft.lines.indices[(heading + 1)...] {
      let line = draft.lines[index]
      if line.isBlank { continue }
      guard line.isActive, !line.folded.isEmpty, line.wordCount <= 30 else { break }
      if line.ending == .ellipsis || !line.endsSentence && line.wordCount <= 20 {
        block.append(index)
      } else if line.wordCount <= 14, line.folded.last != 0x2E, isCutOff(after: index, draft) {
        // A title that is a question, an exclamation or a quotation.
        block.append(index)
      } else {
        break
      }
    }
    return block
  }

  private static func isCutOff(after index: Int, _ draft: Draft) -> Bool {
    let next = draft.lines[(index + 1)...].first { !$0.isBlank }
    return next.map { $0.isActive && $0.ending == .ellipsis && !$0.folded.isEmpty } ?? false
  }
}
