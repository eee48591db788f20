public import ParallaxMath

/// Documents and terms of a matrix in the space of its leading singular vectors, X ≈ U diag(s) Vᵀ.
///
/// This is the latent semantic analysis of Deerwester et al. (1990). Documents stand at U diag(s), terms at
/// V diag(s). The matrix is not centred, as scikit-learn's `TruncatedSVD` does not centre it. The same matrix and settings give the same space.
public struct LatentSemanticAnalysis: Sendable, Hashable {
  /// The right singular vectors as rows, components x terms.
  public let components: Matrix
  /// The singular values, descending.
  public let singularValues: [Float]
  /// The variance of the documents along each component.
  public let explainedVariance: [Double]
  /// Those variances as shares of the variance of the matrix.
  public let explainedVarianceRatio: [Double]
  /// V: a row for each term, so that a document is a few rows' sum.
  private let directions: Matrix

  /// Creates a space from what was learnt before.
  ///
  /// - Throws: ``FeatureError`` of code `configuration` where counts differ or a number is not finite.
  public init(
    components: Matrix, singularValues: [Float], explainedVariance: [Double],
    explainedVarianceRatio: [Double]
  ) throws(FeatureError) {
    let counts = [singularValues.count, explainedVariance.count, explainedVarianceRatio.count]
    guard counts.allSatisfy({ $0 == components.rowCount }) else {
      throw FeatureError(
        .configuration,
        "\(components.rowCount) components with \(counts[0]) singular values, \(counts[1]) variances and "
          + "\(counts[2]) shares; expected as many of each")
    }
    guard components.values.allSatisfy({ $0.isFinite }), singularValues.allSatisfy({ $0.isFinite }) else {
      throw FeatureError(.configuration, "a component or singular value is NaN or infinite")
    }
    self.components = components
    self.singularValues = singularValues
    self.explainedVariance = explainedVariance
    self.explainedVarianceRatio = explainedVarianceRatio
    directions = components.transposed()
  }

  /// Learns the space of a matrix of documents x terms.
  ///
  /// - Parameters:
  ///   - matrix: documents x terms.
  ///   - svd: the number of components and how they are found.
  /// - Throws: ``FeatureError`` of code `noDocuments` or `noTerms` where the matrix has no row or column,
  ///   `configuration` where it holds NaN or infinity or the decomposition fails.
  /// - Complexity: that of `TruncatedSVD`.
  public static func fit(_ matrix: SparseMatrix, svd: TruncatedSVD) throws(FeatureError) -> Self {
    try fitTransform(matrix, svd: svd).analysis
  }

  /// Learns the space of a matrix of documents x terms, and where each document stands in it.
  ///
  /// - Returns: the space, and U diag(s), documents x components.
  /// - Throws: ``FeatureError`` as ``fit(_:svd:)`` does.
  public static func fitTransform(
    _ matrix: SparseMatrix, svd: TruncatedSVD
  ) throws(FeatureError) -> (analysis: Self, documents: Matrix) {
    guard matrix.rowCount > 0 else {
      throw FeatureError(.noDocuments, "a matrix without rows has no space: expected at least one document")
    }
    guard matrix.columnCount > 0 else {
      throw FeatureError(.noTerms, "a matrix without columns has no space: expected at least one term")
    }
    do {
      let found = try svd.decompose(matrix)
      let analysis = try Self(
        components: found.vTransposed, singularValues: found.singularValues,
        explainedVariance: found.explainedVariance, explainedVarianceRatio: found.explainedVarianceRatio)
      return (analysis, found.transformedRows)
    } catch let error as MathError {
      throw FeatureError(.configuration, error.message)
    } catch let error as FeatureError {
      throw error
    } catch {
      throw FeatureError(.configuration, "\(error)")
    }
  }

  /// The number of components.
  public var rank: Int { components.rowCount }
  /// The number of terms.
  public var termCount: Int { components.columnCount }

  /// Where a document stands: x V, which for a document of the fit is its row of U diag(s).
  ///
  /// - Complexity: O(entries x rank).
  /// - Precondition: the row is of ``termCount`` columns.
  public func transform(_ row: SparseVector) -> [Float] {
    transform(SparseMatrix(rows: [row], columnCount: termCount)).values
  }

  /// Where documents stand, documents x components.
  ///
  /// - Complexity: O(entries x rank).
  /// - Precondition: the matrix is of ``termCount`` columns.
  public func transform(_ matrix: SparseMatrix) -> Matrix { matrix.multiplied(by: directions) }

  /// Where terms stand: V diag(s), terms x components.
  public var termVectors: Matrix {
    var vectors = directions
    for term in 0..<termCount {
      for component in 0..<rank { vectors[term, component] *= singularValues[component] }
    }
    return vectors
  }

  /// The terms nearest to a term by the cosine of their vectors, the term itself left out.
  ///
  /// For many questions ask a ``CosineIndex`` of ``termVectors``, which this makes anew.
  ///
  /// - Complexity: O(terms x rank).
  /// - Precondition: `term` is a column.
  public func nearestTerms(to term: Int, count: Int) -> [CosineIndex.Neighbor] {
    CosineIndex(rows: termVectors).nearest(toRow: term, count: count)
  }
}

extension Matrix {
  fileprivate func transposed() -> Matrix {
    var turned = Matrix(rowCount: columnCount, columnCount: rowCount)
    turned.values.withUnsafeMutableBufferPointer { target in
      values.withUnsafeBufferPointer { source in
        for row in 0..<rowCount {
          for column in 0..<columnCount {
            target[column * rowCount + row] = source[row * columnCount + column]
          }
        }
      }
    }
    return turned
  }
}
