import ParallaxMath
import ParallaxTestSupport
import Testing

@Suite struct SparseMatrixTests {
  private func sample() throws -> SparseMatrix {
    try SparseMatrix(
      columnCount: 4, rowOffsets: [0, 2, 2, 5], columnIndices: [0, 3, 0, 1, 2], values: [1, 2, 3, 4, 5])
  }

  @Test func transposingTwiceGivesTheSameMatrix() throws {
    let matrix = try sample()
    #expect(matrix.transposed().transposed() == matrix)
    #expect(dense(matrix.transposed())[3] == [2, 0, 0])
  }

  @Test(arguments: [
    ([0, 1], [Int32(4)], [Float(1)]), ([0, 2], [1, 1], [1, 1]), ([0, 2], [2, 1], [1, 1]), ([1, 1], [0], [1]),
    ([0, 2, 1], [0], [1]),
  ])
  func brokenInvariantsAreRejected(offsets: [Int], indices: [Int32], values: [Float]) {
    #expect(throws: MathError.self) {
      try SparseMatrix(columnCount: 4, rowOffsets: offsets, columnIndices: indices, values: values)
    }
  }

  @Test func rowsAreSelectedInTheOrderAsked() throws {
    let picked = try sample().selectingRows([2, 0, 2])
    #expect(dense(picked) == [[3, 4, 5, 0], [1, 0, 0, 2], [3, 4, 5, 0]])
  }

  @Test func sparseDotAgreesWithTheDenseOne() throws {
    let matrix = try sample()
    #expect(matrix.row(0).dot(matrix.row(2)) == 3)
    #expect(matrix.row(2)[2] == 5)
    #expect(matrix.row(2)[3] == 0)
  }
}
