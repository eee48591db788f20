import ParallaxArticles
import ParallaxCoverage
import Testing

@Suite("ReportTable")
struct ReportTableTests {
  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test("the table of names shows counts, zeros and related words by outlet")
  func naming() throws {
    let table = ReportTable(try CoverageReportTests.full(), options: .init(width: 80, showsEvidence: false))
      .naming()
    #expect(
      table == """
        Who calls whom what
        Actor           called          Gull  Mast  Tide  in articles
        --------------  --------------  ----  ----  ----  -----------
        (all articles)                     1     1     2            4
        (their words)                     \(words(0))    \(words(1))    \(words(2))
        Island Front    militant           2     0     1            2
                        with militancy     3     0     1            2
                        rebel              0     3     0            1

        Mast, not found in the others: rebel (one article)

        """)
  }

  private func words(_ outlet: Int) -> String {
    let count = (try? CoverageReportTests.full().outlets[outlet].words) ?? 0
    return count < 10 ? " \(count)" : "\(count)"
  }

  @Test("evidence lists the sentence behind each number")
  func evidence() throws {
    let text = ReportTable(try CoverageReportTests.full()).evidence()
    #expect(
      text.contains(
        "  Gull: 2, and 1 of related words\n    gull-1, sentence 1: Militants came to the talks.\n"))
    #expect(
      text.contains("    mast-1, sentence 2 (2 times): A rebel-held port stays open to rebels’ boats.\n"))
  }

  @Test("articles show whose wording they resemble with the words that speak for it")
  func articles() throws {
    let text = ReportTable(try CoverageReportTests.full(), options: .init(width: 120)).articles()
    #expect(text.contains("right 0.50"))
    #expect(text.contains("boats, x"))
    #expect(text.contains("not enough evidence  few words are known"))
    #expect(!text.contains("left 1.00"))
  }

  @Test("summaries show at most the sentences asked for")
  func summaries() throws {
    let report = try CoverageReportTests.full()
    let text = ReportTable(report, options: .init(summaryLength: 1)).summaries()
    #expect(
      text.contains(
        "mast-1: Mast, 2020-05-01, Rebels talk\n  - The rebels met Harbor State.\n    and 1 more\n\n"))
    #expect(!text.contains("rebel-held"))
  }

  @Test("hostile text can neither command the terminal nor reorder a line")
  func hostileText() throws {
    let evil = "A rebel\u{1B}[31m\u{202E}txt\u{2066}\u{7}\u{9B}1m\u{0}\r\nrebel\u{2029}end."
    let article = Article(
      id: "id\u{1B}]0;x\u{7}", outlet: "Out\u{202E}let\n", title: "T\u{1B}[2J", date: "\u{8}2020",
      original: evil)
    let report = Coverage.compare(
      articles: [article, Article(id: "b", outlet: "B", original: "A rebel.")],
      gazetteer: try islandGazetteer(),
      summaries: [ArticleSummary(method: "m", sentences: [.init(range: 0..<evil.utf8.count, score: 1)]), nil])
    let text = ReportTable(report).text()
    let unsafe = text.unicodeScalars.filter { scalar in
      (scalar.properties.generalCategory == .control && scalar != "\n")
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
    #expect(unsafe.isEmpty)
    #expect(text.contains("\\u{1B}[31m\\u{202E}txt\\u{2066}\\u{7}\\u{9B}1m\\u{0}"))
    #expect(text.contains("Out\\u{202E}let"))
    let markdown = MarkdownReport(report).text()
    #expect(!markdown.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    #expect(markdown.contains("Out\\\\u\\{202E\\}let"))
    // A page keeps its offsets: a scalar stands for a scalar.
    let page = HTMLReport(report, articles: [article, Article(id: "b", outlet: "B", original: "A rebel.")])
      .html()
    #expect(
      !page.unicodeScalars.contains {
        (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
      })
    #expect(page.contains("Out\u{FFFD}let"))
  }

  @Test(
    "uneven use is beyond chance where mentions and articles agree, and is told apart where only mentions do")
  func unevenUse() throws {
    func note(articles count: Int) throws -> String {
      let articles = (0..<count).flatMap { number in
        [("Gull", "Militants"), ("Mast", "Rebels")].map { outlet, word in
          Article(
            id: "\(outlet)\(number)", outlet: outlet, date: "2020-05-01",
            original: [String](repeating: "\(word) came to the port.", count: 8).joined(separator: " "))
        }
      }
      return ReportTable(Coverage.compare(articles: articles, gazetteer: try islandGazetteer())).naming()
    }
    let few = try note(articles: 1)
    #expect(
      few.contains("Uneven by mention, not beyond chance by article: militant (q <0.01, by article 1.00"))
    #expect(!few.contains("beyond chance, by mention and by article"))
    let many = try note(articles: 6)
    #expect(
      many.contains("Used unevenly beyond chance, by mention and by article: militant (q <0.01, by article"))
    #expect(!many.contains("not beyond chance"))
  }

  @Test("wide and combining letters keep the columns straight")
  func wideText() throws {
    let articles = [
      Article(id: "1", outlet: "日本新聞", title: "東京", original: "A rebel."),
      Article(id: "2", outlet: "Cafe\u{301}", title: "e\u{301}te\u{301}", original: "A rebel."),
    ]
    let report = Coverage.compare(articles: articles, gazetteer: try islandGazetteer())
    let table = lines(ReportTable(report, options: .init(showsEvidence: false)).naming())
    #expect(table[1] == "Actor           called  Cafe\u{301}  日本新聞  in articles")
    #expect(table[2] == "--------------  ------  ----  --------  -----------")
    #expect(table[5] == "Island Front    rebel      1         1            2")
    #expect(lines(ReportTable(report).articles())[3].hasPrefix("日本新聞        東京"))
  }

  @Test("lines fit the width, long text cut with an ellipsis around its mention", arguments: [40, 72, 100])
  func width(_ width: Int) throws {
    let long = String(repeating: "word ", count: 60)
    let articles = (0..<3).map { number in
      Article(
        id: "article-\(number)", outlet: "Outlet \(number)", title: long, date: "2020-01-0\(number + 1)",
        original: "\(long)rebel \(long).")
    }
    let report = Coverage.compare(articles: articles, gazetteer: try islandGazetteer())
    let writer = ReportTable(report, options: .init(width: width))
    for line in lines(writer.articles()) + lines(writer.warnings()) {
      #expect(line.unicodeScalars.count <= width)
    }
    let evidence = lines(writer.evidence()).filter { $0.contains("sentence 1: ") }
    #expect(evidence.count == 3)
    for line in evidence {
      #expect(line.contains("sentence 1: …"))
      #expect(line.contains(" rebel "))
      #expect(line.hasSuffix("…"))
    }
  }

  @Test("an excerpt near the end of a sentence shows that end, and begins with a whole word")
  func excerptAtTheEnd() throws {
    let sentence = String(repeating: "words ", count: 40) + "and a rebel."
    let report = Coverage.compare(
      articles: [Article(id: "a", outlet: "O", original: sentence)], gazetteer: try islandGazetteer())
    let table = ReportTable(report, options: .init(width: 80)).evidence()
    let line = try #require(lines(table).first { $0.contains("sentence 1: ") })
    #expect(line.contains(": …words words "))
    #expect(line.hasSuffix(" and a rebel."))
    #expect((73...80).contains(line.unicodeScalars.count))
  }

  @Test("many outlets stand in several tables, none left out")
  func manyOutlets() throws {
    let articles = (10..<40).map { Article(id: "a\($0)", outlet: "Newspaper \($0)", original: "A rebel.") }
    let report = Coverage.compare(articles: articles, gazetteer: try islandGazetteer())
    let table = ReportTable(report, options: .init(width: 100, showsEvidence: false)).naming()
    for article in articles { #expect(table.contains(article.outlet ?? "?")) }
    for line in lines(table) { #expect(line.unicodeScalars.count <= 110) }
  }

  @Test("colour marks headings and mentions, and adds nothing else")
  func color() throws {
    let report = try CoverageReportTests.full()
    let plain = ReportTable(report).text()
    let colored = ReportTable(report, options: .init(usesColor: true)).text()
    #expect(colored.contains("\u{1B}[1mMilitants\u{1B}[0m came"))
    let stripped = colored.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
    #expect(stripped == plain)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test("an empty report is written as its warnings alone")
  func empty() {
    let text = ReportTable(Coverage.compare(articles: [])).text()
    #expect(text.hasPrefix("Before you draw conclusions\n- No article was given"))
  }
}
