import Foundation
import Parallax

/// What is known before a comparison: articles before a day, or those of an earlier report.
struct KnownCoverage {
  private enum Extent {
    case before(day: String)
    case report(CoverageReport, ids: Set<String>)
  }

  private let extent: Extent

  /// Reads an option: a day, or the path of a report.
  ///
  /// - Throws: `CoverageError` where the file is no report.
  init(_ option: String) throws {
    if CalendarDay(option) != nil {
      extent = .before(day: option)
      return
    }
    guard let data = FileManager.default.contents(atPath: option) else {
      throw CommandFailure(.missingInput, "\(option): cannot be read; expected an earlier report as JSON")
    }
    let report = try CoverageReport(json: data, path: option)
    extent = .report(report, ids: Set(report.articles.map(\.id) + (report.known ?? [])))
  }

  /// The ids that an earlier report knows, in its order; none of a day.
  var ids: [String] {
    guard case .report(let report, _) = extent else { return [] }
    return (report.known ?? []) + report.articles.map(\.id)
  }

  /// Whether an article is known.
  func holds(_ article: Article) -> Bool {
    switch extent {
    case .before(let day): article.date.map { $0.prefix(10) < day } ?? false
    case .report(_, let ids): ids.contains(article.id)
    }
  }

  /// What a report cites of articles that are not at hand, each as an article of the sentences cited.
  func told(besides articles: [Article]) -> [Article] {
    guard case .report(let report, _) = extent else { return [] }
    let given = Set(articles.map(\.id))
    return report.articles.filter { !given.contains($0.id) }.map { entry in
      let sentences = report.sentences.filter { $0.article == entry.id }.map(\.text)
      return Article(
        id: entry.id, outlet: entry.outlet, date: entry.date, original: sentences.joined(separator: "\n\n"))
    }
  }
}

/// A day as an option gives it.
struct CalendarDay {
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 && Int($0) != nil }),
      (1...12).contains(Int(parts[1]) ?? 0), (1...31).contains(Int(parts[2]) ?? 0)
    else { return nil }
  }
}
