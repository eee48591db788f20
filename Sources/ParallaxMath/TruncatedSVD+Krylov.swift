extension TruncatedSVD {
  /// The block Krylov space of F Fᵀ for the flat matrix F, whose transpose is `tall`.
  ///
  /// Each block is F times the image of the one before, made orthogonal to all before it twice, which is
  /// enough unless next to nothing is left. Then the space is exhausted, and a random block goes on.
  func blockKrylov(
    _ tall: SparseMatrix, _ flat: SparseMatrix, dimension: Int?
  ) throws(MathError) -> Subspace {
    let most = flat.rowCount
    let wanted = dimension ?? max(128, rank > most ? most : (7 * rank / 2 + 15) / 16 * 16)
    guard wanted < most else {
      // The space is everything: the matrix itself is its image.
      return Subspace(basis: identity(most), image: tall.multiplied(by: identity(most)), isOnTallSide: false)
    }
    var random = SeededGenerator(seed: seed)
    var basis = Matrix(rowCount: most, columnCount: wanted)
    var image = Matrix(rowCount: tall.rowCount, columnCount: wanted)
    let start = TruncatedSVD.randomBlock(tall.rowCount, min(TruncatedSVD.blockWidth, wanted), &random)
    var next = flat.multiplied(by: start)
    var found = 0
    while true {
      let block = try orthogonalized(next, toLeading: found, of: basis, &random)
      let blockImage = tall.multiplied(by: block)
      basis.setColumns(from: found, block)
      image.setColumns(from: found, blockImage)
      found += block.columnCount
      guard found < wanted else { break }
      next = flat.multiplied(by: blockImage).leadingColumns(min(TruncatedSVD.blockWidth, wanted - found))
    }
    return Subspace(basis: basis, image: image, isOnTallSide: false)
  }

  /// One cache line of each row: the narrower the block, the further a space of one dimension reaches.
  private static let blockWidth = 16

  /// An orthonormal block, orthogonal to the first `count` columns of the basis too.
  private func orthogonalized(
    _ block: Matrix, toLeading count: Int, of basis: Matrix, _ random: inout SeededGenerator
  ) throws(MathError) -> Matrix {
    var block = block
    for round in 0..<8 {
      let overlap = BLAS.project(&block, outOfLeading: count, of: basis)
      // What was of length one and lay nearly athwart is orthogonal now to single precision.
      let isEnough = round > 0 && overlap.values.allSatisfy { abs($0) < 0.1 }
      block = try LAPACK.orthonormalBasis(block)
      if isEnough || count == 0 { break }
      if round % 3 == 2 {
        block = TruncatedSVD.randomBlock(block.rowCount, block.columnCount, &random)
      }
    }
    return block
  }

  private func identity(_ size: Int) -> Matrix {
    var identity = Matrix(rowCount: size, columnCount: size)
    for place in 0..<size { identity[place, place] = 1 }
    return identity
  }
}

extension Matrix {
  fileprivate mutating func setColumns(from first: Int, _ block: Matrix) {
    let (width, count) = (columnCount, block.columnCount)
    values.withUnsafeMutableBufferPointer { target in
      block.values.withUnsafeBufferPointer { source in
        for row in 0..<block.rowCount {
          for column in 0..<count { target[row * width + first + column] = source[row * count + column] }
        }
      }
    }
  }

  func leadingColumns(_ count: Int) -> Matrix {
    if count == columnCount { return self }
    var part = Matrix(rowCount: rowCount, columnCount: count)
    for row in 0..<rowCount { for column in 0..<count { part[row, column] = self[row, column] } }
    return part
  }

  func leadingRows(_ count: Int) -> Matrix {
    if count == rowCount { return self }
    var part = Matrix(rowCount: count, columnCount: columnCount)
    part.values = Array(values.prefix(count * columnCount))
    return part
  }
}
