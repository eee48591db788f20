import Parallax

/// Any bytes as a page: an article whose text is its flattened page minus the cuts, or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPages(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let article = try? HTMLExtractor().extract(bytes, id: "fuzz") else { return 0 }
  check(article)
  let clean = ArticleCleaner().clean(article)
  check(clean)
  precondition(clean.original == article.original)
  var end = 0
  for block in article.blocks {
    precondition(end <= block.range.lowerBound && !block.range.isEmpty)
    end = block.range.upperBound
  }
  precondition(end <= article.original.utf8.count)
  _ = ArticleDetails(clean)
  return 0
}

private func check(_ article: Article) {
  let original = Array(article.original.utf8)
  var kept: [UInt8] = []
  var position = 0
  for span in article.removed {
    precondition(position <= span.range.lowerBound && span.range.upperBound <= original.count)
    kept += original[position..<span.range.lowerBound]
    position = span.range.upperBound
  }
  kept += original[position...]
  precondition(kept == Array(article.text.utf8), "the text is the original minus the cuts")
}
