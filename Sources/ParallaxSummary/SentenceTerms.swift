import ParallaxText

/// The content terms of each sentence of one document, as numbers in flat arrays.
///
/// A term is a token of `Tokenizer(analyzer: .words)`, lowercased, that is no function word. Terms are
/// numbered in order of arrival, so nothing depends on a hash.
package struct SentenceTerms: Sendable {
  /// Where each sentence's entries start in `terms` and `counts`; one more than there are sentences.
  package private(set) var offsets: [Int] = [0]
  /// The distinct terms of each sentence, in order of first appearance.
  package private(set) var terms: [Int32] = []
  /// How often each of them appears in its sentence.
  package private(set) var counts: [Int32] = []
  /// How many sentences hold each term.
  package private(set) var sentenceFrequencies: [Int32] = []
  /// How many content tokens each sentence holds, repetitions included.
  package private(set) var lengths: [Int] = []
  /// Every token of every sentence in order: its term, or -1 for a function word.
  package private(set) var sequence: [Int32] = []
  /// Where each sentence's tokens start in `sequence`; one more than there are sentences.
  package private(set) var sequenceOffsets: [Int] = [0]

  private var spellings: [UInt8] = []
  private var spellingRanges: [Range<Int>] = []

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
    let done: Void? = text.utf8.withContiguousStorageIfAvailable {
      read(UnsafeRawBufferPointer($0), tokens, sentences)
    }
    if done == nil { Array(text.utf8).withUnsafeBytes { read($0, tokens, sentences) } }
  }

  private mutating func read(_ text: UnsafeRawBufferPointer, _ tokens: [Token], _ sentences: [Range<Int>]) {
    var arena = LoweredText(text)
    var table = TermTable(capacity: tokens.count)
    var termOfEntry: [Int32] = []
    var lastSentence: [Int32] = []
    var lastEntry: [Int32] = []
    reserve(tokens.count, sentences.count)
    var cursor = 0
    for (number, sentence) in sentences.enumerated() {
      precondition(
        sentence.lowerBound >= 0 && sentence.upperBound <= text.count, "a sentence outside the text")
      while cursor > 0, tokens[cursor - 1].range.lowerBound >= sentence.lowerBound { cursor -= 1 }
      while cursor < tokens.count, tokens[cursor].range.lowerBound < sentence.lowerBound { cursor += 1 }
      var length = 0
      while cursor < tokens.count, tokens[cursor].range.upperBound <= sentence.upperBound {
        let found = arena.lowered(tokens[cursor].range)
        let entry = table.insert(arena.base, found.start, found.count, found.hash)
        cursor += 1
        if entry == termOfEntry.count {
          let isFunction = FunctionWords.contains(arena.base, found.start, found.count, found.hash)
          termOfEntry.append(isFunction ? -1 : Int32(sentenceFrequencies.count))
          if !isFunction {
            sentenceFrequencies.append(0)
            lastSentence.append(-1)
            lastEntry.append(0)
            spellingRanges.append(table.range(of: entry))
          }
        }
        let term = termOfEntry[entry]
        sequence.append(term)
        if term < 0 { continue }
        length += 1
        if lastSentence[Int(term)] == Int32(number) {
          counts[Int(lastEntry[Int(term)])] += 1
        } else {
          lastSentence[Int(term)] = Int32(number)
          lastEntry[Int(term)] = Int32(terms.count)
          terms.append(term)
          counts.append(1)
          sentenceFrequencies[Int(term)] += 1
        }
      }
      lengths.append(length)
      offsets.append(terms.count)
      sequenceOffsets.append(sequence.count)
    }
    spellings = arena.bytes()
  }

  private mutating func reserve(_ tokenCount: Int, _ sentenceCount: Int) {
    offsets.reserveCapacity(sentenceCount + 1)
    sequenceOffsets.reserveCapacity(sentenceCount + 1)
    lengths.reserveCapacity(sentenceCount)
    sequence.reserveCapacity(tokenCount)
    terms.reserveCapacity(tokenCount)
    counts.reserveCapacity(tokenCount)
  }
}
