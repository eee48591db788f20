import ParallaxText

/// The tokens of a text, or of its sentences one after the other, as they are compared: in lower case.
///
/// Tokens are those of the `UnicodeTokenizer` with contractions split, marks and numbers among them; a
/// typographic apostrophe becomes a plain one.
///
/// A class, because every part of a text that is handed on holds all of it.
package final class FoldedTokens: Sendable {
  /// What was found, before it is looked up.
  struct Content: Sendable {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate(set) var places: [Range<Int>] = []
    fileprivate(set) var isWord: [Bool] = []
    /// Where each token stands in ``bytes``.
    fileprivate(set) var ranges: [Range<Int>] = []
    /// Where the tokens of each part begin, and their number at the end.
    fileprivate var partStarts: [Int] = [0]
  }

  let content: Content
  /// The text in lower case, then those tokens that differ from it by more, then ``padding`` zero bytes.
  package var bytes: [UInt8] { content.bytes }
  /// Where each token stands in the text, in UTF-8 bytes.
  package var places: [Range<Int>] { content.places }
  /// Whether each token is a word: letters, perhaps with digits among them.
  package var isWord: [Bool] { content.isWord }
  /// The parts of the text that were read.
  private let parts: [Range<Int>]
  /// The numbers of the words in vocabularies, where they were asked for ahead.
  private let numbers: [(lookup: WordLookup, ids: [Int32])]

  /// The zero bytes behind ``bytes``: sixteen may be read from the beginning of any token.
  static let padding = 16

  /// Finds and folds the tokens of a text.
  ///
  /// - Complexity: O(bytes).
  package convenience init(_ text: String, numberedBy lookups: [WordLookup] = []) {
    self.init(text, parts: [0..<text.utf8.count], numberedBy: lookups)
  }

  /// Finds and folds the tokens of parts of a text, each read as if it were a text of its own, and looks its words
  /// up in vocabularies.
  ///
  /// - Precondition: the parts ascend, lie apart and inside the text.
  /// - Complexity: O(bytes).
  package init(_ text: String, parts: [Range<Int>], numberedBy lookups: [WordLookup] = []) {
    let content = Content(text, parts: parts)
    var numbers: [(lookup: WordLookup, ids: [Int32])] = []
    for lookup in lookups where !numbers.contains(where: { $0.lookup === lookup }) {
      numbers.append((lookup, lookup.ids(of: content)))
    }
    self.content = content
    self.parts = parts
    self.numbers = numbers
  }

  /// The number of tokens.
  package var count: Int { content.places.count }

  /// The UTF-8 of a token, as a range into ``bytes``.
  package func range(of token: Int) -> Range<Int> { content.ranges[token] }

  /// A token as text.
  package func text(of token: Int) -> String { String(decoding: bytes[range(of: token)], as: UTF8.self) }

  /// The tokens of one part of the text.
  package func slice(_ part: Int) -> TokenSlice {
    TokenSlice(
      self, content.partStarts[part]..<content.partStarts[part + 1], origin: parts[part].lowerBound)
  }

  /// The place of every token that is a word of the vocabulary, -1 for the others.
  ///
  /// - Complexity: O(1) where words were looked up ahead, else O(bytes).
  package func ids(by lookup: WordLookup) -> [Int32] {
    for known in numbers where known.lookup === lookup { return known.ids }
    return lookup.ids(of: content)
  }
}

extension FoldedTokens.Content {
  /// Finds and folds the tokens of parts of a text.
  fileprivate init(_ text: String, parts: [Range<Int>]) {
    var text = text
    text.withUTF8 { source in
      bytes.reserveCapacity(source.count + source.count / 8 + FoldedTokens.padding)
      bytes += source
      // All at once, words and what parts them: it has no branches.
      bytes.withUnsafeMutableBufferPointer { bytes in
        for index in bytes.indices { bytes[index] |= bytes[index] &- 0x41 < 26 ? 0x20 : 0 }
      }
      let room = source.count / 5 + 1
      places.reserveCapacity(room)
      ranges.reserveCapacity(room)
      isWord.reserveCapacity(room)
      partStarts.reserveCapacity(parts.count + 1)
      var found: [Token] = []
      found.reserveCapacity(parts.count == 1 ? room : 64)
      for part in parts {
        found.removeAll(keepingCapacity: true)
        UnicodeTokenizer().append(tokensOf: UnsafeBufferPointer(rebasing: source[part]), to: &found)
        append(found, of: part, source)
        partStarts.append(places.count)
      }
      bytes.append(contentsOf: repeatElement(0, count: FoldedTokens.padding))
    }
  }

  /// Adds the tokens of a part, and folds those that are not there in lower case yet.
  private mutating func append(_ found: [Token], of part: Range<Int>, _ source: UnsafeBufferPointer<UInt8>) {
    let first = places.count
    places.append(addingCapacity: found.count) { places in
      for token in found {
        places.append(
          (part.lowerBound &+ token.range.lowerBound)..<(part.lowerBound &+ token.range.upperBound))
      }
    }
    isWord.append(addingCapacity: found.count) { isWord in
      for token in found { isWord.append(token.kind == .word) }
    }
    var seen: UInt8 = 0
    for index in part { seen |= source[index] }
    if seen < 0x80 {
      ranges += places[first...]
    } else {
      for token in first..<places.count { ranges.append(folded(source, places[token])) }
    }
  }

  /// Where the folded form of a token stands in ``bytes``: where it was, unless letters beyond ASCII change.
  private mutating func folded(_ source: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Range<Int> {
    var seen: UInt8 = 0
    for index in place { seen |= source[index] }
    return seen < 0x80 ? place : foldedBeyondASCII(source, place)
  }

  private mutating func foldedBeyondASCII(
    _ source: UnsafeBufferPointer<UInt8>, _ place: Range<Int>
  ) -> Range<Int> {
    // General punctuation (E2 80 xx), by far the most of it, has no case; the apostrophe alone is replaced.
    var (index, apostrophes, isPunctuated) = (place.lowerBound, 0, true)
    while index < place.upperBound, isPunctuated {
      if source[index] < 0x80 {
        index += 1
      } else {
        isPunctuated =
          index + 2 < place.upperBound && source[index] == 0xE2 && source[index + 1] == 0x80
        if isPunctuated, source[index + 2] == 0x99 { apostrophes += 1 }
        index += 3
      }
    }
    if isPunctuated, apostrophes == 0 { return place }
    let start = bytes.count
    guard isPunctuated else {
      for scalar in String(decoding: source[place], as: UTF8.self).lowercased().unicodeScalars {
        bytes.append(
          contentsOf: UTF8.encode(scalar == "\u{2019}" ? "'" : scalar) ?? UTF8.encodedReplacementCharacter)
      }
      return start..<bytes.count
    }
    index = place.lowerBound
    while index < place.upperBound {
      if source[index] == 0xE2, source[index + 2] == 0x99 {
        bytes.append(UInt8(ascii: "'"))
        index += 3
      } else {
        bytes.append(bytes[index])
        index += 1
      }
    }
    return start..<bytes.count
  }
}
