import Foundation
import ParallaxArticles

/// Writes a report as one HTML file that needs nothing else: no network, no other file.
///
/// Every text of an article, a gazetteer or a manifest is escaped. A content security policy allows the file's own
/// style and script by their hashes and nothing else. Numbers are buttons that open their sentences, marked in
/// their article; without a script the page is read as it is, the articles at its end.
///
/// - Complexity: O(bytes of the articles and of the report).
public struct HTMLReport: Sendable {
  let report: CoverageReport
  let texts: [HTMLArticleText]
  let sources: SentenceOutlets
  private let numbers: [String: Int]

  /// Creates a writer of a report, given the articles it was made from, in their order.
  ///
  /// - Precondition: there are as many articles as the report has.
  public init(_ report: CoverageReport, articles: [Article]) {
    precondition(articles.count == report.articles.count, "the articles of the report, in its order")
    self.report = report
    sources = SentenceOutlets(report)
    texts = articles.map { HTMLArticleText($0.text) }
    var numbers: [String: Int] = [:]
    for (number, article) in report.articles.enumerated() { numbers[article.id] = number }
    self.numbers = numbers
  }

  /// The file.
  public func html() -> String {
    let parts = [
      header(), warnings(), cards(), conflicts(), naming(), voices(), contrast(), profiles(), timeline(),
      map(), story(), articles(),
    ]
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(Self.escaped(title))</title>
      <style>\(ReportStyle.text)</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the report</a>

      """ + parts.filter { !$0.isEmpty }.joined(separator: "\n") + """

        </main>
        <dialog id="evidence" aria-labelledby="evidence-title">
        <div class="bar"><h2 id="evidence-title">Sentences</h2><button type="button" id="close">Close</button></div>
        <div id="evidence-body"></div>
        </dialog>
        <script>\(ReportScript.text)</script>
        </body>
        </html>

        """
  }

  /// The style of every report as a source of a content security policy, for a page that shows one in a frame.
  public static let styleSource = "'sha256-\(SHA256.base64(of: ReportStyle.text))'"
  /// The script of every report as a source of a content security policy.
  public static let scriptSource = "'sha256-\(SHA256.base64(of: ReportScript.text))'"

  static let policy =
    "default-src 'none'; style-src \(styleSource); script-src \(scriptSource); base-uri 'none'; form-action 'none'"

  private var title: String {
    "How \(report.outlets.count) \(report.outlets.count == 1 ? groupName + " tells" : groupName + "s tell") it"
  }

  /// What articles are compared by, as a word.
  var groupName: String { report.grouping ?? "outlet" }

  private func header() -> String {
    let dates = report.articles.compactMap(\.date).map { String($0.prefix(10)) }.filter { !$0.isEmpty }
    var facts = [
      "\(report.articles.count) article\(report.articles.count == 1 ? "" : "s")",
      "\(report.outlets.reduce(0) { $0 + $1.words }) words",
    ]
    if let first = dates.min(), let last = dates.max() {
      facts.append(first == last ? first : "\(first) to \(last)")
    }
    let links = sections.map { "<a href=\"#\($0.id)\">\($0.name)</a>" }.joined(separator: " ")
    return """
      <header><h1>\(Self.escaped(title))</h1>
      <p>\(Self.escaped(facts.joined(separator: " · ")))</p>
      <nav aria-label="Parts of the report">\(links)</nav></header>
      <main id="main">
      """
  }

  /// The parts that this report has.
  private var sections: [(id: String, name: String)] {
    var result = [(id: "cards", name: "In short")]
    if let map = report.map, !map.conflicts.isEmpty { result.append(("conflicts", "Conflicts")) }
    if !report.naming.isEmpty { result.append(("names", "Names")) }
    if report.voices?.isEmpty == false { result.append(("voices", "Voices")) }
    if report.contrast != nil { result.append(("words", "Words")) }
    if hasProfiles { result.append(("profiles", "Stance and frames")) }
    result.append(("time", "Time"))
    if report.map != nil { result.append(("map", "Coverage map")) }
    if report.story != nil { result.append(("story", "Summary")) }
    return result + [("articles", "Articles")]
  }

  var hasProfiles: Bool { [report.stance, report.frames, report.wording].contains { $0?.isEmpty == false } }

  private func warnings() -> String {
    if report.warnings.isEmpty { return "" }
    let items = report.warnings.map { "<li>\(Self.escaped($0.message))</li>" }.joined(separator: "\n")
    return
      "<aside class=\"note\" aria-label=\"Before you draw conclusions\"><h2>Before you draw conclusions</h2>"
      + "<ul>\(items)</ul></aside>"
  }

  // MARK: Building blocks

  /// A text from outside, safe inside elements and quoted attributes.
  static func escaped(_ text: String) -> String { SafeText.forHTML(text) }

  func section(_ id: String, _ heading: String, _ lead: String, _ body: String) -> String {
    "<section id=\"\(id)\" aria-labelledby=\"\(id)-h\"><h2 id=\"\(id)-h\">\(heading)</h2>\n"
      + (lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>\n") + body + "\n</section>"
  }

  /// A text from outside in its own writing direction.
  func isolated(_ text: String) -> String { "<bdi>\(Self.escaped(text))</bdi>" }

  /// A button that opens places of articles; the text alone where there are none.
  func button(_ text: String, _ label: String, _ places: [String], kind: String = "") -> String {
    if places.isEmpty { return "<span class=\"\(kind)\">\(text)</span>" }
    return "<button type=\"button\" class=\"e \(kind)\" data-e=\"\(places.joined(separator: " "))\" "
      + "aria-label=\"\(Self.escaped(label))\">\(text)</button>"
  }

  /// A stretch of an article as the script reads it: the article's number and UTF-16 offsets.
  func place(_ article: String, _ start: Int, _ end: Int) -> String? {
    guard let number = numbers[article] else { return nil }
    return "\(number):\(texts[number].utf16(start))-\(texts[number].utf16(end))"
  }

  func place(_ place: CoverageReport.Place) -> String? {
    guard report.sentences.indices.contains(place.sentence) else { return nil }
    return self.place(report.sentences[place.sentence].article, place.start, place.end)
  }

  /// The first sentence of an article, which stands for the whole; nil where it has none.
  func articlePlace(_ number: Int) -> String? {
    let bounds = texts[number].sentences
    return bounds.count > 1 ? "\(number):\(bounds[0])-\(bounds[1])" : nil
  }

  func sentencePlace(_ sentence: Int) -> String? {
    guard report.sentences.indices.contains(sentence) else { return nil }
    let found = report.sentences[sentence]
    return place(found.article, found.start, found.end)
  }

  func places(_ occurrences: [CoverageReport.Occurrence]) -> [String] {
    occurrences.compactMap { place($0.article, $0.start, $0.end) }
  }

  /// A share as a whole number of percent.
  static func percent(_ share: Double) -> String {
    share.isFinite && (0...1).contains(share) ? "\(Int((share * 100).rounded())) %" : "?"
  }

  static func quotient(_ value: Double) -> String {
    escaped(ContrastTable.quotient(value))
  }
}
