import Measuring

/// Something to measure, by a name that the table of peers knows too.
struct Row {
  /// The name.
  let name: String
  /// Measures it once; several results where one needs the other's work.
  let measure: (Corpus, Options) throws -> [Measurement]

  /// Every row, in the order of the table.
  static var all: [Row] {
    [
      Row(name: "tfidf-1", measure: measureTFIDF),
      Row(name: "tfidf-2", measure: measureTFIDFPairs),
      Row(name: "hashing-2", measure: measureHashing),
      Row(name: "fit-1", measure: measureFit),
      Row(name: "threads", measure: measureThreads),
      Row(name: "svd", measure: measureSVD),
      Row(name: "sentences", measure: measureSentences),
      Row(name: "tokens", measure: measureTokens),
    ]
  }

  static func named(_ name: String) throws(UsageFault) -> Row {
    guard let row = all.first(where: { $0.name == name }) else {
      throw UsageFault("no row \(name), only \(all.map(\.name).joined(separator: ", "))")
    }
    return row
  }
}
