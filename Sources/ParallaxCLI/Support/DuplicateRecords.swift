import Parallax

/// A cluster of near-duplicates as a line of JSON.
struct ClusterRecord: Encodable {
  struct Pair: Encodable {
    let a: String
    let b: String
    let jaccard: Double
  }

  let cluster: Int
  let ids: [String]
  let outlets: [String]
  let pairs: [Pair]

  init(_ cluster: DuplicateCluster, number: Int, names: ArticleNames) {
    self.cluster = number
    ids = cluster.members.map { names.ids[$0] }
    outlets = names.outlets(of: cluster.members)
    pairs = cluster.pairs.map { Pair(a: names.ids[$0.first], b: names.ids[$0.second], jaccard: $0.jaccard) }
  }

  /// The cluster as a person reads it.
  var text: String {
    let values = pairs.map(\.jaccard)
    let range =
      values.isEmpty ? "" : ", Jaccard \(fixed(values.min() ?? 0, 2)) to \(fixed(values.max() ?? 0, 2))"
    let head = "cluster \(cluster): \(ids.count) articles\(range)\n"
    return head + ids.map { "  \($0)\n" }.joined()
  }
}

/// A sentence that outlets share as a line of JSON; offsets are Unicode scalars of the articles' texts.
struct SharedSentenceRecord: Encodable {
  struct Place: Encodable {
    let id: String
    let outlet: String?
    let start: Int
    let end: Int

    private enum CodingKeys: String, CodingKey { case id, outlet, start, end }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(outlet, forKey: .outlet)
      try container.encode(start, forKey: .start)
      try container.encode(end, forKey: .end)
    }
  }

  let sentence: Int
  let text: String
  let outlets: [String]
  let articles: [Place]

  init(_ shared: SharedSentence, number: Int, names: ArticleNames) {
    sentence = number
    text = shared.text
    outlets = names.outlets(of: shared.places.map(\.article))
    articles = shared.places.map {
      Place(
        id: names.ids[$0.article], outlet: names.outlet(of: $0.article), start: $0.range.lowerBound,
        end: $0.range.upperBound)
    }
  }

  /// The sentence as a person reads it.
  var line: String {
    "\(sentence). \(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))\n"
      + articles.map { "  \($0.id)\($0.outlet.map { " (\($0))" } ?? "") \($0.start)-\($0.end)\n" }.joined()
  }
}
