/// The place, day and agency before the first sentence: "ASTANA, January 23 (Reuters) —", "(CNN) --".
enum DatelineRule {
  static let maximumBytes = 90

  private static let dashes = ["\u{2014}", "\u{2013}", "--", " - "].map { Array($0.utf8) }
  private static let agencies: Phrases = [
    "reuters", "ap", "afp", "cnn", "upi", "epa", "dpa", "xinhua", "tass", "irna", "isna", "sana", "bloomberg",
    "associated press", "the associated press", "anadolu", "aa", "pti", "ani", "ians", "kyodo", "rnn", "npr",
    "reuters health",
    "fox news", "cnbc", "abc news", "nbc news", "cbs news", "the hill", "marketwatch", "ria novosti",
    "sputnik",
  ]
  private static let openers: Phrases = [
    "the", "a", "an", "it", "but", "and", "this", "that", "he", "she", "they", "we", "i", "in", "on", "at",
    "for",
    "yes", "no", "so", "well", "now", "here", "there", "breaking", "exclusive", "update", "updated", "live",
    "analysis", "opinion", "editor's", "correction", "note", "or", "if", "when", "then", "these", "those",
    "file",
  ]

  static func apply(to draft: inout Draft) {
    guard let index = draft.activeLines.prefix(3).first(where: { draft.lines[$0].isProse }) else { return }
    let content = draft.lines[index].content
    guard let (head, end) = dateline(in: draft.bytes, content) else { return }
    draft.foundDateline = draft.foundDateline ?? draft.bytes.string(head)
    draft.cutHead(of: index, to: end, .dateline)
  }

  /// The dateline without its dash, and where the text after it begins.
  private static func dateline(in bytes: [UInt8], _ content: Range<Int>) -> (Range<Int>, Int)? {
    let window = Array(bytes[content.prefix(maximumBytes)])
    for (start, dash) in candidates(window) {
      let head = bytes.trimmed(content.lowerBound..<content.lowerBound + start)
      let end = bytes.trimmed(content.lowerBound + start + dash.count..<content.upperBound).lowerBound
      guard !head.isEmpty, end < content.upperBound, beginsSentence(bytes, end..<content.upperBound) else {
        continue
      }
      let isPlainHyphen = dash.count < 2 || dash == dashes[3]
      if isDateline(Array(bytes[head]), hasDash: !dash.isEmpty, isPlainHyphen: isPlainHyphen) {
        return (head, end)
      }
      return nil
    }
    return nil
  }

  /// Where a dateline may end: at the first dash, or behind the first closing bracket.
  private static func candidates(_ window: [UInt8]) -> [(Int, [UInt8])] {
    let first = dashes.compactMap { dash in window.offset(of: dash).map { ($0, dash) } }.min { $0.0 < $1.0 }
    var result = first.map { [$0] } ?? []
    if let close = window.firstIndex(of: 0x29), close < 60, close < first?.0 ?? Int.max {
      let between = first.map { Array(window[(close + 1)..<$0.0]) } ?? [0x78]
      if between.contains(where: { $0 != 0x20 }) { result = [(close + 1, [])] }
    }
    return result
  }

  private static func beginsSentence(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let byte = bytes[range.lowerBound]
    return bytes.isCapital(at: range.lowerBound, to: range.upperBound) || byte.isASCIIDigit || byte == 0x22
      || byte == 0x27 || byte == 0x60 || byte == 0xE2 || byte == 0x24
  }

  /// Whether a head is made of a place, a day and an agency.
  private static func isDateline(_ head: [UInt8], hasDash: Bool, isPlainHyphen: Bool) -> Bool {
    var place = head
    var hasAgency = false
    if head.last == 0x29, let open = head.lastIndex(of: 0x28) {
      guard isAgency(Array(head[(open + 1)..<(head.count - 1)])) else { return false }
      hasAgency = true
      place = Array(head[..<open])
    } else if !hasDash {
      return false
    }
    guard let parts = PlaceAndDay(place) else { return false }
    if hasAgency { return hasDash || agencyAlone(head) }
    if parts.names == 0 { return false }
    if parts.hasDay || parts.capitals > 0 && parts.capitals + parts.small >= parts.names { return true }
    if parts.capitals > 0, parts.hasComma { return true }
    return !isPlainHyphen && parts.names <= 3 && parts.small == 0
  }

  /// Without a dash only a well-known agency's name marks the end ("Washington (CNN) The president …").
  private static func agencyAlone(_ head: [UInt8]) -> Bool {
    guard let open = head.lastIndex(of: 0x28) else { return false }
    return agencies.contains(Fold.folded(Array(head[(open + 1)..<(head.count - 1)])))
  }

  private static func isAgency(_ name: [UInt8]) -> Bool {
    let folded = Fold.folded(name)
    if agencies.contains(folded) { return true }
    let words = name.split(separator: 0x20)
    return (1...4).contains(words.count)
      && words.allSatisfy { name.isCapital(at: $0.startIndex - name.startIndex, to: name.count) }
  }

  /// What stands before the agency and the dash.
  private struct PlaceAndDay {
    /// Words with a capital, and those of them all in capitals.
    var names = 0
    var capitals = 0
    /// Words between names ("of", "and").
    var small = 0
    var hasDay = false
    var hasComma = false

    /// Fails where a word is none of a place, a day or what stands between.
    init?(_ bytes: [UInt8]) {
      hasComma = bytes.contains(0x2C)
      var previousWasMonth = false
      for word in bytes.split(whereSeparator: { [0x20, 0x2C, 0x2F].contains($0) }) {
        let folded = Fold.folded(Array(word))
        let bare = folded.filter(\.isWordByte)
        if bare.isEmpty { continue }
        if openers.contains(folded) { return nil }
        if CalendarDate.month(bare) != nil, names > 0 {
          previousWasMonth = true
        } else if bare.allSatisfy(\.isASCIIDigit) {
          guard previousWasMonth, bare.count <= 2 || bare.count == 4 else { return nil }
          hasDay = true
        } else if Array(word).isCapital(at: 0, to: word.count) {
          names += 1
          if bare.count > 1, word.allSatisfy({ !($0 >= 0x61 && $0 <= 0x7A) }) { capitals += 1 }
        } else if Phrases.placeConnectors.contains(folded) {
          small += 1
        } else {
          return nil
        }
      }
      if names > 6 { return nil }
    }
  }
}

extension Phrases {
  fileprivate static let placeConnectors: Phrases = [
    "of", "and", "de", "el", "al", "la", "le", "sur", "upon",
  ]
}
