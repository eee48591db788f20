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

  /// One pass over the rows gives to the bit what three passes give.
  @Test(arguments: [16, 17, 31, 32, 150], [1, 2, 9])
  func rowsArePooledAsByPlainLoops(count: Int, rows: Int) {
    let codes = (0..<count * (rows + 3)).map { Int8(truncatingIfNeeded: $0 &* 37 &- 128) }
    let places = (0..<rows).map { (($0 * 7) % (rows + 3)) * count }
    let factors = (0..<rows).map { 0.01 + Float($0) * 0.003 }
    let rare = factors.map { $0 * 0.37 }
    var (sums, rareSums) = ([Float](repeating: 0, count: count), [Float](repeating: 0, count: count))
    var largest = [Float](repeating: -.infinity, count: count)
    var pooled = [Float](repeating: 9, count: 3 * count)
    pooled.withUnsafeMutableBufferPointer { pooled in
      guard let first = pooled.baseAddress else { return }
      VectorKernels.pool(
        codes, rowsAt: places, factors: factors, rareFactors: rare, rowCount: rows, sums: first,
        rareSums: first + count, largest: first + 2 * count, count: count)
    }
    for row in 0..<rows {
      for place in 0..<count {
        let code = Float(codes[places[row] + place])
        sums[place] += factors[row] * code
        rareSums[place] += rare[row] * code
        largest[place] = max(largest[place], factors[row] * code)
      }
    }
    #expect(pooled == sums + rareSums + largest)
  }

  @Test(arguments: [1, 9, 16, 31, 43, 200], [1, 2, 4, 5, 11])
  func codesAreMultipliedWithDirectionsAsByPlainLoops(count: Int, width: Int) {
    let codes = (0..<count).map { Int8(truncatingIfNeeded: $0 &* 91 &- 128) }
    let directions = (0..<count * width).map { Int16(truncatingIfNeeded: $0 &* 7919 &- 32768) }
    let expected = (0..<width).map { place in
      (0..<count).reduce(Int32(0)) { $0 + Int32(codes[$1]) * Int32(directions[place * count + $1]) }
    }
    var sums = [Int32](repeating: 9, count: width)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      VectorKernels.dot(codes, count: count, directions: directions, width: width, sums: sums)
    }
    #expect(sums == expected)
    #expect(VectorKernels.squares(codes, count: count) == codes.reduce(0) { $0 + Int32($1) * Int32($1) })
  }
}
