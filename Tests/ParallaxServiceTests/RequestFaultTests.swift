import Foundation
import Testing

@testable import ParallaxService

/// What a request is refused for, and in which words.
@Suite struct RequestFaultTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  private static let articlePaths = [
    "/v1/clean", "/v1/score", "/v1/summarize", "/v1/compare", "/v1/corpus/articles",
  ]

  @Test(arguments: ["author", "url", "language", "source", "html", "content", "title", "date"])
  func `A field of an article that is no text is named`(field: String) throws {
    for path in Self.articlePaths {
      let article = "{\"text\": \"A fine text.\", \"\(field)\": [\"A\"]}"
      let one = bench.post(path, article)
      #expect(one.status == 400 && one.text.contains("\"\(field)\\\" is not a string"), "\(one.text)")
      let several = bench.post(path, "{\"articles\": [{\"text\": \"Fine.\"}, \(article)]}")
      #expect(several.status == 400 && several.text.contains("article 2: "), "\(several.text)")
    }
  }

  @Test func `An event may be a number, and nothing else but a text`() {
    let text = "\"text\": \"The ferries stayed in the harbour.\""
    #expect(bench.post("/v1/clean", "{\(text), \"event\": 7}").status == 200)
    for value in ["1.5", "true", "{}", "[]"] {
      #expect(bench.post("/v1/clean", "{\(text), \"event\": \(value)}").status == 400)
      #expect(bench.post("/v1/clean", "{\"articles\": [{\(text), \"event\": \(value)}]}").status == 400)
    }
  }

  @Test func `A field that nothing reads is refused, save in an article of a list`() {
    for path in Self.articlePaths {
      let one = bench.post(path, "{\"text\": \"A fine text.\", \"lenght\": 1}")
      #expect(
        one.status == 400 && one.text.contains("lenght") && one.text.contains("expected"), "\(one.text)")
      #expect(bench.post(path, "{\"articles\": [{\"text\": \"Fine.\"}], \"lenght\": 1}").status == 400)
      let useless = bench.post(path, "{\"articles\": [{\"text\": \"Fine.\"}], \"outlet\": \"Quay News\"}")
      #expect(useless.status == 400 && useless.text.contains("each of the articles"), "\(useless.text)")
      // Crawled records have fields of their own.
      let crawled = bench.post(path, "{\"articles\": [{\"text\": \"Fine words.\", \"keywords\": [1]}]}")
      #expect(crawled.status < 300, "\(crawled.text)")
    }
    #expect(bench.post("/v1/score", "{\"text\": \"A fine text.\", \"length\": 1}").status == 400)
    #expect(bench.post("/v1/summarize", "{\"text\": \"A fine text.\", \"length\": 1}").status == 200)
  }

  @Test(arguments: ["{}", "{\"keys\": []}", "{\"length\": 3}"])
  func `A comparison of nothing says what it may be of`(body: String) throws {
    let response = bench.post("/v1/compare", body)
    #expect(response.status == 400 && response.text.contains("nothing to compare"), "\(response.text)")
  }

  @Test func `A body in an encoding that is not read is refused by that`() throws {
    for path in Self.articlePaths {
      let response = bench.post(path, "{}", type: "application/json; charset=UTF-16")
      #expect(response.status == 415 && response.text.contains("utf-16"), "\(response.text)")
    }
    for charset in ["utf-8", "\"UTF-8\"", "iso-8859-1"] {
      let plain = bench.post(
        "/v1/clean", "Ferries stayed in the harbour.", type: "text/plain; format=flowed; charset=\(charset)")
      #expect(plain.status == 200, "\(plain.text)")
    }
  }

  @Test func `A body that is compressed is refused by that`() throws {
    for path in Self.articlePaths + ["/v1/search"] {
      let response = bench.post(path, "{}", headers: ["content-encoding": "gzip"])
      #expect(response.status == 415 && response.text.contains("gzip"), "\(response.text)")
      #expect(response.headers["accept-encoding"] == "identity")
    }
    let plain = bench.post("/v1/clean", Samples.first, headers: ["content-encoding": "identity"])
    #expect(plain.status == 200)
  }

  @Test func `How many articles were found is told where they are too many`() throws {
    let bench = try Bench(ServiceConfiguration(maximumComparedArticles: 2, allowsWriting: true))
    let articles = (0..<5).map { "{\"text\": \"Ferry \($0) stayed in the harbour.\"}" }.joined(separator: ",")
    #expect(
      bench.post("/v1/corpus/articles", "{\"event\": \"strike\", \"articles\": [\(articles)]}").status == 201)
    let response = bench.post("/v1/compare", "{\"event\": \"strike\"}")
    #expect(response.status == 413)
    #expect(response.text.contains("5 articles to compare, expected 2 at most"), "\(response.text)")
  }

  @Test func `A day that is in no calendar is refused, as in February`() {
    for day in ["2018-02-30", "2019-02-29", "2018-04-31", "2018-00-10"] {
      for body in [
        "{\"query\": \"ferry\", \"from\": \"\(day)\"}", "{\"query\": \"ferry\", \"to\": \"\(day)\"}",
      ] {
        #expect(bench.post("/v1/search", body).status == 400)
      }
      #expect(bench.post("/v1/clean", "{\"text\": \"Fine words.\", \"date\": \"\(day)\"}").status == 400)
    }
    #expect(bench.post("/v1/search", "{\"query\": \"ferry\", \"from\": \"2020-02-29\"}").status == 200)
  }
}
