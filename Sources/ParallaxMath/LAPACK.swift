internal import CLAPACK

/// The dense decompositions of the machine's LAPACK, on row-major matrices.
///
/// LAPACK is column-major: a row-major m x n matrix is its n x m transpose, and each wrapper says how it
/// uses that.
package enum LAPACK {
  /// The version of the library found at run time, "3.11.0".
  static var version: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    ilaver_(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// An orthonormal basis of the columns of an m x n matrix, m >= n: the Q of its QR factorisation by
  /// Householder's reflections (`sgeqrf`, `sorgqr`), m x n.
  ///
  /// Columns that depend on earlier ones still give orthonormal columns. The matrix is turned into columns
  /// and back, at O(m n) beside the O(m n^2) of the factorisation.
  ///
  /// - Throws: ``MathError`` of code `shape` where m < n or a side passes 2^31, `lapack` where a routine
  ///   fails.
  static func householderBasis(_ a: Matrix) throws(MathError) -> Matrix {
    guard a.rowCount >= a.columnCount else {
      throw MathError(.shape, "a basis of \(a.columnCount) columns needs as many rows; found \(a.rowCount)")
    }
    guard a.columnCount > 0 else { return a }
    var m = try dimension(a.rowCount)
    var n = try dimension(a.columnCount)
    var info: Int32 = 0
    var columns = transposed(a).values
    var tau = [Float](repeating: 0, count: a.columnCount)
    var size: Float = 0
    var query: Int32 = -1
    sgeqrf_(&m, &n, &columns, &m, &tau, &size, &query, &info)
    try check(info, "sgeqrf")
    // The optimal length is told as a Float, which may have rounded it down.
    var length = max(Int32(size.nextUp), n)
    var work = [Float](repeating: 0, count: Int(length))
    sgeqrf_(&m, &n, &columns, &m, &tau, &work, &length, &info)
    try check(info, "sgeqrf")
    sorgqr_(&m, &n, &n, &columns, &m, tau, &size, &query, &info)
    try check(info, "sorgqr")
    length = max(Int32(size.nextUp), n)
    work = [Float](repeating: 0, count: Int(length))
    sorgqr_(&m, &n, &n, &columns, &m, tau, &work, &length, &info)
    try check(info, "sorgqr")
    return transposed(try Matrix(rowCount: a.columnCount, columnCount: a.rowCount, values: columns))
  }

  /// The thin singular value decomposition A = U diag(s) V^T of an m x n matrix (`sgesdd`), singular values
  /// descending; with k = min(m, n), U is m x k and V^T is k x n.
  ///
  /// A row-major matrix is its transpose to LAPACK, so LAPACK's left vectors are the right ones here and
  /// nothing needs turning.
  ///
  /// - Throws: ``MathError`` of code `notFinite` where A holds NaN or infinity, `shape` where a side passes
  ///   2^31, `lapack` where the routine fails.
  package static func singularValues(
    of a: Matrix
  ) throws(MathError) -> (u: Matrix, values: [Float], vTransposed: Matrix) {
    let k = min(a.rowCount, a.columnCount)
    guard k > 0 else {
      return (
        Matrix(rowCount: a.rowCount, columnCount: 0), [], Matrix(rowCount: 0, columnCount: a.columnCount)
      )
    }
    guard a.values.allSatisfy(\.isFinite) else {
      throw MathError(.notFinite, "a matrix of \(a.rowCount) x \(a.columnCount) holds NaN or infinity")
    }
    var m = try dimension(a.columnCount)
    var n = try dimension(a.rowCount)
    var rank = try dimension(k)
    var info: Int32 = 0
    var input = a.values
    var values = [Float](repeating: 0, count: k)
    var u = [Float](repeating: 0, count: a.rowCount * k)
    var vTransposed = [Float](repeating: 0, count: a.columnCount * k)
    var integers = [Int32](repeating: 0, count: 8 * k)
    var size: Float = 0
    var query: Int32 = -1
    sgesdd_(
      "S", &m, &n, &input, &m, &values, &vTransposed, &m, &u, &rank, &size, &query, &integers, &info, 1)
    try check(info, "sgesdd")
    var length = max(Int32(size.nextUp), 1)
    var work = [Float](repeating: 0, count: Int(length))
    sgesdd_(
      "S", &m, &n, &input, &m, &values, &vTransposed, &m, &u, &rank, &work, &length, &integers, &info, 1)
    try check(info, "sgesdd")
    return (
      try Matrix(rowCount: a.rowCount, columnCount: k, values: u), values,
      try Matrix(rowCount: k, columnCount: a.columnCount, values: vTransposed)
    )
  }

  private static func transposed(_ a: Matrix) -> Matrix {
    var turned = Matrix(rowCount: a.columnCount, columnCount: a.rowCount)
    for row in 0..<a.rowCount {
      for column in 0..<a.columnCount { turned[column, row] = a[row, column] }
    }
    return turned
  }

  static func dimension(_ count: Int) throws(MathError) -> Int32 {
    guard let value = Int32(exactly: count) else {
      throw MathError(.shape, "a side of \(count) passes what LAPACK's 32-bit integers hold")
    }
    return value
  }

  static func check(_ info: Int32, _ routine: String) throws(MathError) {
    if info == 0 { return }
    throw MathError(
      .lapack,
      info < 0
        ? "\(routine) refused its argument \(-info)"
        : "\(routine) did not converge (info \(info)); look for values of extreme size")
  }
}
