/// Folds a text before its words are looked for: lower case first, then accents, as scikit-learn does.
package struct TextFolder: Sendable, Hashable {
  /// Whether letters become lower case, by the full mapping of Unicode, final sigma included.
  package let lowercases: Bool
  /// Which accents are taken off, if any.
  package let accents: AccentFolding?

  /// Creates a folder.
  package init(lowercases: Bool, accents: AccentFolding?) {
    self.lowercases = lowercases
    self.accents = accents
  }

  /// Calls a closure with each scalar of the folded text and where in the text it comes from; several may
  /// come from one place, and some places leave none.
  ///
  /// A byte that belongs to no well-formed sequence reads as U+FFFD.
  package func forEachScalar(
    in text: UnsafeBufferPointer<UInt8>, _ body: (Unicode.Scalar, Range<Int>) -> Void
  ) {
    guard let base = text.baseAddress else { return }
    var position = 0
    while position < text.count {
      let (found, width) = WordScanner.decode(base + position, limit: text.count - position)
      let scalar = found ?? "\u{FFFD}"
      let source = position..<(position + width)
      position += width
      if scalar.value < 0x80 {
        let isUpper = lowercases && scalar.value &- 0x41 < 26
        body(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar, source)
      } else if !lowercases || !scalar.properties.changesWhenLowercased {
        strip(scalar) { body($0, source) }
      } else if scalar == "\u{3A3}" {
        let isFinal = WordScanner.isFinalSigma(base, text.count, at: source.lowerBound, next: position)
        strip(isFinal ? "\u{3C2}" : "\u{3C3}") { body($0, source) }
      } else {
        for lower in scalar.properties.lowercaseMapping.unicodeScalars { strip(lower) { body($0, source) } }
      }
    }
  }

  @inline(__always) private func strip(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    switch accents {
    case nil: body(scalar)
    case .unicode: FoldingTable.shared.forEachScalar(of: scalar, body)
    case .ascii: FoldingTable.shared.forEachScalar(of: scalar) { if $0.value < 0x80 { body($0) } }
    }
  }
}
