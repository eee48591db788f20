#if canImport(Glibc)
  internal import Glibc
#endif

/// The leading singular vectors of a sparse matrix by a randomised range finder (Halko, Martinsson & Tropp
/// 2011, algorithms 4.4 and 5.1).
///
/// A Gaussian block of rank + oversampling columns is sent through A, orthonormalised (QR) and sharpened by
/// power iterations, each with a QR between the two products; the small matrix QᵀA is then decomposed by
/// LAPACK. The same seed gives the same result; another BLAS may differ in the last bits.
///
/// - Complexity: O((iterations + 1) (entries l + (m + n) l²)) with l = rank + oversampling.
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
    guard a.values.allSatisfy(\.isFinite) else {
      throw MathError(.notFinite, "a matrix of \(a.rowCount) x \(a.columnCount) holds NaN or infinity")
    }
    let most = min(a.rowCount, a.columnCount)
    let width = rank > most - min(oversampling, most) ? most : rank + oversampling
    guard width > 0 else {
      return SingularValueDecomposition(
        u: Matrix(rowCount: a.rowCount, columnCount: 0), singularValues: [],
        vTransposed: Matrix(rowCount: 0, columnCount: a.columnCount), totalVariance: 0)
    }
    var basis = try LAPACK.orthonormalBasis(a.multiplied(by: gaussian(a.columnCount, width)))
    for _ in 0..<powerIterations {
      let back = try LAPACK.orthonormalBasis(a.transposedMultiplied(by: basis))
      basis = try LAPACK.orthonormalBasis(a.multiplied(by: back))
    }
    // (QᵀA)ᵀ = AᵀQ = V S Wᵀ, so A ≈ Q W S Vᵀ.
    let small = try LAPACK.singularValues(of: a.transposedMultiplied(by: basis))
    let kept = min(rank, width)
    let left = BLAS.gemm(basis, transposed: false, small.vTransposed, transposed: true)
    return SingularValueDecomposition(
      u: left.leadingColumns(kept), singularValues: Array(small.values.prefix(kept)),
      vTransposed: small.u.leadingColumns(kept).turned(), totalVariance: totalVariance(a))
  }

  /// Independent standard normal values by the Box-Muller transform.
  private func gaussian(_ rows: Int, _ columns: Int) -> Matrix {
    var random = SeededGenerator(seed: seed)
    func uniform() -> Double { (Double(random.next() >> 11) + 0.5) * 0x1p-53 }
    var block = Matrix(rowCount: rows, columnCount: columns)
    for index in block.values.indices {
      block.values[index] = Float((-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()))
    }
    return block
  }

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

  fileprivate func turned() -> Matrix {
    var turned = Matrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount { for column in 0..<columnCount { turned[column, row] = self[row, column] } }
    return turned
  }
}
