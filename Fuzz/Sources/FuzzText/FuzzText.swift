import Parallax

/// Any bytes, valid UTF-8 or not: tokens and sentences stand in order inside the text, on scalar
/// boundaries, and cleaning is reversible and has an end.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  let utf8 = Array(text.utf8)
  for analyzer in Tokenizer.Analyzer.allCases {
    check(Tokenizer(analyzer: analyzer).tokens(in: text).map(\.range), utf8)
  }
  check(SentenceSplitter().sentences(in: text), utf8)
  check(SentenceSplitter(configuration: .init(mode: .unicode)).sentences(in: text), utf8)
  // Segments of raw bytes lose none of them.
  precondition(UnicodeWordSegmenter().segments(inUTF8: bytes).reduce(0) { $0 + $1.count } == bytes.count)
  precondition(UnicodeSentenceSegmenter().segments(inUTF8: bytes).reduce(0) { $0 + $1.count } == bytes.count)
  for quotation in QuotationFinder().quotations(in: text) {
    precondition(quotation.range.upperBound <= utf8.count)
  }
  let article = ArticleCleaner().clean(text, id: "fuzz")
  var kept: [UInt8] = []
  var position = 0
  let original = Array(article.original.utf8)
  for span in article.removed {
    precondition(position <= span.range.lowerBound && span.range.upperBound <= original.count)
    kept += original[position..<span.range.lowerBound]
    position = span.range.upperBound
  }
  kept += original[position...]
  precondition(kept == Array(article.text.utf8), "the clean text is the original minus the cuts")
  let summary = Summarizer().summary(of: article.text)
  precondition(summary.sentences.count <= 3)
  return 0
}

private func check(_ ranges: [Range<Int>], _ utf8: [UInt8]) {
  var end = 0
  for range in ranges {
    precondition(range.lowerBound >= end && !range.isEmpty && range.upperBound <= utf8.count)
    precondition(utf8[range.lowerBound] & 0xC0 != 0x80, "a range starts on a scalar boundary")
    precondition(range.upperBound == utf8.count || utf8[range.upperBound] & 0xC0 != 0x80)
    end = range.upperBound
  }
}
