import Parallax

/// Any bytes as text, JSON Lines, CSV and a web archive, compressed or not: articles or errors, and the same for
/// any size of chunk.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReaders(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for layout in [nil, .lines, .table, .warc] as [FileLayout?] {
    let (small, large) = (outcomes(bytes, layout, chunk: 3), outcomes(bytes, layout, chunk: 1 << 16))
    // What the first bytes decide alone, they decide by as many as there are.
    let isDecidedAtOnce = bytes.contains(0) || layout == nil || bytes.first == 0x1F || bytes.first == 0x28
    precondition(isDecidedAtOnce || small == large, "chunks do not change what is read")
  }
  let classifier = LineClassifier()
  let lines = bytes.indices.filter { $0 % 7 == 0 }.map { $0..<min($0 + 7, bytes.count) }
  precondition(classifier.probabilities(bytes, lines: lines).allSatisfy { $0 >= 0 && $0 <= 1 })
  return 0
}

/// Texts and codes of errors, in order.
private func outcomes(_ bytes: [UInt8], _ layout: FileLayout?, chunk: Int) -> [String] {
  var result: [String] = []
  let reader = ArticleReader(
    configuration: .init(
      maximumLineBytes: 512, maximumTextBytes: 4_096, chunkBytes: chunk, maximumDecompressedBytes: 8_192))
  reader.read(bytes, name: "fuzz", layout: layout) { outcome in
    switch outcome {
    case .success(let article): result.append(article.text)
    case .failure(let error): result.append(error.code.rawValue)
    }
  }
  return result
}
