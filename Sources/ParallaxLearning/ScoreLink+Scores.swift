extension ScoreLink {
  /// The probabilities of the classes for the scores of one row.
  public func probabilities(of scores: [Double]) -> [Double] {
    var values = scores
    values.withUnsafeMutableBufferPointer { apply($0) }
    return values
  }
}
