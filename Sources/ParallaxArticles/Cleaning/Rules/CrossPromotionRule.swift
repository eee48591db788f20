/// Pointers to other articles and films within the text: "READ MORE: …", "Inside Story: …?".
enum CrossPromotionRule {
  static let maximumWords = 25

  private static let labels: Phrases = [
    "read more:", "read also:", "also read:", "read:", "see also:", "see more:", "more:", "related:",
    "watch:",
    "watch live:", "watch now:", "watch more:", "must watch:", "must read:", "listen:", "opinion:",
    "inside story:", "explainer:",
    "video:", "videos:", "photos:", "gallery:", "in pictures:", "in photos:", "pictures:", "podcast:",
    "infographic:",
    "interactive:", "timeline:", "live updates:", "live blog:", "live:", "full coverage:", "full story:",
    "read the full story:", "further reading:", "from our archive:", "recommended:", "read next:", "up next:",
    "don't miss:", "fact check:", "fact-check:", "editorial:", "on our blog:", "related article:",
    "related story:",
    "related stories:", "related articles:", "related video:", "read more on this:", "more on this:",
    "the listening post:", "upfront:", "talk to al jazeera:", "special report:", "in depth:", "in-depth:",
    "background:", "see video:", "see photos:", "slideshow:", "photo gallery:", "click here for",
    "click here to",
    "click to email", "read more", "read the full", "see more", "watch the video", "watch video",
    "watch the full",
    "watch now", "watch live", "view gallery", "view slideshow", "just watched", "view photos", "tap here",
    "learn more",
    "see more on", "for more on this story", "for the latest from",
  ]

  /// Labels that a sentence does not begin with.
  private static let sureLabels: Phrases = [
    "read more", "read also:", "also read:", "see also:", "see more", "related", "click here",
    "click to email",
    "inside story:", "for more on this story", "for the latest from", "just watched", "read the full",
    "read next:",
  ]

  /// Removes short lines with such a label at their head.
  ///
  /// One that ends like a sentence needs a label that is sure,
  /// or written in capitals: a paragraph may begin with "Watch:" too.
  static func apply(to draft: inout Draft) {
    for index in draft.activeLines {
      let line = draft.lines[index]
      guard labels.beginsLine(line.folded), line.ending != .quote else { continue }
      let isPlayer = line.folded.starts(with: "just watched") && line.folded.contains("must watch")
      let isSure = line.ending != .stop || sureLabels.beginsLine(line.folded) || isCapitalized(line, draft)
      if isPlayer || isSure && line.wordCount <= maximumWords { draft.remove(index, .crossPromotion) }
    }
  }

  /// Whether a line begins with four capitals or a word of them.
  private static func isCapitalized(_ line: Line, _ draft: Draft) -> Bool {
    draft.bytes[line.content].prefix(4).allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }
}
