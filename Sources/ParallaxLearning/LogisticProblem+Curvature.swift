internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

extension LogisticProblem {
  /// Writes what the Hessian at a point depends on, `lanes` numbers a row: the probabilities of its classes for softmax,
  /// c_ik σ(z_ik)(1 − σ(z_ik)) for sigmoids.
  ///
  /// - Complexity: O(entries · classes); one pass over the rows.
  func writeCurvatures(
    at point: UnsafeMutableBufferPointer<Double>, to curvatures: UnsafeMutableBufferPointer<Double>
  ) {
    nonisolated(unsafe) let (point, curvatures) = (point, curvatures)
    parallelFor(blocks: blocks.count, threads: threads) { block in
      for row in blocks[block] {
        let own = UnsafeMutableBufferPointer(rebasing: curvatures[row * lanes..<(row + 1) * lanes])
        withLanes(Scores(row: row, weights: point, scores: own))
        curve(UnsafeMutableBufferPointer(rebasing: own[..<classCount]), row)
        // Lanes beside the classes have no part in anything.
        for lane in classCount..<lanes { own[lane] = 0 }
      }
    }
  }

  /// Replaces the scores of a row by what the Hessian depends on.
  private func curve(_ scores: UnsafeMutableBufferPointer<Double>, _ row: Int) {
    switch loss {
    case .softmax: softmaxInPlace(scores)
    case .sigmoid:
      let own = targets.offsets[row]..<targets.offsets[row + 1]
      var place = own.lowerBound
      for k in scores.indices {
        let has = place < own.upperBound && Int(targets.labels[place]) == k
        if has { place += 1 }
        let probability = sigmoid(scores[k])
        scores[k] =
          rowWeights[row] * (has ? factors.present[k] : factors.absent[k]) * probability * (1 - probability)
      }
    }
  }

  /// Writes the product of the Hessian at a point with a direction V.
  ///
  ///     softmax:  Xᵀ R + ρV,   R_i = c_i (p_i ∘ u_i − p_i (p_i · u_i)),   u_i = x_i V
  ///     sigmoid:  Xᵀ R + ρV,   R_ik = c_ik σ(z_ik)(1 − σ(z_ik)) u_ik
  ///
  /// The matrix itself, of (features · classes)² numbers, is never there.
  ///
  /// - Parameters:
  ///   - curvatures: What ``writeCurvatures(at:to:)`` wrote at the point.
  ///   - direction: V.
  ///   - product: Where the product goes.
  /// - Complexity: O(entries · classes); one pass over the rows.
  func multiplyHessian(
    _ curvatures: UnsafeMutableBufferPointer<Double>, by direction: UnsafeMutableBufferPointer<Double>,
    into product: UnsafeMutableBufferPointer<Double>
  ) {
    nonisolated(unsafe) let (curvatures, start) = (curvatures, direction)
    _ = sum(into: product) { rows, partial in
      withLanes(Product(rows: rows, curvatures: curvatures, direction: start, product: partial))
      return 0
    }
    let weights = featureCount * lanes
    BLAS.axpy(
      ridge, UnsafeBufferPointer(rebasing: direction[..<weights]),
      into: UnsafeMutableBufferPointer(rebasing: product[..<weights]))
  }
}

/// Work on rows whose lanes are taken as SIMD values, several where one does not hold them all.
private protocol LaneWork {
  func run<V: SIMD & BitwiseCopyable>(_ problem: LogisticProblem, as type: V.Type) where V.Scalar == Double
}

extension LogisticProblem {
  @inline(__always) private func withLanes(_ work: some LaneWork) {
    switch lanes {
    case 2: work.run(self, as: SIMD2<Double>.self)
    case 4: work.run(self, as: SIMD4<Double>.self)
    default: work.run(self, as: SIMD8<Double>.self)
    }
  }
}

/// The scores of a row.
private struct Scores: LaneWork {
  let row: Int
  let weights: UnsafeMutableBufferPointer<Double>
  let scores: UnsafeMutableBufferPointer<Double>

  func run<V: SIMD & BitwiseCopyable>(_ problem: LogisticProblem, as type: V.Type) where V.Scalar == Double {
    guard
      let weights = UnsafeRawPointer(weights.baseAddress)?.assumingMemoryBound(to: V.self),
      let z = UnsafeMutableRawPointer(scores.baseAddress)?.assumingMemoryBound(to: V.self)
    else { return }
    let chunks = problem.lanes / V.scalarCount
    problem.features.withPointers { source in
      problem.gatherChunks(weights, chunks, source, source.entries(ofRow: row), into: z)
    }
  }
}

/// The part of a block of rows in a product with the Hessian.
private struct Product: LaneWork {
  let rows: Range<Int>
  let curvatures: UnsafeMutableBufferPointer<Double>
  let direction: UnsafeMutableBufferPointer<Double>
  let product: UnsafeMutableBufferPointer<Double>

  func run<V: SIMD & BitwiseCopyable>(_ problem: LogisticProblem, as type: V.Type) where V.Scalar == Double {
    let chunks = problem.lanes / V.scalarCount
    let scores = UnsafeMutableBufferPointer<Double>.aligned(count: problem.lanes, repeating: 0)
    defer { scores.deallocateAligned() }
    guard
      let weights = UnsafeRawPointer(direction.baseAddress)?.assumingMemoryBound(to: V.self),
      let curvatures = UnsafeRawPointer(curvatures.baseAddress)?.assumingMemoryBound(to: V.self),
      let sums = UnsafeMutableRawPointer(product.baseAddress)?.assumingMemoryBound(to: V.self),
      let u = UnsafeMutableRawPointer(scores.baseAddress)?.assumingMemoryBound(to: V.self)
    else { return }
    let intercepts = sums + problem.featureCount &* chunks
    problem.features.withPointers { source in
      for row in rows {
        let entries = source.entries(ofRow: row)
        problem.gatherChunks(weights, chunks, source, entries, into: u)
        let own = curvatures + row &* chunks
        switch problem.loss {
        case .softmax:
          var mean = 0.0
          for chunk in 0..<chunks { mean += (own[chunk] * u[chunk]).sum() }
          for chunk in 0..<chunks { u[chunk] = own[chunk] * (u[chunk] - mean) * problem.rowWeights[row] }
        case .sigmoid:
          for chunk in 0..<chunks { u[chunk] *= own[chunk] }
        }
        if chunks == 1 {
          scatter(u[0], to: sums, source, entries)
        } else {
          for entry in entries {
            let start = sums + Int(source.columns[entry]) &* chunks
            let value = Double(source.values[entry])
            for chunk in 0..<chunks { start[chunk] += u[chunk] * value }
          }
        }
        for chunk in 0..<chunks { intercepts[chunk] += u[chunk] }
      }
    }
  }
}

extension LogisticProblem {
  /// The scores of a row's entries, intercepts with them, `chunks` SIMD values of lanes.
  @inline(__always) fileprivate func gatherChunks<V: SIMD & BitwiseCopyable>(
    _ weights: UnsafePointer<V>, _ chunks: Int, _ source: SparseMatrix.Pointers, _ entries: Range<Int>,
    into z: UnsafeMutablePointer<V>
  ) where V.Scalar == Double {
    if chunks == 1 {
      z[0] = weights[featureCount] + gather(weights, source, entries)
      return
    }
    for chunk in 0..<chunks { z[chunk] = weights[featureCount &* chunks &+ chunk] }
    for entry in entries {
      let start = weights + Int(source.columns[entry]) &* chunks
      let value = Double(source.values[entry])
      for chunk in 0..<chunks { z[chunk] += start[chunk] * value }
    }
  }
}
