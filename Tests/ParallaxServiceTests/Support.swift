import Foundation
import Parallax
import ParallaxCorpus

@testable import ParallaxService

/// A service of its own with an empty corpus in a folder that goes with it.
final class Bench {
  let service: ArticleService
  let corpus: Corpus
  private let folder: String

  init(_ configuration: ServiceConfiguration = ServiceConfiguration(allowsWriting: true)) throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "parallax-service-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    corpus = try Corpus(path: folder + "/corpus.db")
    service = ArticleService(
      configuration, corpus: corpus, engine: try ServiceEngine(ProfileModels()))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func get(_ path: String, _ query: [String: String] = [:], headers: [String: String] = [:])
    -> ServiceResponse
  {
    get(path, repeated: query.mapValues { [$0] }, headers: headers)
  }

  func get(_ path: String, repeated query: [String: [String]], headers: [String: String] = [:])
    -> ServiceResponse
  {
    service.respond(to: ServiceRequest(method: "GET", path: path, query: query, headers: headers))
  }

  func post(
    _ path: String, _ body: String, type: String = "application/json", headers: [String: String] = [:]
  ) -> ServiceResponse {
    var headers = headers
    headers["content-type"] = type
    return service.respond(
      to: ServiceRequest(method: "POST", path: path, headers: headers, body: Array(body.utf8)))
  }
}

extension ServiceResponse {
  var text: String { String(decoding: collected(), as: UTF8.self) }

  func object() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(collected())) as? [String: Any] ?? [:]
  }

  /// The code of the error that it tells of.
  func code() throws -> String? { (try object()["error"] as? [String: Any])?["code"] as? String }
}

/// Articles as JSON.
enum Samples {
  static let first = """
    {"id": "a", "outlet": "Quay News", "date": "2031-03-01", "title": "Ferries stay in harbour", "text": "The ferries \
    stayed in the harbour on Monday. The crews want higher wages. The owners called it reckless.\\n\\nAdd new comment"}
    """
  static let second = """
    {"id": "b", "outlet": "Harbour Mail", "date": "2031-03-01", "text": "Owners of the ferries asked a court on Monday \
    to end the strike. The mayor wants both sides to talk 🧳."}
    """
  static var both: String { "{\"articles\": [\(first), \(second)]}" }
}
