/// The stationary distribution of a random surfer on a weighted graph (Brin & Page 1998).
///
/// With damping d, restart distribution p (uniform unless given) and out-weights W_i = sum_j w_ij:
///
///     x_j = (1 - d) p_j + d (sum_i x_i w_ij / W_i + D p_j)
///
/// where D is the mass of dangling nodes (W_i = 0), spread over p. Iteration starts at p and stops when
/// the L1 change of x falls below `tolerance`, or at `maximumIterations`, which the result reports and
/// does not throw. Scores sum to 1.
///
/// - Complexity: O(edges) an iteration.
public struct PageRank: Sendable, Hashable {
  /// The probability of following an edge; 0.85 in the paper.
  public let damping: Double
  /// The L1 change of the scores below which iteration stops.
  public let tolerance: Double
  /// The most iterations done.
  public let maximumIterations: Int

  /// Creates the settings.
  ///
  /// - Precondition: `damping` in 0..<1, `tolerance` > 0, `maximumIterations` >= 1.
  public init(damping: Double = 0.85, tolerance: Double = 1e-6, maximumIterations: Int = 100) {
    precondition(damping >= 0 && damping < 1, "damping \(damping) is not in 0..<1")
    precondition(tolerance > 0, "tolerance \(tolerance) is not positive")
    precondition(maximumIterations >= 1, "maximumIterations \(maximumIterations) is below 1")
    self.damping = damping
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
  }

  /// What iteration came to.
  public struct Ranks: Sendable, Hashable {
    /// The score of each node; they sum to 1.
    public let scores: [Double]
    /// How many iterations were done.
    public let iterations: Int
    /// Whether the last change fell below the tolerance.
    public let converged: Bool
  }

  /// The ranks of the nodes of a sparse graph whose entry (i, j) is the weight of the edge from i to j.
  ///
  /// - Parameters:
  ///   - graph: the weights of the edges, at least 0.
  ///   - personalization: the restart distribution, scaled to sum 1 here; uniform where nil.
  /// - Throws: ``MathError`` of code `shape` where the matrix is not square or the distribution is not as
  ///   long, `notFinite` for a weight that is NaN or infinite, `structure` for a negative one or a
  ///   distribution without mass.
  public func ranks(
    of graph: SparseMatrix, personalization: [Double]? = nil
  ) throws(MathError) -> Ranks {
    let restart = try checked(graph.rowCount, graph.columnCount, personalization)
    var sums = [Double](repeating: 0, count: graph.rowCount)
    for row in 0..<graph.rowCount {
      for entry in graph.entries(ofRow: row) { sums[row] += try weight(graph.values[entry], row) }
    }
    return iterate(outWeights: sums, personalization: restart) { x, y in
      y.update(repeating: 0)
      for row in 0..<graph.rowCount where x[row] != 0 {
        for entry in graph.entries(ofRow: row) {
          y[Int(graph.columnIndices[entry])] += Double(graph.values[entry]) * x[row]
        }
      }
    }
  }

  /// The ranks of the nodes of a dense graph whose entry (i, j) is the weight of the edge from i to j.
  ///
  /// The product is the machine's `sgemv`, so scores carry single precision: a tolerance below 1e-7 may
  /// never be met.
  ///
  /// - Parameters:
  ///   - graph: the weights of the edges, at least 0.
  ///   - personalization: the restart distribution, scaled to sum 1 here; uniform where nil.
  /// - Throws: ``MathError`` as for a sparse graph.
  public func ranks(of graph: Matrix, personalization: [Double]? = nil) throws(MathError) -> Ranks {
    let restart = try checked(graph.rowCount, graph.columnCount, personalization)
    let count = graph.rowCount
    var sums = [Double](repeating: 0, count: count)
    for row in 0..<count {
      for value in graph.row(row) { sums[row] += try weight(value, row) }
    }
    var input = [Float](repeating: 0, count: count)
    var output = input
    return iterate(outWeights: sums, personalization: restart) { x, y in
      for i in 0..<count { input[i] = Float(x[i]) }
      input.withUnsafeBufferPointer { input in
        output.withUnsafeMutableBufferPointer { BLAS.gemv(graph, transposed: true, input, into: $0) }
      }
      for i in 0..<count { y[i] = Double(output[i]) }
    }
  }

  /// Iterates over a graph known only by its product.
  ///
  /// - Parameters:
  ///   - outWeights: the sum of the weights that leave each node; 0 for a dangling one.
  ///   - personalization: the restart distribution, summing to 1; uniform where nil.
  ///   - product: given x, writes sum_i w_ij x_i for every j; x is already divided by the out-weights.
  package func iterate(
    outWeights: [Double], personalization: [Double]? = nil,
    product: (_ x: UnsafeBufferPointer<Double>, _ y: UnsafeMutableBufferPointer<Double>) -> Void
  ) -> Ranks {
    let count = outWeights.count
    guard count > 0 else { return Ranks(scores: [], iterations: 0, converged: true) }
    let restart = personalization ?? [Double](repeating: 1 / Double(count), count: count)
    // A node whose weights sum to less than the least normal number cannot be divided by its sum.
    let shares = outWeights.map { $0 >= .leastNormalMagnitude ? 1 / $0 : 0 }
    var scores = restart
    var scaled = scores
    var next = scores
    for iteration in 1...maximumIterations {
      var dangling = 0.0
      for i in 0..<count {
        scaled[i] = scores[i] * shares[i]
        if shares[i] == 0 { dangling += scores[i] }
      }
      scaled.withUnsafeBufferPointer { x in next.withUnsafeMutableBufferPointer { product(x, $0) } }
      let jump = 1 - damping + damping * dangling
      var change = 0.0
      for i in 0..<count {
        let value = jump * restart[i] + damping * next[i]
        change += abs(value - scores[i])
        scores[i] = value
      }
      if change < tolerance { return Ranks(scores: scores, iterations: iteration, converged: true) }
    }
    return Ranks(scores: scores, iterations: maximumIterations, converged: false)
  }

  private func checked(
    _ rows: Int, _ columns: Int, _ personalization: [Double]?
  ) throws(MathError) -> [Double]? {
    guard rows == columns else {
      throw MathError(.shape, "a graph is a square matrix; found \(rows) x \(columns)")
    }
    guard let personalization else { return nil }
    guard personalization.count == rows else {
      throw MathError(.shape, "a personalization of \(personalization.count) values for \(rows) nodes")
    }
    guard personalization.allSatisfy(\.isFinite) else {
      throw MathError(.notFinite, "the personalization holds a value that is not finite")
    }
    let sum = personalization.reduce(0, +)
    guard personalization.allSatisfy({ $0 >= 0 }), sum.isFinite, rows == 0 || sum > 0 else {
      throw MathError(.structure, "a personalization must be non-negative with a positive sum; found \(sum)")
    }
    return personalization.map { $0 / sum }
  }

  private func weight(_ value: Float, _ row: Int) throws(MathError) -> Double {
    guard value.isFinite else { throw MathError(.notFinite, "an edge from node \(row) weighs \(value)") }
    guard value >= 0 else {
      throw MathError(.structure, "an edge from node \(row) weighs \(value); weights must not be negative")
    }
    return Double(value)
  }
}
