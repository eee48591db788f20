import ParallaxFeatures

/// Where a feature stands in an input: a place in one of its texts.
public struct FeaturePlace: Sendable, Hashable {
  /// The text.
  public let field: ClassifierInput.Field
  /// UTF-8 byte offsets in that text.
  public let range: Range<Int>

  /// Creates a place.
  public init(field: ClassifierInput.Field, range: Range<Int>) {
    self.field = field
    self.range = range
  }
}

extension FeaturePipeline {
  /// The places where columns stand in an input, in text order; numbers, similarities and measures of the
  /// whole stand nowhere.
  func places(of columns: Set<Int>, in input: ClassifierInput) -> [Int: [FeaturePlace]] {
    guard !columns.isEmpty else { return [:] }
    let input = configuration.mask.masked(input)
    var places: [Int: [FeaturePlace]] = [:]
    for (block, first) in zip(blocks, firstColumns) {
      if case .measures(let measures) = block.source {
        for own in 0..<block.columnCount where columns.contains(first + own) {
          let found = measures.places(ofColumn: own, in: input)
          if !found.isEmpty { places[first + own] = found }
        }
      }
      if case .columns(let own) = block.source {
        for (column, range) in own.places(in: input) where columns.contains(first + column) {
          places[first + column, default: []].append(FeaturePlace(field: .text, range: range))
        }
      }
      guard case .terms(let field, let vectorizer) = block.source else { continue }
      for occurrence in vectorizer.occurrences(in: input[field]) {
        let column = first + occurrence.term
        guard columns.contains(column) else { continue }
        places[column, default: []].append(FeaturePlace(field: field, range: occurrence.range))
      }
    }
    return places
  }
}
