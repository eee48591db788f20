/// The tokens of a text on both sides of its target.
///
/// A token that shares a byte with the target belongs to it; others are counted from it outwards, 0 the nearest.
struct TargetTokens: Sendable {
  let tokens: FoldedTokens
  /// The tokens before the target, the nearest last; no more than the reach.
  let left: Range<Int>
  /// The tokens of the target.
  let target: Range<Int>
  /// The tokens after the target, the nearest first; no more than the reach.
  let right: Range<Int>
  /// The nearest tokens before the target up to the end of its clause.
  let leftClause: Range<Int>
  /// Those after it.
  let rightClause: Range<Int>

  init(_ document: TargetedText, reach: Int) {
    self.init(TokenSlice(document.text), target: document.target, reach: reach)
  }

  init(_ slice: TokenSlice, target: Range<Int>, reach: Int) {
    let (tokens, range) = (slice.tokens, slice.range)
    let (start, finish) = (slice.origin + target.lowerBound, slice.origin + target.upperBound)
    let first = tokens.places[range].firstIndex { $0.upperBound > start } ?? range.upperBound
    let last =
      tokens.places[first..<range.upperBound].firstIndex { $0.lowerBound >= finish } ?? range.upperBound
    self.tokens = tokens
    self.target = first..<last
    left = max(range.lowerBound, first - reach)..<first
    right = last..<min(range.upperBound, last + reach)
    var clause = left.upperBound
    while clause > left.lowerBound, !Self.endsClause(clause - 1, of: tokens) { clause -= 1 }
    leftClause = clause..<left.upperBound
    var end = right.lowerBound
    while end < right.upperBound, !Self.endsClause(end, of: tokens) { end += 1 }
    rightClause = right.lowerBound..<end
  }

  /// Tokens without a target: all of them stand before it.
  init(untargeted slice: TokenSlice) {
    tokens = slice.tokens
    left = slice.range
    target = left.upperBound..<left.upperBound
    right = target
    leftClause = target
    rightClause = target
  }

  private static func isQuotation(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes)
    return bytes == [0x22] || bytes == [0xE2, 0x80, 0x9C] || bytes == [0xE2, 0x80, 0x9D]
  }

  /// Whether an odd number of quotation marks stands before the target.
  var isQuoted: Bool {
    left.count { index in
      let range = tokens.range(of: index)
      return range.count != 2 && range.count < 4 && Self.isQuotation(tokens.bytes[range])
    } % 2 == 1
  }

  /// Marks and words at which one clause ends and another begins.
  private static func endsClause(_ token: Int, of tokens: FoldedTokens) -> Bool {
    let range = tokens.range(of: token)
    return range.count < 9 && clauseEnds[range.count].contains { tokens.bytes[range].elementsEqual($0) }
  }

  /// The ends of clauses by their number of bytes.
  private static let clauseEnds: [[[UInt8]]] = {
    let ends = [
      ",", ";", ":", ".", "\"", "\u{201C}", "\u{201D}", "(", ")", "-", "\u{2013}", "\u{2014}", "but", "and",
      "that", "who", "which", "while", "because", "although", "when", "after", "as", "if",
    ].map { Array($0.utf8) }
    return (0..<9).map { count in ends.filter { $0.count == count } }
  }()
}
