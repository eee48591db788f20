/// Photo captions: doubled on one line, credited to an agency, or labelled.
enum CaptionRule {
  static let maximumWords = 60

  private static let agencies: Phrases = [
    "reuters", "epa", "afp", "associated press", "getty", "anadolu", "al jazeera", "file", "tass", "xinhua",
    "sputnik", "handout", "courtesy", "photo", "ria novosti", "shutterstock", "ap", "upi", "dpa", "pa wire",
    "irna",
    "bloomberg",
  ]
  private static let initialsOfOthers: Phrases = [
    "pdf", "video", "audio", "photos", "sic", "isil", "isis", "is", "un", "us", "eu", "uk", "nato", "usa",
    "gop",
    "update", "live", "watch", "graph", "map", "chart", "poll", "who", "imf", "fbi", "cia",
  ]
  private static let labels: Phrases = [
    "photo:", "photos:", "photograph:", "file photo", "image copyright", "image caption", "media caption",
    "image:",
    "image source", "picture:", "caption:", "(photo", "photo credit", "photo by", "photograph by",
    "photo courtesy",
    "enlarge this image", "enlarge / ", "hide caption", "toggle caption", "image credit",
    "photo illustration",
    "video caption", "pictured:",
  ]

  static func apply(to draft: inout Draft) {
    let active = draft.activeLines
    for (position, index) in active.enumerated() where draft.lines[index].isActive {
      if let repetition = Repetition(in: draft.bytes, draft.lines[index].content) {
        removeDoubled(index, repetition, from: &draft)
      } else if isCaption(draft.lines[index], draft) {
        draft.remove(index, .caption)
        removeHeading(before: position, in: active, from: &draft)
      }
    }
  }

  /// "caption   caption" goes whole; a sentence said twice without the gap loses its second copy only.
  private static func removeDoubled(_ index: Int, _ repetition: Repetition, from draft: inout Draft) {
    let words = draft.bytes.wordCount(repetition.unit)
    let isSentence = draft.lines[index].endsSentence
    if words <= maximumWords, repetition.gap > 1 || !isSentence {
      draft.remove(index, .caption)
    } else {
      draft.cutTail(of: index, from: repetition.unit.upperBound, .duplicate)
    }
  }

  /// A caption's own heading stands on the line before it, at the start of its block.
  private static func removeHeading(before position: Int, in active: [Int], from draft: inout Draft) {
    guard position > 0 else { return }
    let index = active[position - 1]
    guard draft.lines[index].isActive, !draft.hasBlank(between: index, and: active[position]) else { return }
    let startsBlock = position == 1 || draft.hasBlank(between: active[position - 2], and: index)
    if startsBlock, SubheadingRule.isHeading(draft.lines[index], draft) { draft.remove(index, .caption) }
  }

  /// Whether a line is labelled as a caption or credited to somebody.
  static func isCaption(_ line: Line, _ draft: Draft) -> Bool {
    isLabelled(line) || isFilePhoto(line, draft) || isCredited(line, draft)
  }

  /// "FILE - In this July 4, 2030, file photo, …": such captions are as long as paragraphs.
  private static func isFilePhoto(_ line: Line, _ draft: Draft) -> Bool {
    let content = line.content
    guard draft.bytes[content].starts(with: Array("FILE ".utf8)), content.count <= 1_200 else { return false }
    let text = Fold.folded(draft.bytes, content)
    return text.starts(with: "file -") && (text.starts(with: "file - in this") || text.contains("photo"))
  }

  private static func isLabelled(_ line: Line) -> Bool {
    line.wordCount <= maximumWords && labels.startsLine(line.folded)
  }

  /// "… several weeks before [EPA]", "… (AP Photo/Name)", "… (Reuters)".
  private static func isCredited(_ line: Line, _ draft: Draft) -> Bool {
    guard line.wordCount <= maximumWords, line.wordCount > 1, !line.folded.isEmpty else { return false }
    let bytes = draft.bytes
    let content = line.content
    guard let last = bytes[content].last, last == 0x5D || last == 0x29 else { return false }
    let opening: UInt8 = last == 0x5D ? 0x5B : 0x28
    guard let open = bytes[content].lastIndex(of: opening), content.upperBound - open <= 60 else {
      return false
    }
    let credit = Array(bytes[bytes.trimmed(open + 1..<content.upperBound - 1)])
    let folded = Fold.folded(credit)
    if opening == 0x5B { return agencies.occursAsWord(in: folded) || isInitials(credit, folded) }
    // In round brackets a sentence may name an agency as well: an exact name or a photographer's is needed.
    let isName = agencies.contains(folded)
    let isPhotographer = agencies.beginsLine(folded) && (folded.contains(0x2F) || folded.contains("photo"))
    let agency = folded.lastIndex(of: 0x2F).map { folded[($0 + 1)...] }
    return isName || isPhotographer || agency.map(agencies.contains) == true
      || folded.contains("getty images")
  }

  /// Two to six capitals, as agencies sign, that are not another well-known abbreviation.
  private static func isInitials(_ credit: [UInt8], _ folded: [UInt8]) -> Bool {
    guard (2...6).contains(credit.count), !initialsOfOthers.contains(folded) else { return false }
    return credit.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }
}
