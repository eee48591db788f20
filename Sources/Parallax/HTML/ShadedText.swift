import ParallaxCoverage
import ParallaxModels
import ParallaxText

/// A text with what each stretch of it adds to a score: a part counts at each of its places alike.
struct ShadedText {
  private struct Place {
    let range: Range<Int>
    let share: Double
    let part: Int
  }

  private let text: String
  private let score: ScoreParts
  private let classifier: TextClassifier
  /// The places, by where they begin.
  private let places: [Place]

  init(_ text: String, _ score: ScoreParts, _ classifier: TextClassifier, field: ClassifierInput.Field) {
    self.text = text
    self.score = score
    self.classifier = classifier
    let end = text.utf8.count
    var places: [Place] = []
    for (index, part) in score.parts.enumerated()
    where part.amount != 0 && classifier.field(ofBlock: part.block) == field {
      let share = part.amount / Double(max(1, part.places.count))
      for place in part.places {
        let range = Int(score.starts[place])..<Int(score.ends[place])
        if !range.isEmpty, range.upperBound <= end {
          places.append(Place(range: range, share: share, part: index))
        }
      }
    }
    self.places = places.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.part) < (
        $1.range.lowerBound, $1.range.upperBound, $1.part
      )
    }
  }

  /// What the places inside of each sentence add.
  func sums(of sentences: [Range<Int>]) -> [Double] {
    var sums = [Double](repeating: 0, count: sentences.count)
    var sentence = 0
    for place in places {
      while sentence < sentences.count, sentences[sentence].upperBound <= place.range.lowerBound {
        sentence += 1
      }
      guard sentence < sentences.count else { break }
      if sentences[sentence].lowerBound <= place.range.lowerBound,
        place.range.upperBound <= sentences[sentence].upperBound
      {
        sums[sentence] += place.share
      }
    }
    return sums
  }

  /// The text with its stretches marked.
  ///
  /// - Parameters:
  ///   - sentences: the sentences, ascending.
  ///   - strong: those that are underlined.
  ///   - loaded: loaded words, ascending.
  func html(sentences: [Range<Int>], strong: [Int], loaded: [Range<Int>]) -> String {
    let strongRanges = strong.map { sentences[$0] }
    // A stretch reaches from one begin or end of anything to the next.
    var cuts: Set<Int> = [0, text.utf8.count]
    for range in places.map(\.range) + strongRanges + loaded {
      cuts.formUnion([range.lowerBound, range.upperBound])
    }
    let order = cuts.sorted()
    let stretches = zip(order, order.dropFirst()).map { $0..<$1 }
    var open: [Place] = []
    var next = 0
    let weights = stretches.map { stretch -> (weight: Double, terms: String) in
      open.removeAll { $0.range.upperBound <= stretch.lowerBound }
      while next < places.count, places[next].range.lowerBound <= stretch.lowerBound {
        open.append(places[next])
        next += 1
      }
      return (open.reduce(0) { $0 + $1.share }, names(of: open))
    }
    let largest = weights.reduce(0) { max($0, abs($1.weight)) }
    return zip(stretches, weights).map { stretch, weight in
      var html = SafeText.forHTML(text.slice(utf8: stretch))
      if weight.weight != 0, largest > 0 {
        // Depth in steps of a hundredth, so that the page is the same wherever it is made.
        let depth = Int((10 + 60 * abs(weight.weight) / largest).rounded())
        html =
          "<mark class=\"\(weight.weight > 0 ? "for" : "against")\" style=\"--a:0.\(depth)\" "
          + "title=\"\(weight.terms)\">\(html)</mark>"
      }
      if loaded.contains(where: { $0.overlaps(stretch) }) { html = "<span class=\"loaded\">\(html)</span>" }
      if strongRanges.contains(where: { $0.overlaps(stretch) }) {
        html = "<span class=\"strong\">\(html)</span>"
      }
      return html
    }.joined()
  }

  /// The features that stand in a stretch and what each adds there, the largest first; at most four.
  private func names(of places: [Place]) -> String {
    let order = places.sorted { (abs($1.share), $0.part) < (abs($0.share), $1.part) }
    return SafeText.forHTML(
      order.prefix(4).map { place in
        let name = classifier.term(of: score.parts[place.part], in: score)
        return "\(name) \(ExplanationPage.signed(place.share))"
      }.joined(separator: "; "))
  }
}
