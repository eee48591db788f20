/// The leading singular vectors of a sparse matrix from a random start.
///
/// The same seed gives the same result; another BLAS may differ in the last bits.
public struct TruncatedSVD: Sendable, Hashable {
  /// How the subspace that holds the leading singular vectors is found.
  public enum Method: Sendable, Hashable {
    /// A block of rank + oversampling columns, sharpened by power iterations (Halko, Martinsson & Tropp 2011,
    /// algorithms 4.4 and 5.1): the way of scikit-learn's randomized solver.
    ///
    /// Errors of the last values fall by (s(l + 1) / s(k)) to the power of 4 iterations + 2, which is slow
    /// where values lie close together: of text, five iterations leave them some percent too small.
    case powerIteration(oversampling: Int, iterations: Int)
    /// All that 16 columns pass through on their way through A Aᵀ, kept orthogonal (block Krylov space; Golub
    /// & Underwood 1977, Musco & Musco 2015), up to a dimension; nil is three and a half times the rank, or
    /// 128.
    ///
    /// For fewer products than five power iterations it finds the values of text to single precision, or
    /// nearly.
    case blockKrylov(dimension: Int?)
  }

  /// The number of components asked for.
  public let rank: Int
  /// How the subspace is found.
  public let method: Method
  /// The seed of the random block.
  public let seed: UInt64

  /// Creates the settings.
  ///
  /// - Precondition: `rank` is positive, a Krylov dimension no smaller, the numbers of power iteration not
  ///   negative.
  public init(rank: Int, method: Method = .blockKrylov(dimension: nil), seed: UInt64 = 0) {
    precondition(rank > 0, "rank \(rank) is not positive")
    switch method {
    case .powerIteration(let oversampling, let iterations):
      precondition(oversampling >= 0, "oversampling \(oversampling) is negative")
      precondition(iterations >= 0, "\(iterations) power iterations")
    case .blockKrylov(let dimension):
      precondition(dimension ?? rank >= rank, "dimension \(dimension ?? 0) is below rank \(rank)")
    }
    self.rank = rank
    self.method = method
    self.seed = seed
  }

  /// Decomposes a matrix; of an m x n matrix there are at most min(m, n) components.
  ///
  /// With l columns in the subspace: O(products) is entries x l for each of 2 iterations + 2 passes (power
  /// iteration), or for two passes in all (Krylov), beside O((m + n) l²) for orthogonality. There is room for
  /// the transpose of the matrix, and for three (m + n) x l blocks.
  ///
  /// - Throws: ``MathError`` of code `notFinite` where the matrix holds NaN or infinity, `shape` where a
  ///   side passes 2^31, `lapack` where a routine fails.
  public func decompose(_ a: SparseMatrix) throws(MathError) -> SingularValueDecomposition {
    guard a.values.allSatisfy({ $0.isFinite }) else {
      throw MathError(.notFinite, "a matrix of \(a.rowCount) x \(a.columnCount) holds NaN or infinity")
    }
    guard min(a.rowCount, a.columnCount) > 0 else {
      return SingularValueDecomposition(
        u: Matrix(rowCount: a.rowCount, columnCount: 0), singularValues: [],
        vTransposed: Matrix(rowCount: 0, columnCount: a.columnCount), totalVariance: 0)
    }
    let turned = a.transposed()
    let isWide = a.rowCount < a.columnCount
    let (tall, flat) = isWide ? (turned, a) : (a, turned)
    let subspace: Subspace
    switch method {
    case .powerIteration(let oversampling, let iterations):
      subspace = try powerIteration(tall, flat, oversampling: oversampling, iterations: iterations)
    case .blockKrylov(let dimension):
      subspace = try blockKrylov(tall, flat, dimension: dimension)
    }
    return try components(of: subspace, isWide: isWide, totalVariance: totalVariance(a))
  }

  /// An orthonormal basis of one side and the image of it: of the tall matrix T, Tᵀ basis, or of the flat one F,
  /// Fᵀ basis.
  struct Subspace {
    let basis: Matrix
    let image: Matrix
    let isOnTallSide: Bool
  }

  /// With X the basis and B the matrix whose rows it is of, BᵀX = U S Wᵀ, so B ≈ (X W) S Uᵀ.
  private func components(
    of subspace: Subspace, isWide: Bool, totalVariance: Double
  ) throws(MathError) -> SingularValueDecomposition {
    let image = try LAPACK.tallSingularValues(of: subspace.image)
    let kept = min(rank, image.values.count)
    let (inBasis, inImage) = (image.vTransposed.leadingRows(kept), image.uInBasis.leadingColumns(kept))
    let values = Array(image.values.prefix(kept))
    // The rows of the tall matrix are the columns of a wide one.
    if subspace.isOnTallSide == isWide {
      return SingularValueDecomposition(
        u: BLAS.gemm(image.basis, inImage), singularValues: values,
        vTransposed: BLAS.gemm(inBasis, transposed: false, subspace.basis, transposed: true),
        totalVariance: totalVariance)
    }
    return SingularValueDecomposition(
      u: BLAS.gemm(subspace.basis, transposed: false, inBasis, transposed: true), singularValues: values,
      vTransposed: BLAS.gemm(inImage, transposed: true, image.basis, transposed: true),
      totalVariance: totalVariance)
  }

  private func powerIteration(
    _ tall: SparseMatrix, _ flat: SparseMatrix, oversampling: Int, iterations: Int
  ) throws(MathError) -> Subspace {
    let most = flat.rowCount
    let width = rank > most - min(oversampling, most) ? most : rank + oversampling
    var random = SeededGenerator(seed: seed)
    var basis = tall.multiplied(by: TruncatedSVD.randomBlock(most, width, &random))
    for _ in 0..<iterations {
      let back = try LAPACK.spanningBasis(flat.multiplied(by: try LAPACK.spanningBasis(basis)))
      basis = tall.multiplied(by: back)
    }
    basis = try LAPACK.orthonormalBasis(basis)
    return Subspace(basis: basis, image: flat.multiplied(by: basis), isOnTallSide: true)
  }

  /// Independent symmetric values of one variance, each the sum of four 16-bit uniform ones.
  ///
  /// Close enough to normal for the range finder, which asks for independence and light tails only; and,
  /// unlike a normal value by way of a logarithm, the same on every machine.
  static func randomBlock(_ rows: Int, _ columns: Int, _ random: inout SeededGenerator) -> Matrix {
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
