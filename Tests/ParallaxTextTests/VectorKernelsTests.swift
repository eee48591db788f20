import Testing

@testable import ParallaxText

@Suite struct VectorKernelsTests {
  /// Rounded after the product and after the sum, as the plain loop does: not a bit may differ.
  @Test(arguments: 0...40)
  func codesAreReadAsByAPlainLoop(count: Int) {
    let codes = (0..<count).map { Int8(truncatingIfNeeded: $0 &* 37 &- 128) }
    let column = (0..<count).map { Float($0) * 0.37 - 3 }
    let factor: Float = 0.0123
    var (set, sum, largest) = (column, column, column)
    codes.withUnsafeBufferPointer { codes in
      guard let codes = codes.baseAddress else { return }
      func with(_ column: inout [Float], _ body: (UnsafeMutablePointer<Float>) -> Void) {
        column.withUnsafeMutableBufferPointer { if let first = $0.baseAddress { body(first) } }
      }
      with(&set) { VectorKernels.set($0, to: codes, times: factor, count: count) }
      with(&sum) { VectorKernels.add(codes, times: factor, to: $0, count: count) }
      with(&largest) { VectorKernels.raise($0, to: codes, times: factor, count: count) }
    }
    for place in 0..<count {
      let value = factor * Float(codes[place])
      #expect(set[place] == value)
      #expect(sum[place] == column[place] + value)
      #expect(largest[place] == max(column[place], value))
    }
  }
}
