import Parallax

/// Any bytes, valid UTF-8 or not: tokens, terms and sentences stand in order inside the text, on scalar
/// boundaries, and cleaning is reversible and has an end.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  let utf8 = Array(text.utf8)
  checkTokens(text, utf8, bytes)
  checkTerms(text, utf8)
  check(SentenceSplitter().sentences(in: text), utf8, coversAll: true)
  check(SentenceSplitter(configuration: .init(mode: .unicode)).sentences(in: text), utf8, coversAll: true)
  // Segments of raw bytes lose none of them.
  precondition(UnicodeWordSegmenter().segments(inUTF8: bytes).reduce(0) { $0 + $1.count } == bytes.count)
  precondition(UnicodeSentenceSegmenter().segments(inUTF8: bytes).reduce(0) { $0 + $1.count } == bytes.count)
  for quotation in QuotationFinder().quotations(in: text) {
    for range in [quotation.range, quotation.content, quotation.speaker, quotation.reportingVerb].compactMap({
      $0
    }) {
      check([range], utf8)
    }
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

/// Tokens by every rule; those of Unicode leave out white space alone, of raw bytes too.
private func checkTokens(_ text: String, _ utf8: [UInt8], _ bytes: [UInt8]) {
  check(Tokenizer(analyzer: .words).tokens(in: text).map(\.range), utf8)
  for contractions in UnicodeTokenizer.Contractions.allCases {
    let tokenizer = Tokenizer(analyzer: .unicode, contractions: contractions)
    check(tokenizer.tokens(in: text).map(\.range), utf8, coversAll: true)
    bytes.withUnsafeBufferPointer { raw in
      var end = 0
      for token in tokenizer.tokens(inUTF8: raw) {
        precondition(
          token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= raw.count)
        end = token.range.upperBound
      }
    }
  }
  bytes.withUnsafeBufferPointer { raw in
    for token in Tokenizer(analyzer: .words).tokens(inUTF8: raw) {
      precondition(token.range.upperBound <= raw.count)
    }
  }
}

/// Terms by settings that the bytes choose: places in order, on scalar boundaries, and a fit and a transform
/// that agree.
private func checkTerms(_ text: String, _ utf8: [UInt8]) {
  var settings = TFIDFVectorizer.Configuration()
  let choice = Int(utf8.first ?? 0)
  settings.analyzer = TermAnalyzer.allCases[choice % 3]
  settings.lowercase = choice & 4 == 0
  settings.stripAccents = [nil, .unicode, .ascii][choice / 8 % 3]
  if settings.analyzer == .word {
    settings.tokenizer = choice & 64 == 0 ? .words : .unicode
    settings.contractions = settings.tokenizer == .unicode && choice & 128 != 0 ? .split : .keep
    let languages = Stemmer.languages
    if choice & 32 == 0 { settings.stemmer = Stemmer(language: languages[utf8.count % languages.count]) }
  }
  let singles = (try? settings.terms(of: text)) ?? []
  var start = 0
  if settings.analyzer == .word {
    for term in singles {
      precondition(term.range.lowerBound >= start, "terms come in the order of the text")
      start = term.range.lowerBound
    }
  }
  for term in singles where !term.range.isEmpty { check([term.range], utf8) }
  settings.maximumN = 2
  guard
    let (vectorizer, matrix) = try? TFIDFVectorizer.fitTransform([text, "", text], configuration: settings)
  else {
    return
  }
  precondition(vectorizer.transform(text) == matrix.row(0) && matrix.row(2) == matrix.row(0))
  for place in vectorizer.occurrences(in: text) { precondition(place.range.upperBound <= utf8.count) }
}

private func check(_ ranges: [Range<Int>], _ utf8: [UInt8], coversAll: Bool = false) {
  var end = 0
  for range in ranges {
    precondition(range.lowerBound >= end && !range.isEmpty && range.upperBound <= utf8.count)
    precondition(utf8[range.lowerBound] & 0xC0 != 0x80, "a range starts on a scalar boundary")
    precondition(range.upperBound == utf8.count || utf8[range.upperBound] & 0xC0 != 0x80)
    if coversAll { checkIsBlank(utf8[end..<range.lowerBound]) }
    end = range.upperBound
  }
  if coversAll { checkIsBlank(utf8[end...]) }
}

/// What no token and no sentence holds is white space.
private func checkIsBlank(_ bytes: ArraySlice<UInt8>) {
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    let isSpace = scalar.value <= 0x20 && scalar.value != 0 || scalar.properties.isWhitespace
    precondition(isSpace || scalar == "\u{200B}" || scalar == "\u{FEFF}", "a character was left out")
  }
}
