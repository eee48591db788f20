import ParallaxText

/// Cuts a text into n-grams of characters (Unicode scalars), as scikit-learn's analyzers `char` and
/// `char_wb` do.
///
/// Runs of two or more white space characters become one space first. Within word bounds, words are cut
/// at white space and padded by a space on either side; a word shorter than the n-gram gives itself once.
struct CharacterScanner {
  private var bytes: [UInt8] = []
  /// Where each character starts in `bytes`, and one end more.
  private var starts: [Int] = []
  /// Where each character stands in the document.
  private var sources: [Range<Int>] = []
  private var isSpace: [Bool] = []

  /// Hands every n-gram of a document to a sink.
  mutating func scan<Sink: WordSink & ~Copyable>(
    _ document: String, _ folder: TextFolder, shortest: Int, longest: Int, withinWords: Bool,
    into sink: inout Sink
  ) {
    fold(document, by: folder)
    if !withinWords {
      let count = sources.count
      for n in shortest...longest where n <= count {
        for first in 0...(count - n) { emit(first, n, into: &sink) }
      }
      return
    }
    let text = self
    var first = 0
    while first < text.sources.count {
      if text.isSpace[first] {
        first += 1
        continue
      }
      var end = first
      while end < text.sources.count, !text.isSpace[end] { end += 1 }
      pad(text, first..<end)
      for n in shortest...longest {
        let count = sources.count
        for place in 0...max(0, count - n) { emit(place, min(n, count - place), into: &sink) }
        // A word shorter than the n-gram counts once, not once a length.
        if count <= n { break }
      }
      first = end
    }
  }

  private mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    isSpace.removeAll(keepingCapacity: true)
    starts.append(0)
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ source: Range<Int>, isSpace space: Bool) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    starts.append(bytes.count)
    sources.append(source)
    isSpace.append(space)
  }

  private mutating func fold(_ document: String, by folder: TextFolder) {
    clear()
    var document = document
    document.withUTF8 { text in
      folder.forEachScalar(in: text) { scalar, source in
        let space = scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
        guard space, isSpace.last == true else {
          append(scalar, source, isSpace: space)
          return
        }
        // The second of a run turns the first into a plain space.
        let first = sources.removeLast()
        starts.removeLast()
        isSpace.removeLast()
        bytes.removeLast(bytes.count - starts[starts.count - 1])
        append(" ", first.lowerBound..<source.upperBound, isSpace: true)
      }
    }
  }

  private mutating func pad(_ text: CharacterScanner, _ word: Range<Int>) {
    clear()
    let (start, end) = (
      text.sources[word.lowerBound].lowerBound, text.sources[word.upperBound - 1].upperBound
    )
    append(" ", start..<start, isSpace: true)
    for i in word {
      bytes.append(contentsOf: text.bytes[text.starts[i]..<text.starts[i + 1]])
      starts.append(bytes.count)
      sources.append(text.sources[i])
      isSpace.append(false)
    }
    append(" ", end..<end, isSpace: true)
  }

  private func emit<Sink: WordSink & ~Copyable>(_ first: Int, _ n: Int, into sink: inout Sink) {
    let (low, high) = (starts[first], starts[first + n])
    let source = sources[first].lowerBound..<sources[first + n - 1].upperBound
    bytes.withUnsafeBufferPointer {
      sink.add(UnsafeBufferPointer(rebasing: $0[low..<high]), range: source)
    }
  }
}
