import ParallaxText

/// The content terms of each sentence of one document, as numbers in flat arrays.
///
/// A term is a token of `Tokenizer(analyzer: .words)`, lowercased, that is no function word. Terms are
/// numbered in order of arrival, so nothing depends on a hash.
package struct SentenceTerms: Sendable {
  /// Where each sentence's entries start in `terms` and `counts`; one more than there are sentences.
  package let offsets: [Int]
  /// The distinct terms of each sentence, in order of first appearance.
  package let terms: [Int32]
  /// How often each of them appears in its sentence.
  package let counts: [Int32]
  /// How many sentences hold each term.
  package let sentenceFrequencies: [Int32]
  /// How many content tokens each sentence holds, repetitions included.
  package let lengths: [Int]
  /// Every token of every sentence in order: its term, or -1 for a function word.
  package let sequence: [Int32]
  /// Where each sentence's tokens start in `sequence`; one more than there are sentences.
  package let sequenceOffsets: [Int]

  private let spellings: [UInt8]
  private let spellingRanges: [Range<Int>]

  /// The number of sentences.
  package var sentenceCount: Int { lengths.count }
  /// The number of distinct terms.
  package var termCount: Int { sentenceFrequencies.count }

  /// The entries of a sentence, as a range into `terms` and `counts`.
  package func entries(of sentence: Int) -> Range<Int> { offsets[sentence]..<offsets[sentence + 1] }

  /// The spelling of a term, lowercase.
  package func spelling(of term: Int) -> String {
    String(decoding: spellings[spellingRanges[term]], as: UTF8.self)
  }

  /// Finds the terms of the sentences of a text.
  ///
  /// - Precondition: every range lies within the text.
  /// - Complexity: O(bytes of the text) beside tokenizing.
  package init(sentences: [Range<Int>], text: String) {
    let tokens = Tokenizer(analyzer: .words).tokens(in: text)
    let found =
      text.utf8.withContiguousStorageIfAvailable { Self.read(UnsafeRawBufferPointer($0), tokens, sentences) }
      ?? Array(text.utf8).withUnsafeBytes { Self.read($0, tokens, sentences) }
    self = found
  }

  private init(_ collected: borrowing TermCollector, arena: [UInt8], ranges: [Range<Int>]) {
    offsets = collected.offsets
    terms = collected.terms
    counts = collected.counts
    sentenceFrequencies = collected.sentenceFrequencies
    lengths = collected.lengths
    sequence = collected.sequence
    sequenceOffsets = collected.sequenceOffsets
    spellings = arena
    spellingRanges = ranges
  }

  private static func read(
    _ text: UnsafeRawBufferPointer, _ tokens: [Token], _ sentences: [Range<Int>]
  ) -> SentenceTerms {
    var arena = LoweredText(text)
    let functionWords = FunctionWords.lookup
    let parts = Self.parts(tokens, sentences, end: text.count)
    let count = parts.reduce(0) { $0 + $1.count }
    var table = TermTable(capacity: count)
    var collected = TermCollector(tokenCount: count, sentenceCount: sentences.count)
    for part in parts {
      for token in part {
        let found = arena.lowered(tokens[token].range)
        let entry = table.insert(arena.base, found.start, found.count, found.hash)
        if entry == collected.entryCount {
          collected.addEntry(
            isContent: !functionWords.contains(arena.base, found.start, found.count, found.hash))
        }
        collected.addToken(entry)
      }
      collected.endSentence()
    }
    var ranges: [Range<Int>] = []
    for entry in 0..<table.count where collected.isContent(entry) { ranges.append(table.range(of: entry)) }
    return SentenceTerms(collected, arena: arena.bytes(), ranges: ranges)
  }

  /// Which tokens lie wholly within each sentence; linear where sentences ascend.
  static func parts(_ tokens: [Token], _ sentences: [Range<Int>], end: Int) -> [Range<Int>] {
    var cursor = 0
    return sentences.map { sentence in
      precondition(sentence.lowerBound >= 0 && sentence.upperBound <= end, "a sentence outside the text")
      while cursor > 0, tokens[cursor - 1].range.lowerBound >= sentence.lowerBound { cursor -= 1 }
      while cursor < tokens.count, tokens[cursor].range.lowerBound < sentence.lowerBound { cursor += 1 }
      let first = cursor
      while cursor < tokens.count, tokens[cursor].range.upperBound <= sentence.upperBound { cursor += 1 }
      return first..<cursor
    }
  }
}
