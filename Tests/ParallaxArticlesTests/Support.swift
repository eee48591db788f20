import Foundation
import ParallaxArticles

/// The article with the cut spans put back in, by the record alone.
func restored(_ article: Article) -> String {
  var bytes: [UInt8] = []
  var kept = Array(article.text.utf8)[...]
  let original = Array(article.original.utf8)
  for span in article.removed {
    let stretch = max(0, span.range.lowerBound - bytes.count)
    bytes += kept.prefix(stretch)
    kept = kept.dropFirst(stretch)
    bytes += original[span.range]
  }
  return String(decoding: bytes + kept, as: UTF8.self)
}

/// The rules that removed something, white space aside, in order.
func rules(_ article: Article) -> [RemovedSpan.Rule] {
  article.removed.map(\.rule).filter { $0 != .whitespace }
}

/// The lines of a clean text that are not blank.
func paragraphs(_ article: Article) -> [String] {
  article.text.split(separator: "\n").map(String.init)
}

/// The rule that removed each line of the original, counted from 1; "kept" for those that are left, and
/// nothing for blank ones.
func fates(_ article: Article) -> [Int: String] {
  let original = Array(article.original.utf8)
  var fates: [Int: String] = [:]
  var start = 0
  for (number, line) in original.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
    let range = start..<start + line.count
    start = range.upperBound + 1
    guard line.contains(where: { $0 > 0x20 }) else { continue }
    let whole = article.removed.first { $0.rule != .whitespace && $0.range.contains(range.upperBound - 1) }
    fates[number + 1] = whole?.rule.rawValue ?? "kept"
  }
  return fates
}

/// A folder of files that lives as long as the value.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: [UInt8]] = [:]) throws {
    path = NSTemporaryDirectory() + "parallax-articles-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, bytes) in files { try write(bytes, to: name) }
  }

  convenience init(_ files: [String: String]) throws { try self.init(files.mapValues { Array($0.utf8) }) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func file(_ name: String) -> String { path + "/" + name }
}

/// What a reader handed over: articles and errors in order.
func outcomes(_ source: ArticleSource, _ reader: ArticleReader = ArticleReader()) -> [Result<
  Article, ArticleError
>] {
  var results: [Result<Article, ArticleError>] = []
  reader.read(source) { results.append($0) }
  return results
}

extension Result where Success == Article, Failure == ArticleError {
  var article: Article? { try? get() }
  var error: ArticleError? { if case .failure(let error) = self { error } else { nil } }
}
