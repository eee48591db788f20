import Parallax
import ParallaxCorpus

extension ArticleService {
  /// Whether the service runs at all.
  func health() -> ServiceResponse { .json(Array("{\"status\":\"ok\"}".utf8)) }

  /// Whether it can answer everything it offers.
  func readiness() throws -> ServiceResponse {
    _ = try engine()
    _ = try corpus?.count()
    return .json(Array("{\"status\":\"ready\"}".utf8))
  }

  /// The models, and whether there is a corpus to search and to add to.
  func models() throws -> ServiceResponse {
    struct Listing: Encodable {
      let version: String
      let models: [ModelDescription]
      let hasCorpus: Bool
      let allowsWriting: Bool

      enum CodingKeys: String, CodingKey {
        case version, models
        case hasCorpus = "has_corpus"
        case allowsWriting = "allows_writing"
      }
    }
    return try .json(
      encoding:
        Listing(
          version: ParallaxVersion.current, models: engine().descriptions, hasCorpus: corpus != nil,
          allowsWriting: corpus != nil && configuration.allowsWriting))
  }
}
