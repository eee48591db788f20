import Foundation
import Parallax

/// Writes summaries in any of their forms.
struct SummaryWriter: ~Copyable {
  private let format: SummaryFormat
  private let showsScores: Bool
  private var records: RecordWriter
  private var isOpen = false

  init(_ format: SummaryFormat, showsScores: Bool) {
    self.format = format
    self.showsScores = showsScores
    records = RecordWriter(format == .json ? .json : .jsonl)
  }

  /// Writes the summary of an article.
  mutating func write(_ summary: Summary, of article: Article) throws {
    let isRecord = format == .json || format == .jsonl
    guard !isRecord else { return try records.write(SummaryRecord(article, summary)) }
    let lines = summary.sentences.map { Line(text: $0.text, score: $0.score, source: nil) }
    try write([Part(title: article.title ?? article.id, lines: lines)], converged: summary.converged)
  }

  /// Writes the summary of a story, divided by how many outlets tell each sentence.
  mutating func write(_ summary: StorySummary, of articles: [Article]) throws {
    let isRecord = format == .json || format == .jsonl
    guard !isRecord else { return try records.write(StoryRecord(articles, summary)) }
    let titles: [StorySummary.Section: String] = [
      .all: "Told by all", .some: "Told by some", .one: "Told by one only",
    ]
    let parts = StorySummary.Section.allCases.compactMap { section -> Part? in
      let sentences = summary.sentences(of: section)
      guard !sentences.isEmpty else { return nil }
      return Part(
        title: titles[section] ?? section.rawValue,
        lines: sentences.map {
          Line(text: $0.text, score: $0.score, source: $0.tellers.joined(separator: ", "))
        })
    }
    try write(parts.isEmpty ? [Part(title: "Nothing new", lines: [])] : parts, converged: summary.converged)
  }

  mutating func finish() throws {
    if format == .html {
      if !isOpen { try records.write(text: Self.head) }
      try records.write(text: "</body>\n</html>\n")
    }
    try records.finish()
  }

  private struct Part {
    let title: String
    let lines: [Line]
  }

  private struct Line {
    let text: String
    let score: Double
    let source: String?
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Summaries</title></head>
    <body>

    """

  private mutating func write(_ parts: [Part], converged: Bool) throws {
    if format == .html, !isOpen { try records.write(text: Self.head) }
    isOpen = true
    for part in parts {
      switch format {
      case .markdown: try records.write(text: markdown(part))
      case .html: try records.write(text: html(part))
      default: try records.write(text: plain(part))
      }
    }
    guard !converged else { return }
    let note = "the ranking did not converge"
    try records.write(text: format == .html ? "<p>(\(note))</p>\n" : "(\(note))\n\n")
  }

  private func score(_ line: Line) -> String { showsScores ? "(\(fixed(line.score, 3))) " : "" }

  private func plain(_ part: Part) -> String {
    let lines = part.lines.map { "- \(score($0))\($0.text)" + ($0.source.map { " [\($0)]" } ?? "") }
    return (["== \(part.title)"] + lines).map { SafeText.forTerminal($0) }.joined(separator: "\n") + "\n\n"
  }

  private func markdown(_ part: Part) -> String {
    let lines = part.lines.map {
      "- \(score($0))\(SafeText.forMarkdown($0.text))"
        + ($0.source.map { " *\(SafeText.forMarkdown($0))*" } ?? "")
    }
    return "## \(SafeText.forMarkdown(part.title))\n\n" + lines.map { $0 + "\n" }.joined() + "\n"
  }

  private func html(_ part: Part) -> String {
    let items = part.lines.map {
      "<li>\(score($0))\(SafeText.forHTML($0.text))"
        + ($0.source.map { " <cite>\(SafeText.forHTML($0))</cite>" } ?? "") + "</li>\n"
    }
    return "<section>\n<h2>\(SafeText.forHTML(part.title))</h2>\n<ul>\n" + items.joined()
      + "</ul>\n</section>\n"
  }
}

/// The summary of a story as a line of JSON; offsets are Unicode scalars of the articles' clean texts.
struct StoryRecord: Encodable {
  private struct Place: Encodable {
    let id: String
    let outlet: String
    let start: Int
    let end: Int
  }

  private struct Sentence: Encodable {
    let text: String
    let id: String
    let outlet: String
    let start: Int
    let end: Int
    let index: Int
    let score: Double
    let method: String
    let section: String
    let toldBy: [String]
    let tellings: [Place]
    let repetitions: [Place]
    let novelty: Double

    enum CodingKeys: String, CodingKey {
      case text, id, outlet, start, end, index, score, method, section, tellings, repetitions, novelty
      case toldBy = "told_by"
    }
  }

  private let articles: [String]
  private let outlets: [String]
  private let method: String
  private let converged: Bool
  private let sentences: [Sentence]

  init(_ articles: [Article], _ summary: StorySummary) {
    self.articles = articles.map(\.id)
    outlets = summary.outlets
    method = summary.method
    converged = summary.converged
    let offsets = articles.map { TextOffsets($0.text) }
    func place(_ place: StorySummary.Place) -> Place {
      let range = offsets[place.article].scalarRange(ofUTF8: place.range)
      let article = articles[place.article]
      return Place(
        id: article.id, outlet: article.outlet ?? article.id, start: range.lowerBound, end: range.upperBound)
    }
    sentences = summary.sentences.map { sentence in
      let own = place(sentence.place)
      return Sentence(
        text: sentence.text, id: own.id, outlet: own.outlet, start: own.start, end: own.end,
        index: sentence.index, score: sentence.score, method: summary.method,
        section: sentence.section.rawValue, toldBy: sentence.tellers,
        tellings: sentence.tellings.map { place($0) }, repetitions: sentence.repetitions.map { place($0) },
        novelty: sentence.novelty)
    }
  }
}
