import ParallaxLearning

/// The score of one label taken apart, all of it, in flat buffers: what explanations are made of.
///
/// Terms are numbers until one is to be shown: ``TextClassifier/term(of:in:)``.
package struct ScoreParts: Sendable {
  /// What one column, or one word of a block of vectors, adds to the score.
  ///
  /// A long text has thousands of them, so numbers are kept small.
  package struct Part: Sendable {
    /// What it adds.
    package var amount: Double
    private let ownBlock: Int32
    private let ownNumber: Int32
    private let ownValue: Float
    private let firstPlace: Int32
    private let endPlace: Int32
    /// Whether the part is a word that adds to many columns.
    package let isWord: Bool

    /// The block of features.
    package var block: Int { Int(ownBlock) }
    /// The column within its block; the place of a word among ``ScoreParts/words`` for a block of vectors.
    package var number: Int { Int(ownNumber) }
    /// The value in the row; 1 for a word.
    package var value: Double { Double(ownValue) }
    /// Its places in ``ScoreParts/starts`` and ``ScoreParts/ends``.
    package var places: Range<Int> { Int(firstPlace)..<Int(endPlace) }

    @inline(__always)
    init(block: Int, number: Int, isWord: Bool, amount: Double, value: Float, places: Range<Int>) {
      ownBlock = Int32(truncatingIfNeeded: block)
      ownNumber = Int32(truncatingIfNeeded: number)
      ownValue = value
      firstPlace = Int32(truncatingIfNeeded: places.lowerBound)
      endPlace = Int32(truncatingIfNeeded: places.upperBound)
      self.isWord = isWord
      self.amount = amount
    }
  }

  /// What the classifier says of the input.
  package let prediction: Prediction
  /// The label explained, as its place among the model's.
  package let label: Int
  /// The parts: columns in ascending order, then words in the order in which they first stand in the text.
  package let parts: [Part]
  /// Where places begin, in UTF-8 bytes of the text of their block.
  package let starts: [Int32]
  /// Where places end.
  package let ends: [Int32]
  /// The words of blocks of vectors.
  package let words: [String]
  /// What is there without any feature.
  package let baseline: Double
  /// The score of the label; baseline, parts and rounding add up to it.
  package let decisionValue: Double
  /// What a column is worth and what its words add to it differ in the last bits: that difference.
  package let rounding: Double
  /// How far the parts reach.
  package let scope: FeatureAttribution.Scope

  /// The parts of the largest amounts, the largest first; ties in the order of the parts.
  ///
  /// - Complexity: O(parts · log) for many, O(parts) for the few that are shown.
  package func largest(_ count: Int) -> [Int] {
    guard count > 0 else { return [] }
    guard count < 64, count < parts.count else {
      return Array(
        parts.indices.sorted { (abs(parts[$1].amount), $0) < (abs(parts[$0].amount), $1) }.prefix(count))
    }
    var found: [Int] = []
    var least = -1.0
    for (index, part) in parts.enumerated() {
      let amount = abs(part.amount)
      guard found.count < count || amount > least else { continue }
      if found.count == count { found.removeLast() }
      var place = found.count
      while place > 0, abs(parts[found[place - 1]].amount) < amount { place -= 1 }
      found.insert(index, at: place)
      least = abs(parts[found[found.count - 1]].amount)
    }
    return found
  }

  /// The sum of the parts that are not among some, in the order of the parts.
  package func remainder(without listed: [Int]) -> Double {
    let listed = listed.sorted()
    var next = 0
    var sum = 0.0
    for (index, part) in parts.enumerated() {
      if next < listed.count, listed[next] == index { next += 1 } else { sum += part.amount }
    }
    return sum + rounding
  }
}
