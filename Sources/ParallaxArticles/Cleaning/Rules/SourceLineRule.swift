/// "Source: Al Jazeera, News Agencies": goes from the text, stays as metadata.
enum SourceLineRule {
  private static let labels: Phrases = ["source:", "sources:", "source :", "sources :"]

  static func apply(to draft: inout Draft) {
    for index in draft.activeLines {
      let line = draft.lines[index]
      guard labels.startsLine(line.folded), line.wordCount <= 20 else { continue }
      // A sentence may begin with the word; a list of names does not end like one.
      if line.endsSentence && line.wordCount > 8 { continue }
      draft.foundSourceLine = draft.foundSourceLine ?? draft.bytes.string(line.content)
      draft.remove(index, .source)
    }
  }
}
