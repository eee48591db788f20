import ParallaxText

/// Hands the words of a folded text on with their places in the text it came from.
struct FoldedSink<Base: WordSink & ~Copyable>: WordSink, ~Copyable {
  private let base: UnsafeMutablePointer<Base>
  private var offsets: FoldedText.Offsets

  /// Creates a sink before another, which must outlive it.
  init(_ base: UnsafeMutablePointer<Base>, offsets: FoldedText.Offsets) {
    self.base = base
    self.offsets = offsets
  }

  mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    let source = offsets.source(of: start..<end)
    base.pointee.word(low, high, length: length, start: source.lowerBound, end: source.upperBound)
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    let source = offsets.source(of: start..<end)
    base.pointee.longWord(bytes, length: length, start: source.lowerBound, end: source.upperBound)
  }
}
