/// The leading singular vectors of a sparse matrix by a randomised range finder (Halko, Martinsson & Tropp
/// 2011, algorithms 4.4 and 5.1).
///
/// A random block of rank + oversampling columns is sent through the matrix, made orthonormal and sharpened
/// by power iterations, orthonormal again after each product; what the matrix is on that block is then
/// decomposed by LAPACK. The block starts on the shorter side. The same seed gives the same result; another
/// BLAS may differ in the last bits.
///
/// - Complexity: O((iterations + 1) (entries l + (m + n) l²)) with l = rank + oversampling, and room for the
///   transpose of the matrix and four blocks.
public struct TruncatedSVD: Sendable, Hashable {
  /// The number of components asked for.
  public let rank: Int
  /// The columns of the random block beyond the rank.
  public let oversampling: Int
  /// How often the block is sent through A Aᵀ.
  public let powerIterations: Int
  /// The seed of the random block.
  public let seed: UInt64

  /// Creates the settings.
  ///
  /// - Precondition: `rank` is positive, the others are not negative.
  public init(rank: Int, oversampling: Int = 10, powerIterations: Int = 5, seed: UInt64 = 0) {
    precondition(rank > 0, "rank \(rank) is not positive")
    precondition(oversampling >= 0, "oversampling \(oversampling) is negative")
    precondition(powerIterations >= 0, "powerIterations \(powerIterations) is negative")
    self.rank = rank
    self.oversampling = oversampling
    self.powerIterations = powerIterations
    self.seed = seed
  }

  /// Decomposes a matrix; of an m x n matrix there are at most min(m, n) components.
  ///
  /// - Throws: ``MathError`` of code `notFinite` where the matrix holds NaN or infinity, `shape` where a
  ///   side passes 2^31, `lapack` where a routine fails.
  public func decompose(_ a: SparseMatrix) throws(MathError) -> SingularValueDecomposition {
    guard a.values.allSatisfy({ $0.isFinite }) else {
      throw MathError(.notFinite, "a matrix of \(a.rowCount) x \(a.columnCount) holds NaN or infinity")
    }
    let most = min(a.rowCount, a.columnCount)
    let width = rank > most - min(oversampling, most) ? most : rank + oversampling
    guard width > 0 else {
      return SingularValueDecomposition(
        u: Matrix(rowCount: a.rowCount, columnCount: 0), singularValues: [],
        vTransposed: Matrix(rowCount: 0, columnCount: a.columnCount), totalVariance: 0)
    }
    let kept = min(rank, width)
    let turned = a.transposed()
    let isWide = a.rowCount < a.columnCount
    // With B the matrix that is no wider than tall, B ≈ Q S Wᵀ Pᵀ, Q its basis and P that of Bᵀ Q.
    let (tall, flat) = isWide ? (turned, a) : (a, turned)
    var basis = tall.multiplied(by: randomBlock(flat.rowCount, width))
    for _ in 0..<powerIterations {
      let back = try LAPACK.spanningBasis(flat.multiplied(by: try LAPACK.spanningBasis(basis)))
      basis = tall.multiplied(by: back)
    }
    basis = try LAPACK.orthonormalBasis(basis)
    // Bᵀ Q = U S Wᵀ, so B ≈ Q W S Uᵀ.
    let small = try LAPACK.tallSingularValues(of: flat.multiplied(by: basis))
    let values = Array(small.values.prefix(kept))
    let (inBasis, onFlat) = (small.vTransposed.leadingRows(kept), small.uInBasis.leadingColumns(kept))
    let variance = totalVariance(a)
    if isWide {
      return SingularValueDecomposition(
        u: BLAS.gemm(small.basis, onFlat), singularValues: values,
        vTransposed: BLAS.gemm(inBasis, transposed: false, basis, transposed: true), totalVariance: variance)
    }
    return SingularValueDecomposition(
      u: BLAS.gemm(basis, transposed: false, inBasis, transposed: true), singularValues: values,
      vTransposed: BLAS.gemm(onFlat, transposed: true, small.basis, transposed: true),
      totalVariance: variance)
  }

  /// Independent symmetric values of one variance, each the sum of four 16-bit uniform ones.
  ///
  /// Close enough to normal for the range finder, which asks for independence and light tails only; and,
  /// unlike a normal value by way of a logarithm, the same on every machine.
  private func randomBlock(_ rows: Int, _ columns: Int) -> Matrix {
    var random = SeededGenerator(seed: seed)
    var block = Matrix(rowCount: rows, columnCount: columns)
    block.values.withUnsafeMutableBufferPointer { values in
      for index in values.indices {
        let bits = random.next()
        let pairs = (bits & 0x0000_FFFF_0000_FFFF) &+ ((bits >> 16) & 0x0000_FFFF_0000_FFFF)
        let sum = Int32((pairs & 0xFFFF_FFFF) &+ (pairs >> 32))
        values[index] = Float(sum &- 2 * 0xFFFF) * (1 / 37_837)
      }
    }
    return block
  }

  /// The sum of the variances of the columns (divisor m).
  private func totalVariance(_ a: SparseMatrix) -> Double {
    var sums = [Double](repeating: 0, count: a.columnCount)
    var squares = 0.0
    for (column, value) in zip(a.columnIndices, a.values) {
      sums[Int(column)] += Double(value)
      squares += Double(value) * Double(value)
    }
    let count = Double(max(1, a.rowCount))
    return squares / count - sums.reduce(0) { $0 + $1 / count * ($1 / count) }
  }
}

extension Matrix {
  fileprivate func leadingColumns(_ count: Int) -> Matrix {
    if count == columnCount { return self }
    var part = Matrix(rowCount: rowCount, columnCount: count)
    for row in 0..<rowCount { for column in 0..<count { part[row, column] = self[row, column] } }
    return part
  }

  fileprivate func leadingRows(_ count: Int) -> Matrix {
    if count == rowCount { return self }
    var part = Matrix(rowCount: count, columnCount: columnCount)
    part.values = Array(values.prefix(count * columnCount))
    return part
  }
}
