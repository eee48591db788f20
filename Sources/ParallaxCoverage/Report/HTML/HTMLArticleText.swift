import ParallaxText

/// An article's text with its sentences, and scalar offsets as UTF-16 ones, which scripts count in.
struct HTMLArticleText: Sendable {
  let text: String
  /// The scalar offsets of scalars that are two units in UTF-16, ascending.
  private let wide: [Int]
  /// The sentences as UTF-16 offsets, begin and end by turns.
  private(set) var sentences: [Int] = []

  init(_ text: String) {
    self.text = text
    var wide: [Int] = []
    for (offset, scalar) in text.unicodeScalars.enumerated() where scalar.value > 0xFFFF {
      wide.append(offset)
    }
    self.wide = wide
    let offsets = TextOffsets(text)
    sentences = SentenceSplitter().sentences(in: text).flatMap { range in
      let scalars = offsets.scalarRange(ofUTF8: range)
      return [utf16(scalars.lowerBound), utf16(scalars.upperBound)]
    }
  }

  /// The UTF-16 offset of a scalar offset.
  func utf16(_ scalar: Int) -> Int {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return scalar + low
  }
}
