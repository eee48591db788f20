internal import CLAPACK

/// Bases of tall blocks by Cholesky factors of their Gram matrices: all of the work is two products at the
/// full speed of BLAS, where Householder's reflections wait for memory.
extension LAPACK {
  /// A well-conditioned basis of the columns of an m x n matrix, m >= n: nearly orthonormal, with the same
  /// span.
  ///
  /// One pass: with the Gram matrix XᵀX = RᵀR, Q = X R⁻¹. Orthonormal to about epsilon times the square of
  /// the condition, which is all that a step of a power iteration needs.
  ///
  /// - Throws: ``MathError`` as ``orthonormalBasis(_:)`` does.
  static func spanningBasis(_ a: Matrix) throws(MathError) -> Matrix {
    if let factor = try choleskyFactor(a) {
      var basis = a
      BLAS.solveRight(upper: factor, into: &basis)
      return basis
    }
    return try householderBasis(a)
  }

  /// An orthonormal basis of the columns of an m x n matrix, m >= n.
  ///
  /// Two passes of Cholesky's factorisation of the Gram matrix (CholeskyQR2; Yamamoto, Nakatsukasa, Yanagisawa
  /// & Fukaya 2015) where the condition allows it, else Householder's reflections. Columns that depend on
  /// earlier ones still give orthonormal columns.
  ///
  /// - Throws: ``MathError`` of code `shape` where m < n or a side passes 2^31, `lapack` where a routine
  ///   fails.
  package static func orthonormalBasis(_ a: Matrix) throws(MathError) -> Matrix {
    if let basis = try factored(a)?.basis { return basis }
    return try householderBasis(a)
  }

  /// The thin singular value decomposition of an m x n matrix, m >= n, with its left vectors as a product:
  /// A = basis uInBasis diag(values) Vᵀ, so that a caller who needs a few of them multiplies for these only.
  ///
  /// - Throws: ``MathError`` as ``orthonormalBasis(_:)`` and ``singularValues(of:)`` do.
  static func tallSingularValues(
    of a: Matrix
  ) throws(MathError) -> (basis: Matrix, uInBasis: Matrix, values: [Float], vTransposed: Matrix) {
    if let (basis, triangle) = try factored(a) {
      let small = try singularValues(of: triangle)
      return (basis, small.u, small.values, small.vTransposed)
    }
    let basis = try householderBasis(a)
    let small = try singularValues(of: BLAS.gemm(basis, transposed: true, a))
    return (basis, small.u, small.values, small.vTransposed)
  }

  /// A = Q R by two passes; nil where the condition is too great for them.
  private static func factored(_ a: Matrix) throws(MathError) -> (basis: Matrix, triangle: Matrix)? {
    guard let first = try choleskyFactor(a) else { return nil }
    var basis = a
    BLAS.solveRight(upper: first, into: &basis)
    guard let second = try choleskyFactor(basis) else { return nil }
    BLAS.solveRight(upper: second, into: &basis)
    return (basis, BLAS.gemm(second, first))
  }

  /// The upper triangular R with RᵀR = AᵀA; nil where single precision cannot tell it well enough, which a
  /// spread of its diagonal past a thousand says (the Gram matrix has the square of that).
  private static func choleskyFactor(_ a: Matrix) throws(MathError) -> Matrix? {
    guard a.rowCount >= a.columnCount, a.columnCount > 0 else { return nil }
    _ = try dimension(a.rowCount)
    var n = try dimension(a.columnCount)
    var gram = BLAS.upperGramOfColumns(a)
    var info: Int32 = 0
    // The upper triangle of rows is the lower one of columns.
    spotrf_("L", &n, &gram.values, &n, &info, 1)
    guard info == 0 else { return nil }
    let diagonal = (0..<a.columnCount).map { gram[$0, $0] }
    guard let least = diagonal.min(), let most = diagonal.max(), most.isFinite, least > most * 1e-3 else {
      return nil
    }
    return gram
  }
}
