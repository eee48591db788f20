import ParallaxFeatures
import ParallaxMath

/// The informative prior of a contrast: a term's share of all terms of its length, in the articles themselves
/// and, where a background knows the word, half and half with its share there, times the prior's strength.
struct ContrastPrior {
  /// The prior count of each candidate.
  private let values: [Double]
  private let strength: Double

  init(_ counts: GroupedTermCounts, candidates: [Int], options: ContrastOptions) {
    let strength = options.priorStrength
    let totals = counts.totals.map { Double($0.reduce(0, +)) }
    self.strength = strength
    values = candidates.map { term in
      let length = counts.length(of: term)
      let count = (0..<counts.groupCount).reduce(0) { $0 + counts.occurrences(of: term, in: $1) }
      var share = Double(count) / totals[length - 1]
      if length == 1, let known = options.background?.share(of: counts.text(of: term)) {
        share = (share + known) / 2
      }
      // One term may be all there is.
      return min(share, 0.999) * strength
    }
  }

  func ratio(of candidate: Int, term: Int, _ cell: ContrastSides.Cell) -> LogOddsRatio {
    LogOddsRatio(first: cell.first, second: cell.second, prior: values[candidate], priorTotal: strength)
  }
}
