internal import ParallaxMath

#if canImport(Glibc)
  internal import Glibc
#endif

extension LogisticProblem {
  /// The loss of a block of rows, its gradient added to `gradient`.
  func pass(
    _ rows: Range<Int>, point: UnsafeMutableBufferPointer<Double>,
    gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    switch lanes {
    case 2: pass(rows, point, gradient, as: SIMD2<Double>.self)
    case 4: pass(rows, point, gradient, as: SIMD4<Double>.self)
    case 8: pass(rows, point, gradient, as: SIMD8<Double>.self)
    default: widePass(rows, point, gradient)
    }
  }

  private func pass<V: SIMD & BitwiseCopyable>(
    _ rows: Range<Int>, _ point: UnsafeMutableBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>, as type: V.Type
  ) -> Double where V.Scalar == Double {
    guard
      let weights = UnsafeRawPointer(point.baseAddress)?.assumingMemoryBound(to: V.self),
      let sums = UnsafeMutableRawPointer(gradient.baseAddress)?.assumingMemoryBound(to: V.self)
    else { return 0 }
    let padding = SIMDClasses<V>.padding(classCount)
    let (present, absent) = factors.vectors(as: V.self)
    var loss = 0.0
    features.withPointers { source in
      for row in rows {
        let entries = source.entries(ofRow: row)
        var z = weights[featureCount] + gather(weights, source, entries)
        let target = targets.indicator(ofRow: row, as: V.self)
        switch self.loss {
        case .softmax:
          let own = z[targets.label(ofRow: row)]
          z.replace(with: -.infinity, where: padding)
          let logSum = SIMDClasses<V>.softmax(&z, classCount: classCount)
          loss += rowWeights[row] * (logSum - own)
          z = (z - target) * rowWeights[row]
        case .sigmoid:
          let factor = (absent + target * (present - absent)) * rowWeights[row]
          let own = z * target
          let logs = SIMDClasses<V>.sigmoid(&z, classCount: classCount)
          loss += (factor * (logs - own)).sum()
          z = (z - target) * factor
        }
        scatter(z, to: sums, source, entries)
        sums[featureCount] += z
      }
    }
    return loss
  }

  /// The pass for more classes than a SIMD value holds: eight at a time.
  private func widePass(
    _ rows: Range<Int>, _ point: UnsafeMutableBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    typealias V = SIMD8<Double>
    let chunks = lanes / V.scalarCount
    let scores = UnsafeMutableBufferPointer<Double>.aligned(count: lanes, repeating: 0)
    defer { scores.deallocateAligned() }
    guard
      let weights = UnsafeMutableRawPointer(point.baseAddress)?.assumingMemoryBound(to: V.self),
      let sums = UnsafeMutableRawPointer(gradient.baseAddress)?.assumingMemoryBound(to: V.self),
      let z = UnsafeMutableRawPointer(scores.baseAddress)?.assumingMemoryBound(to: V.self)
    else { return 0 }
    let used = UnsafeMutableBufferPointer(rebasing: scores[..<classCount])
    var loss = 0.0
    features.withPointers { source in
      for row in rows {
        let entries = source.entries(ofRow: row)
        for chunk in 0..<chunks { z[chunk] = weights[featureCount &* chunks &+ chunk] }
        for entry in entries {
          let start = weights + Int(source.columns[entry]) &* chunks
          let value = Double(source.values[entry])
          for chunk in 0..<chunks { z[chunk] += start[chunk] * value }
        }
        loss += wideResidual(ofRow: row, used)
        for lane in classCount..<lanes { scores[lane] = 0 }
        for entry in entries {
          let start = sums + Int(source.columns[entry]) &* chunks
          let value = Double(source.values[entry])
          for chunk in 0..<chunks { start[chunk] += z[chunk] * value }
        }
        for chunk in 0..<chunks { sums[featureCount &* chunks &+ chunk] += z[chunk] }
      }
    }
    return loss
  }

  /// Replaces the scores of a row by the gradient of its loss, and returns the loss.
  private func wideResidual(ofRow row: Int, _ scores: UnsafeMutableBufferPointer<Double>) -> Double {
    let weight = rowWeights[row]
    switch loss {
    case .softmax:
      let label = targets.label(ofRow: row)
      let own = scores[label]
      let logSum = softmaxInPlace(scores)
      scores[label] -= 1
      for k in scores.indices { scores[k] *= weight }
      return weight * (logSum - own)
    case .sigmoid:
      var loss = 0.0
      let own = targets.offsets[row]..<targets.offsets[row + 1]
      var place = own.lowerBound
      for k in scores.indices {
        let has = place < own.upperBound && Int(targets.labels[place]) == k
        if has { place += 1 }
        let factor = weight * (has ? factors.present[k] : factors.absent[k])
        loss += factor * softplus(has ? -scores[k] : scores[k])
        scores[k] = factor * (sigmoid(scores[k]) - (has ? 1 : 0))
      }
      return loss
    }
  }
}
