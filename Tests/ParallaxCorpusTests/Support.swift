import Foundation
import ParallaxArticles

@testable import ParallaxCorpus

/// A folder of a test's own, removed with the last reference to it.
final class Folder: Sendable {
  let path: String
  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "parallax-corpus-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
  func file(_ name: String = "corpus.sqlite") -> String { path + "/" + name }
}

/// Invented articles.
enum Invented {
  static func article(
    _ number: Int, outlet: String? = "Quay News", date: String? = nil, title: String? = nil,
    text: String? = nil
  ) -> Article {
    let body = text ?? "Ferry number \(number) left the harbour. The harbour master waved."
    return ArticleCleaner().clean(
      body + "\n\nAdd new comment", id: "a\(number)", outlet: outlet, title: title ?? "Ferry \(number)",
      date: date ?? "2031-03-0\(1 + number % 9)")
  }

  static func score(_ label: String, _ probability: Double, version: String = "1") -> CorpusResults {
    CorpusResults(scores: [
      StoredScore(
        model: "leaning", version: version, label: label, probability: probability, isScored: true,
        record: "{\"label\":\"\(label)\"}")
    ])
  }
}

/// The error that a piece of code throws.
func error(_ body: () throws -> Void) -> CorpusError? {
  do {
    try body()
    return nil
  } catch {
    return error as? CorpusError
  }
}
