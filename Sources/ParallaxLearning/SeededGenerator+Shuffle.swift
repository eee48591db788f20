internal import ParallaxMath

extension SeededGenerator {
  /// A number in `0 ..< bound`, by the multiply-and-shift method (Lemire 2019) without its rejection.
  ///
  /// Written out because the standard library does not promise the same numbers in every release. The bias
  /// is below bound / 2⁶⁴.
  mutating func index(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

extension Array {
  /// Shuffles the array (Fisher & Yates), the same for a seed on every machine.
  mutating func shuffle(with generator: inout SeededGenerator) {
    guard count > 1 else { return }
    for last in stride(from: count - 1, to: 0, by: -1) {
      swapAt(last, generator.index(below: last + 1))
    }
  }
}
