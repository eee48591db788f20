import ParallaxMath
import Testing

@Suite struct PageRankTests {
  /// The textbook iteration on nested arrays, run far past convergence.
  private func naive(_ graph: [[Double]], damping d: Double = 0.85, restart: [Double]? = nil) -> [Double] {
    let n = graph.count
    let p = restart ?? [Double](repeating: 1 / Double(n), count: n)
    var x = p
    for _ in 0..<500 {
      var next = p.map { $0 * (1 - d) }
      for i in 0..<n {
        let sum = graph[i].reduce(0, +)
        for j in 0..<n { next[j] += d * x[i] * (sum > 0 ? graph[i][j] / sum : p[j]) }
      }
      x = next
    }
    return x
  }

  private func randomGraph(_ n: Int, density: Double, seed: UInt64) -> [[Double]] {
    var random = SeededGenerator(seed: seed)
    return (0..<n).map { _ in
      (0..<n).map { _ in
        Double.random(in: 0..<1, using: &random) < density
          ? Double(Float.random(in: 0.1..<2, using: &random)) : 0
      }
    }
  }

  private func matrix(_ graph: [[Double]]) throws -> Matrix {
    try Matrix(rowCount: graph.count, columnCount: graph.count, values: graph.joined().map { Float($0) })
  }

  private func sparse(_ graph: [[Double]]) -> SparseMatrix {
    let rows = graph.map { row in
      let kept = row.indices.filter { row[$0] != 0 }
      return SparseVector(
        indices: kept.map { Int32($0) }, values: kept.map { Float(row[$0]) }, dimension: graph.count)
    }
    return SparseMatrix(rows: rows, columnCount: graph.count)
  }

  @Test(arguments: [(1, 0.5), (2, 1.0), (7, 0.3), (20, 0.1), (40, 0.02), (60, 0.9)])
  func bothStoragesAgreeWithTheTextbookIteration(n: Int, density: Double) throws {
    let graph = randomGraph(n, density: density, seed: UInt64(n))
    let expected = naive(graph)
    let rank = PageRank(tolerance: 1e-12, maximumIterations: 500)
    let fromSparse = try rank.ranks(of: sparse(graph))
    #expect(fromSparse.converged)
    let fromDense = try PageRank().ranks(of: matrix(graph))
    #expect(fromDense.converged)
    for i in 0..<n {
      #expect(abs(fromSparse.scores[i] - expected[i]) < 1e-10)
      #expect(abs(fromDense.scores[i] - expected[i]) < 1e-5)
    }
    #expect(abs(fromSparse.scores.reduce(0, +) - 1) < 1e-12)
  }

  @Test func theFourPageExampleHasItsKnownOrder() throws {
    // A links to B, C and D; B to D; C to A and D; D to nothing.
    let graph: [[Double]] = [[0, 1, 1, 1], [0, 0, 0, 1], [1, 0, 0, 1], [0, 0, 0, 0]]
    let ranks = try PageRank().ranks(of: sparse(graph))
    let order = ranks.scores.indices.sorted { ranks.scores[$0] > ranks.scores[$1] }
    #expect(order.first == 3)
    #expect(ranks.converged)
    #expect(ranks.iterations > 1)
  }

  @Test func aGraphWithoutEdgesIsUniform() throws {
    let ranks = try PageRank().ranks(of: sparse([[0, 0], [0, 0]]))
    #expect(ranks.scores == [0.5, 0.5])
    #expect(ranks.converged)
  }

  @Test func anEmptyGraphHasNoRanks() throws {
    let ranks = try PageRank().ranks(of: SparseMatrix(rows: [], columnCount: 0))
    #expect(ranks.scores.isEmpty)
    #expect(ranks.converged)
  }

  @Test func personalizationTakesTheJumpsAndTheDanglingMass() throws {
    let graph = randomGraph(12, density: 0.15, seed: 3)
    var restart = [Double](repeating: 0, count: 12)
    restart[4] = 3
    restart[7] = 1
    let ranks = try PageRank(tolerance: 1e-12, maximumIterations: 500)
      .ranks(of: sparse(graph), personalization: restart)
    let expected = naive(graph, restart: restart.map { $0 / 4 })
    for i in 0..<12 { #expect(abs(ranks.scores[i] - expected[i]) < 1e-10) }
  }

  @Test func runningOutOfIterationsIsReportedNotThrown() throws {
    let ranks = try PageRank(maximumIterations: 1).ranks(of: sparse([[0, 1, 1], [1, 0, 0], [0, 1, 0]]))
    #expect(!ranks.converged)
    #expect(ranks.iterations == 1)
  }

  @Test func scalingEveryWeightChangesNothing() throws {
    let graph = randomGraph(15, density: 0.4, seed: 9)
    let scaled = graph.map { $0.map { $0 * 4 } }
    #expect(try PageRank().ranks(of: sparse(graph)) == PageRank().ranks(of: sparse(scaled)))
  }

  @Test func badGraphsAreRejectedWithTheirReason() throws {
    #expect(throws: MathError.self) {
      try PageRank().ranks(of: Matrix(rowCount: 2, columnCount: 3))
    }
    let cases: [(Float, MathError.Code)] = [(-1, .structure), (.nan, .notFinite), (.infinity, .notFinite)]
    for (value, code) in cases {
      let graph = try Matrix(rowCount: 2, columnCount: 2, values: [0, value, 1, 0])
      do {
        _ = try PageRank().ranks(of: graph)
        Issue.record("a weight of \(value) was accepted")
      } catch { #expect(error.code == code) }
    }
    for restart in [[1.0], [0, 0], [-1, 2], [.nan, 1]] {
      #expect(throws: MathError.self) {
        try PageRank().ranks(of: sparse([[0, 1], [1, 0]]), personalization: restart)
      }
    }
  }
}
