/// How often any two content words of a document stand near one another, as rows of a sparse symmetric
/// matrix.
struct WordGraph {
  private var offsets: [Int] = [0]
  private var columns: [Int32] = []
  private var weights: [Double] = []
  /// The sum of the weights at each word.
  private(set) var degrees: [Double]

  /// Links the words of each sentence that stand less than `window` tokens apart, function words counted.
  init(_ terms: SentenceTerms, window: Int) {
    var pairs: [UInt64] = []
    for sentence in 0..<terms.sentenceCount {
      let places = terms.sequenceOffsets[sentence]..<terms.sequenceOffsets[sentence + 1]
      for place in places where terms.sequence[place] >= 0 {
        for other in (place + 1)..<max(place + 1, min(place + window, places.upperBound)) {
          let (a, b) = (terms.sequence[place], terms.sequence[other])
          guard b >= 0, a != b else { continue }
          pairs.append(UInt64(a) << 32 | UInt64(b))
          pairs.append(UInt64(b) << 32 | UInt64(a))
        }
      }
    }
    pairs.sort()
    degrees = [Double](repeating: 0, count: terms.termCount)
    var last: UInt64?
    for pair in pairs {
      let row = Int(pair >> 32)
      while offsets.count <= row { offsets.append(columns.count) }
      if pair == last {
        weights[weights.count - 1] += 1
      } else {
        columns.append(Int32(truncatingIfNeeded: pair & 0xFFFF_FFFF))
        weights.append(1)
      }
      degrees[row] += 1
      last = pair
    }
    while offsets.count <= terms.termCount { offsets.append(columns.count) }
  }

  /// y = W x.
  func multiply(_ x: UnsafeBufferPointer<Double>, into y: UnsafeMutableBufferPointer<Double>) {
    for row in 0..<x.count {
      var sum = 0.0
      for entry in offsets[row]..<offsets[row + 1] { sum += weights[entry] * x[Int(columns[entry])] }
      y[row] = sum
    }
  }
}
