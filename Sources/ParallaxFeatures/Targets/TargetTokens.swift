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

  init(_ document: TargetedText, reach: Int) {
    self.init(FoldedTokens(document.text), target: document.target, reach: reach)
  }

  init(_ tokens: FoldedTokens, target: Range<Int>, reach: Int) {
    let first = tokens.places.firstIndex { $0.upperBound > target.lowerBound } ?? tokens.count
    let last = tokens.places[first...].firstIndex { $0.lowerBound >= target.upperBound } ?? tokens.count
    self.tokens = tokens
    self.target = first..<last
    left = max(0, first - reach)..<first
    right = last..<min(tokens.count, last + reach)
  }

  /// How many of the nearest tokens on the left stand in the target's clause.
  var leftClause: Range<Int> {
    var start = left.upperBound
    while start > left.lowerBound, !endsClause(start - 1) { start -= 1 }
    return start..<left.upperBound
  }

  /// Those on the right.
  var rightClause: Range<Int> {
    var end = right.lowerBound
    while end < right.upperBound, !endsClause(end) { end += 1 }
    return right.lowerBound..<end
  }

  /// Whether an odd number of quotation marks stands before the target.
  var isQuoted: Bool {
    left.count { index in
      tokens.bytes[tokens.range(of: index)].elementsEqual([0x22])
        || Self.curlyQuotes.contains { tokens.bytes[tokens.range(of: index)].elementsEqual($0) }
    } % 2 == 1
  }

  private static let curlyQuotes: [[UInt8]] = [Array("\u{201C}".utf8), Array("\u{201D}".utf8)]

  /// Marks and words at which one clause ends and another begins.
  private func endsClause(_ token: Int) -> Bool {
    let bytes = tokens.bytes[tokens.range(of: token)]
    return Self.clauseEnds.contains { $0.count == bytes.count && bytes.elementsEqual($0) }
  }

  private static let clauseEnds: [[UInt8]] = [
    ",", ";", ":", ".", "\"", "\u{201C}", "\u{201D}", "(", ")", "-", "\u{2013}", "\u{2014}", "but", "and",
    "that", "who", "which", "while", "because", "although", "when", "after", "as", "if",
  ].map { Array($0.utf8) }
}
