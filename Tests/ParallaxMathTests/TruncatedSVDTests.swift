import ParallaxMath
import ParallaxTestSupport
import Testing

@Suite struct TruncatedSVDTests {
  private func random(_ rows: Int, _ columns: Int, density: Double, seed: UInt64) -> SparseMatrix {
    var random = SeededGenerator(seed: seed)
    return SparseMatrix(
      rows: (0..<rows).map { _ in
        let kept = (0..<columns).filter { _ in Double.random(in: 0..<1, using: &random) < density }
        return SparseVector(
          indices: kept.map { Int32($0) }, values: kept.map { _ in Float.random(in: -1...1, using: &random) },
          dimension: columns)
      }, columnCount: columns)
  }

  private func matrix(_ rows: [[Double]]) throws -> Matrix {
    try Matrix(
      rowCount: rows.count, columnCount: rows.first?.count ?? 0, values: rows.joined().map { Float($0) })
  }

  private func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in
      (b.first ?? []).indices.map { column in row.indices.reduce(0) { $0 + row[$1] * b[$1][column] } }
    }
  }

  private func rows(_ a: Matrix) -> [[Double]] { (0..<a.rowCount).map { a.row($0).map(Double.init) } }

  private func columnsAreOrthonormal(_ a: Matrix, within tolerance: Double) -> Bool {
    (0..<a.columnCount).allSatisfy { i in
      (0..<a.columnCount).allSatisfy { j in
        let dot = (0..<a.rowCount).reduce(0.0) { $0 + Double(a[$1, i]) * Double(a[$1, j]) }
        return abs(dot - (i == j ? 1 : 0)) < tolerance
      }
    }
  }

  @Test(arguments: [(1, 1), (5, 3), (3, 5), (20, 20), (40, 7)])
  func theDenseDecompositionRestoresTheMatrix(m: Int, n: Int) throws {
    let a = dense(random(m, n, density: 0.7, seed: UInt64(m * 31 + n)))
    let (u, values, vTransposed) = try LAPACK.singularValues(of: matrix(a))
    #expect(columnsAreOrthonormal(u, within: 1e-4))
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 })
    let scaled = rows(u).map { row in zip(row, values).map { $0 * Double($1) } }
    let restored = product(scaled, rows(vTransposed))
    for i in 0..<m { for j in 0..<n { #expect(abs(restored[i][j] - a[i][j]) < 1e-5) } }
  }

  @Test(arguments: [(1, 1), (9, 4), (50, 20), (6, 6)])
  func basesAreOrthonormalAndSpanTheColumns(m: Int, n: Int) throws {
    let a = dense(random(m, n, density: 0.8, seed: UInt64(m + n)))
    let q = try LAPACK.orthonormalBasis(matrix(a))
    #expect(columnsAreOrthonormal(q, within: 1e-5))
    let projected = product(rows(q), product(transposed(rows(q)), a))
    for i in 0..<m { for j in 0..<n { #expect(abs(projected[i][j] - a[i][j]) < 1e-4) } }
  }

  private func transposed(_ a: [[Double]]) -> [[Double]] {
    (a.first ?? []).indices.map { column in a.map { $0[column] } }
  }

  @Test func sparseTimesDenseAgreesWithNestedLoops() throws {
    let a = random(13, 9, density: 0.3, seed: 2)
    let (b, c) = (random(9, 5, density: 1, seed: 3), random(13, 4, density: 1, seed: 4))
    let (ab, atc) = (
      a.multiplied(by: try matrix(dense(b))), a.transposed().multiplied(by: try matrix(dense(c)))
    )
    let (expected, second) = (product(dense(a), dense(b)), product(transposed(dense(a)), dense(c)))
    for i in 0..<13 { for j in 0..<5 { #expect(abs(Double(ab[i, j]) - expected[i][j]) < 1e-5) } }
    for i in 0..<9 { for j in 0..<4 { #expect(abs(Double(atc[i, j]) - second[i][j]) < 1e-5) } }
  }

  @Test(arguments: [1, 15, 16, 17, 31, 32, 33, 48, 110])
  func sparseTimesDenseIsTheSameForAnyNumberOfColumns(width: Int) throws {
    let (a, b) = (random(20, 30, density: 0.3, seed: 5), random(30, 110, density: 1, seed: 6))
    let whole = a.multiplied(by: try matrix(dense(b)))
    let part = a.multiplied(by: try matrix(dense(b).map { Array($0.prefix(width)) }))
    for row in 0..<20 { #expect(part.row(row).elementsEqual(whole.row(row).prefix(width))) }
  }

  static let methods: [TruncatedSVD.Method] = [
    .powerIteration(oversampling: 10, iterations: 2), .blockKrylov(dimension: nil),
  ]

  @Test(arguments: [(12, 8), (8, 12), (30, 30), (4, 4), (1, 6)], methods)
  func smallMatricesHaveTheExactSingularValuesAndSigns(
    size: (m: Int, n: Int), method: TruncatedSVD.Method
  ) throws {
    let (m, n) = size
    let a = random(m, n, density: 0.6, seed: UInt64(m * n))
    let exact = try LAPACK.singularValues(of: matrix(dense(a)))
    let found = try TruncatedSVD(rank: 100, method: method).decompose(a)
    #expect(found.singularValues.count == min(m, n))
    for (x, y) in zip(found.singularValues, exact.values) { #expect(abs(x - y) < 1e-4) }
    #expect(columnsAreOrthonormal(found.u, within: 1e-4))
    for component in 0..<min(m, n) {
      let row = found.vTransposed.row(component)
      #expect(row.max { abs($0) < abs($1) } ?? 0 > 0)
    }
    let restored = product(rows(found.transformedRows), rows(found.vTransposed))
    for (i, row) in dense(a).enumerated() {
      for (j, value) in row.enumerated() { #expect(abs(restored[i][j] - value) < 1e-4) }
    }
  }

  /// A sparse matrix of known rank: blocks that repeat a few sparse patterns, plus faint noise.
  @Test(arguments: methods + [.blockKrylov(dimension: 40)], [false, true])
  func leadingValuesOfALowRankMatrixAreWithinAThousandth(method: TruncatedSVD.Method, isTurned: Bool) throws {
    var generator = SeededGenerator(seed: 8)
    let (m, n, rank) = (300, 200, 6)
    var table = [[Double]](repeating: [Double](repeating: 0, count: n), count: m)
    for component in 0..<rank {
      let left = (0..<m).map { _ in
        Bool.random(using: &generator) ? Double.random(in: -1...1, using: &generator) : 0
      }
      let right = (0..<n).map { _ in
        Int.random(in: 0..<6, using: &generator) == 0 ? Double.random(in: -1...1, using: &generator) : 0
      }
      for i in 0..<m where left[i] != 0 {
        for j in 0..<n { table[i][j] += left[i] * right[j] * 8 / Double(component + 1) }
      }
    }
    for _ in 0..<2_000 {
      table[Int.random(in: 0..<m, using: &generator)][Int.random(in: 0..<n, using: &generator)] += 0.01
    }
    let sparse = SparseMatrix(
      rows: table.map { row in
        let kept = row.indices.filter { row[$0] != 0 }
        return SparseVector(
          indices: kept.map { Int32($0) }, values: kept.map { Float(row[$0]) }, dimension: n)
      }, columnCount: n)
    let exact = try LAPACK.singularValues(of: matrix(table))
    let svd = TruncatedSVD(rank: rank, method: method, seed: 5)
    let found = try svd.decompose(isTurned ? sparse.transposed() : sparse)
    for (x, y) in zip(found.singularValues, exact.values) { #expect(abs(x - y) <= 0.001 * y) }
    #expect(found == (try svd.decompose(isTurned ? sparse.transposed() : sparse)))
    #expect(columnsAreOrthonormal(found.u, within: 1e-4))
    #expect(columnsAreOrthonormal(try matrix(transposed(rows(found.vTransposed))), within: 1e-4))
  }

  /// Values that lie close together, as those of text do; a space of 96 dimensions of 150.
  @Test func aKrylovSpaceFindsCloseValues() throws {
    let a = random(150, 400, density: 0.1, seed: 12)
    let exact = try LAPACK.singularValues(of: matrix(dense(a)))
    let found = try TruncatedSVD(rank: 10, method: .blockKrylov(dimension: 96)).decompose(a)
    for (x, y) in zip(found.singularValues, exact.values) { #expect(abs(x - y) < 1e-3 * y) }
  }

  /// The space is exhausted early: rank 3, the identity on a few columns, or nothing.
  @Test(arguments: [0, 1, 3, 70]) func exhaustedSpacesKeepTheirBasesOrthonormal(rank: Int) throws {
    let (m, n) = (200, 300)
    let a = SparseMatrix(
      rows: (0..<m).map { row in
        row < rank
          ? SparseVector(indices: [Int32(row)], values: [Float(rank - row)], dimension: n)
          : SparseVector(indices: [], values: [], dimension: n)
      }, columnCount: n)
    let found = try TruncatedSVD(rank: 80, method: .blockKrylov(dimension: 128)).decompose(a)
    #expect(found.singularValues.count == 80)
    for (component, value) in found.singularValues.enumerated() {
      #expect(abs(value - Float(max(0, rank - component))) < 1e-4)
    }
    #expect(columnsAreOrthonormal(found.u, within: 1e-4))
  }

  @Test func tallBlocksOfAnyConditionGetOrthonormalBases() throws {
    for power in [0.0, -2, -4, -8] {
      var a = dense(random(60, 12, density: 1, seed: 9))
      for row in a.indices { a[row][11] = a[row][0] + a[row][11] * pow10(power) }
      let q = try LAPACK.orthonormalBasis(matrix(a))
      #expect(columnsAreOrthonormal(q, within: 1e-5))
    }
  }

  private func pow10(_ power: Double) -> Double { power == 0 ? 1 : pow10(power + 1) / 10 }

  @Test func explainedVarianceIsThatOfTheTransformedRows() throws {
    let a = random(25, 10, density: 0.5, seed: 6)
    let found = try TruncatedSVD(rank: 10).decompose(a)
    // All components together explain all of the variance.
    #expect(abs(found.explainedVarianceRatio.reduce(0, +) - 1) < 1e-4)
    let values = rows(found.transformedRows).map { $0[0] }
    let mean = values.reduce(0, +) / 25
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 25
    #expect(abs(found.explainedVariance[0] - variance) < 1e-5)
  }

  @Test func emptyAndZeroMatricesDecompose() throws {
    let none = try TruncatedSVD(rank: 3).decompose(SparseMatrix(rows: [], columnCount: 4))
    #expect(none.singularValues.isEmpty)
    let zero = try SparseMatrix(columnCount: 3, rowOffsets: [0, 0, 0], columnIndices: [], values: [])
    let found = try TruncatedSVD(rank: 2).decompose(zero)
    #expect(found.singularValues == [0, 0])
    #expect(found.explainedVarianceRatio == [0, 0])
  }

  @Test func valuesThatAreNotFiniteAreRefused() throws {
    let bad = try SparseMatrix(columnCount: 1, rowOffsets: [0, 1], columnIndices: [0], values: [.nan])
    #expect(throws: MathError.self) { try TruncatedSVD(rank: 1).decompose(bad) }
  }
}
