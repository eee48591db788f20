internal import CBLAS

#if canImport(Glibc)
  internal import Glibc
#endif

/// The dense kernels of the machine's BLAS, on flat row-major buffers.
///
/// Every C call of the package to BLAS stands in this file. Which implementation answers is decided when
/// the program is loaded (Debian's `libblas.so.3`), never at build time.
package enum BLAS {
  /// The inner product of two buffers of one length.
  package static func dot(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) -> Float {
    precondition(x.count == y.count, "dot of \(x.count) and \(y.count) values")
    return cblas_sdot(Int32(x.count), x.baseAddress, 1, y.baseAddress, 1)
  }

  /// y += alpha x.
  package static func axpy(
    _ alpha: Float, _ x: UnsafeBufferPointer<Float>, into y: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(x.count == y.count, "axpy of \(x.count) and \(y.count) values")
    cblas_saxpy(Int32(x.count), alpha, x.baseAddress, 1, y.baseAddress, 1)
  }

  /// The double-precision inner product of two buffers of one length.
  package static func dot(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    precondition(x.count == y.count, "dot of \(x.count) and \(y.count) values")
    return cblas_ddot(Int32(x.count), x.baseAddress, 1, y.baseAddress, 1)
  }

  /// y += alpha x, in double precision.
  package static func axpy(
    _ alpha: Double, _ x: UnsafeBufferPointer<Double>, into y: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(x.count == y.count, "axpy of \(x.count) and \(y.count) values")
    cblas_daxpy(Int32(x.count), alpha, x.baseAddress, 1, y.baseAddress, 1)
  }

  /// x *= alpha, in double precision.
  package static func scale(_ x: UnsafeMutableBufferPointer<Double>, by alpha: Double) {
    cblas_dscal(Int32(x.count), alpha, x.baseAddress, 1)
  }

  /// y = A x + beta y, or y = Aᵀ x + beta y, with A row-major.
  package static func gemv(
    _ a: Matrix, transposed: Bool = false, _ x: UnsafeBufferPointer<Float>, beta: Float = 0,
    into y: UnsafeMutableBufferPointer<Float>
  ) {
    let (rows, columns) = (a.rowCount, a.columnCount)
    precondition(x.count == (transposed ? rows : columns), "gemv: x has \(x.count) values")
    precondition(y.count == (transposed ? columns : rows), "gemv: y has \(y.count) values")
    guard rows > 0, columns > 0 else { return }
    a.values.withUnsafeBufferPointer {
      cblas_sgemv(
        CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), 1,
        $0.baseAddress, Int32(columns), x.baseAddress, 1, beta, y.baseAddress, 1)
    }
  }

  /// op(A) op(B), where op is the identity or the transpose.
  package static func gemm(
    _ a: Matrix, transposed aTransposed: Bool = false, _ b: Matrix, transposed bTransposed: Bool = false
  ) -> Matrix {
    let m = aTransposed ? a.columnCount : a.rowCount
    let k = aTransposed ? a.rowCount : a.columnCount
    let n = bTransposed ? b.rowCount : b.columnCount
    precondition(
      k == (bTransposed ? b.columnCount : b.rowCount),
      "gemm of \(a.rowCount) x \(a.columnCount) and \(b.rowCount) x \(b.columnCount)")
    var product = Matrix(rowCount: m, columnCount: n)
    guard m > 0, n > 0, k > 0 else { return product }
    product.values.withUnsafeMutableBufferPointer { c in
      a.values.withUnsafeBufferPointer { a1 in
        b.values.withUnsafeBufferPointer { b1 in
          cblas_sgemm(
            CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
            Int32(m), Int32(n), Int32(k), 1, a1.baseAddress, Int32(a.columnCount), b1.baseAddress,
            Int32(b.columnCount), 0, c.baseAddress, Int32(n))
        }
      }
    }
    return product
  }

  /// A Aᵀ, the whole symmetric square, from one triangle (`ssyrk`).
  package static func gram(_ a: Matrix) -> Matrix {
    let n = a.rowCount
    var product = Matrix(rowCount: n, columnCount: n)
    guard n > 0, a.columnCount > 0 else { return product }
    product.values.withUnsafeMutableBufferPointer { c in
      a.values.withUnsafeBufferPointer {
        cblas_ssyrk(
          CblasRowMajor, CblasUpper, CblasNoTrans, Int32(n), Int32(a.columnCount), 1, $0.baseAddress,
          Int32(a.columnCount), 0, c.baseAddress, Int32(n))
      }
      for i in 0..<n { for j in 0..<i { c[i * n + j] = c[j * n + i] } }
    }
    return product
  }
}

extension BLAS {
  /// Aᵀ A of which only the upper triangle is filled, the rest being zero (`ssyrk`).
  static func upperGramOfColumns(_ a: Matrix) -> Matrix {
    let n = a.columnCount
    var product = Matrix(rowCount: n, columnCount: n)
    guard n > 0, a.rowCount > 0 else { return product }
    product.values.withUnsafeMutableBufferPointer { c in
      a.values.withUnsafeBufferPointer {
        cblas_ssyrk(
          CblasRowMajor, CblasUpper, CblasTrans, Int32(n), Int32(a.rowCount), 1, $0.baseAddress, Int32(n), 0,
          c.baseAddress, Int32(n))
      }
    }
    return product
  }

  /// A := A R⁻¹ for an upper triangular R (`strsm`).
  static func solveRight(upper r: Matrix, into a: inout Matrix) {
    let (m, n) = (a.rowCount, a.columnCount)
    precondition(r.rowCount == n && r.columnCount == n, "a triangle of \(r.rowCount) for \(n) columns")
    guard m > 0, n > 0 else { return }
    a.values.withUnsafeMutableBufferPointer { a in
      r.values.withUnsafeBufferPointer {
        cblas_strsm(
          CblasRowMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(m), Int32(n), 1,
          $0.baseAddress, Int32(n), a.baseAddress, Int32(n))
      }
    }
  }
}

extension BLAS {
  /// Y := Y - Q (QᵀY) for the first `count` columns of Q.
  ///
  /// - Returns: QᵀY, the part that was taken out.
  static func project(_ y: inout Matrix, outOfLeading count: Int, of q: Matrix) -> Matrix {
    let (rows, width) = (y.rowCount, y.columnCount)
    precondition(q.rowCount == rows && count <= q.columnCount, "\(count) columns of \(q.columnCount)")
    var overlap = Matrix(rowCount: count, columnCount: width)
    guard rows > 0, width > 0, count > 0 else { return overlap }
    let (m, n, k) = (Int32(rows), Int32(width), Int32(count))
    q.values.withUnsafeBufferPointer { q1 in
      overlap.values.withUnsafeMutableBufferPointer { overlap in
        y.values.withUnsafeMutableBufferPointer { y in
          cblas_sgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, k, n, m, 1, q1.baseAddress, Int32(q.columnCount),
            y.baseAddress, n, 0, overlap.baseAddress, n)
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, -1, q1.baseAddress, Int32(q.columnCount),
            overlap.baseAddress, n, 1, y.baseAddress, n)
        }
      }
    }
    return overlap
  }
}

/// What is known of the linear algebra libraries that were found at run time.
public struct LinearAlgebraLibrary: Sendable, Hashable {
  /// A name such as "OpenBLAS 0.3.21 ..." or "reference BLAS".
  public let name: String
  /// The file that answers for BLAS, where the loader tells.
  public let path: String?
  /// The number of threads that the BLAS itself uses.
  public let threads: Int
  /// The version of LAPACK, "3.11.0".
  public let lapackVersion: String

  /// The libraries this process runs on.
  public static var current: LinearAlgebraLibrary {
    let config = symbol("openblas_get_config", as: (@convention(c) () -> UnsafePointer<CChar>?).self)
    let threads = symbol("openblas_get_num_threads", as: (@convention(c) () -> Int32).self)
    let name = config.flatMap { $0() }.map { String(cString: $0) } ?? "reference BLAS"
    return LinearAlgebraLibrary(
      name: name, path: pathOfBLAS(), threads: threads.map { Int($0()) } ?? 1,
      lapackVersion: LAPACK.version)
  }

  /// Sets the number of threads the BLAS uses inside one call; without effect where it has none.
  ///
  /// The library parallelises over documents itself, so one thread inside BLAS is the fast and the
  /// reproducible setting: sums are split differently, and so rounded differently, with more.
  ///
  /// To be called while nothing is calculated.
  public static func setThreads(_ count: Int) {
    symbol("openblas_set_num_threads", as: (@convention(c) (Int32) -> Void).self)?(Int32(count))
    // OpenBLAS starts a thread for each processor when it is loaded, and they wait for work by asking for it over and
    // over, some 30 ms long. It starts them anew where it needs them.
    if count == 1 { _ = symbol("blas_thread_shutdown_", as: (@convention(c) () -> Int32).self)?() }
  }

  private static func symbol<T>(_ name: String, as type: T.Type) -> T? {
    guard let address = dlsym(nil, name) else { return nil }
    return unsafeBitCast(address, to: type)
  }

  private static func pathOfBLAS() -> String? {
    guard let address = dlsym(nil, "cblas_sdot") else { return nil }
    var info = parallax_symbol_info()
    guard parallax_dladdr(address, &info) != 0, let name = info.file else { return nil }
    return String(cString: name)
  }
}
