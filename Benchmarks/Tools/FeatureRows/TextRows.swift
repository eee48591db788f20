import Measuring
import Parallax

/// The news splitter.
func measureSentences(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  let splitter = SentenceSplitter()
  let (sentences, seconds) = Meter.time { corpus.documents.map { splitter.sentences(in: $0) } }
  for (document, ranges) in zip(corpus.documents, sentences) { try checkCover(document, ranges) }
  var result = Measurement("sentences", cpuSeconds: seconds, corpus: corpus)
  result.count = sentences.reduce(0) { $0 + $1.count }
  return [result]
}

/// Sentences come in order without overlap, and between them is nothing but white space.
private func checkCover(_ document: String, _ ranges: [Range<Int>]) throws {
  let utf8 = document.utf8
  var position = 0
  var index = utf8.startIndex
  for next in ranges + [utf8.count..<utf8.count] {
    guard next.lowerBound >= position else { throw Fault("sentences overlap at byte \(position)") }
    let start = utf8.index(index, offsetBy: next.lowerBound - position)
    if let scalar = document[index..<start].unicodeScalars.first(where: { !isBlank($0) }) {
      throw Fault("\(scalar.debugDescription) between sentences, after byte \(position) of a document")
    }
    index = utf8.index(start, offsetBy: next.count)
    position = next.upperBound
  }
}

/// White space, and what the splitter takes for it: control characters and the two spaces without width.
private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || scalar.value < 0x20 || scalar == "\u{200B}" || scalar == "\u{FEFF}"
}

/// The tokenizer, beside a scan of the same bytes that only tells word characters from others.
func measureTokens(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  let classes = ByteClasses()
  let (runs, scanSeconds) = Meter.time { corpus.documents.reduce(0) { $0 + classes.runs(in: $1) } }
  let tokenizer = Tokenizer(analyzer: .words)
  let (tokens, seconds) = Meter.time {
    corpus.documents.map { tokenizer.tokens(in: $0).count }
  }
  for (document, count) in zip(corpus.documents, tokens) where document.utf8.allSatisfy({ $0 < 0x80 }) {
    let expected = classes.words(in: document)
    guard count == expected else { throw Fault("\(count) tokens where the pattern finds \(expected)") }
  }
  guard runs >= tokens.count else { throw Fault("\(runs) runs of word characters") }
  var result = Measurement("tokens", cpuSeconds: seconds, corpus: corpus)
  result.count = tokens.reduce(0, +)
  result.referenceMegabytesPerSecond = corpus.megabytes / scanSeconds
  return [result]
}

/// A byte-class scan: every byte looked up in a table of 256, the starts of runs counted.
private struct ByteClasses {
  /// One for letters, digits, the underscore and every byte above ASCII.
  private let table: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF:
      1
    default: 0
    }
  }

  func runs(in document: String) -> Int {
    var document = document
    return document.withUTF8 { bytes in
      table.withUnsafeBufferPointer { table in
        var count = 0
        var before: UInt8 = 0
        for byte in bytes {
          let now = table[Int(byte)]
          count &+= Int(now & ~before)
          before = now
        }
        return count
      }
    }
  }

  /// The matches of `\b\w\w+\b` in an ASCII text.
  func words(in document: String) -> Int {
    var count = 0
    var length = 0
    for byte in document.utf8 {
      length = table[Int(byte)] == 1 ? length + 1 : 0
      if length == 2 { count += 1 }
    }
    return count
  }
}
