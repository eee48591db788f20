import Foundation
import Parallax
import ParallaxCorpus
import Testing

@testable import ParallaxService

@Suite struct ServiceTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  @Test func `Clean articles come back in order, their cuts on record`() throws {
    let results = try bench.post("/v1/clean", Samples.both).object()["results"] as? [[String: Any]] ?? []
    #expect(results.map { $0["id"] as? String } == ["a", "b"])
    #expect((results.first?["text"] as? String)?.contains("Add new comment") == false)
    #expect((results.first?["removed"] as? [Any])?.isEmpty == false)
  }

  @Test func `One article, a text and a page are each one answer`() throws {
    for (body, type) in [
      (Samples.first, "application/json"), ("Ferries stayed in the harbour.", "text/plain; charset=utf-8"),
      (
        "<html><body><p>Ferries stayed in the harbour on Monday, the crews said.</p></body></html>",
        "text/html"
      ),
    ] {
      let response = bench.post("/v1/clean", body, type: type)
      #expect(response.status == 200)
      #expect((try response.object()["results"] as? [Any])?.count == 1)
    }
  }

  @Test func `Lines are answered line by line, each bad one with its own error`() throws {
    let body = Samples.first + "\n\nnot json\n{\"text\": \"\"}\n" + Samples.second + "\n"
    let response = bench.post("/v1/clean", body, type: "application/x-ndjson")
    #expect(response.headers["content-type"] == "application/x-ndjson; charset=utf-8")
    let lines = response.text.split(separator: "\n")
    let records = try lines.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    #expect(records.map { $0["id"] as? String } == ["a", nil, nil, "b"])
    #expect(records.map { $0["line"] as? Int } == [nil, 3, 4, nil])
    let whole = try bench.post("/v1/clean", Samples.both).object()["results"] as? [[String: Any]] ?? []
    #expect(records.first as NSDictionary? == whole.first as NSDictionary?)
  }

  @Test func `Summaries have the length and the method asked for`() throws {
    let body = Samples.first.dropLast() + ", \"method\": \"lead\", \"length\": 2}"
    let results = try bench.post("/v1/summarize", String(body)).object()["results"] as? [[String: Any]]
    let sentences = results?.first?["sentences"] as? [[String: Any]]
    #expect(sentences?.count == 2)
    #expect(sentences?.first?["start"] as? Int == 0)
    #expect(results?.first?["method"] as? String == "lead")
  }

  @Test func `A comparison takes articles, keys of the corpus and events together`() throws {
    let added = try bench.post("/v1/corpus/articles", Samples.both.dropLast() + ", \"event\": \"strike\"}")
      .object()
    let keys = (added["results"] as? [[String: Any]])?.compactMap { $0["key"] as? String } ?? []
    #expect(keys.count == 2)
    func count(_ body: String) throws -> Int? {
      (try bench.post("/v1/compare", body).object()["articles"] as? [Any])?.count
    }
    #expect(try count(Samples.both) == 2)
    #expect(try count("{\"keys\": [\"\(keys[0])\"]}") == 1)
    #expect(try count("{\"event\": \"strike\"}") == 2)
    // Once, however often it is named.
    #expect(try count("{\"keys\": [\"\(keys[0])\", \"\(keys[0])\", \"a\"]}") == 1)
    #expect(try count("{\"keys\": [\"\(keys[1])\"], \"event\": \"strike\"}") == 2)
    #expect(try count("{\"event\": \"strike\", \"articles\": [\(Samples.first)]}") == 3)
    #expect(try count("{\"event\": \"strike\", \"text\": \"The dam burst on Monday.\"}") == 3)
    #expect(try bench.post("/v1/compare", "{\"event\": \"none\"}").code() == "not_found")
    #expect(try bench.post("/v1/compare", "{\"keys\": [\"none\"]}").code() == "not_found")
  }

  @Test func `The corpus is added to, listed, searched, shown and deleted from`() throws {
    #expect(bench.post("/v1/corpus/articles", Samples.both).status == 201)
    #expect(bench.post("/v1/corpus/articles", Samples.both).status == 200)
    let listing = try bench.get("/v1/corpus/articles", ["outlets": "Quay News"]).object()
    #expect(listing["total"] as? Int == 1)
    let found = try bench.post("/v1/search", "{\"query\": \"ferry\"}").object()
    #expect(found["total"] as? Int == 2)
    let hit = (found["hits"] as? [[String: Any]])?.first
    let key = try #require(hit?["key"] as? String)
    let stored = try bench.get("/v1/corpus/articles/" + key).object()
    #expect(stored["key"] as? String == key)
    #expect(try bench.get("/v1/corpus").object()["articles"] as? Int == 2)
    let deletion = ServiceRequest(method: "DELETE", path: "/v1/corpus/articles/" + key)
    #expect(bench.service.respond(to: deletion).status == 204)
    #expect(bench.service.respond(to: deletion).status == 404)
  }

  @Test func `Probes and what is kept ready do not wait for work`() {
    for path in ["/healthz", "/readyz", "/metrics", "/v1/models", "/", "/app.js", "/openapi.json"] {
      #expect(bench.service.route(of: "GET", path) == (path, .none))
    }
    #expect(bench.service.route(of: "POST", "/v1/compare") == ("/v1/compare", .computation))
    #expect(bench.service.route(of: "POST", "/v1/corpus/articles").work == .computation)
    #expect(bench.service.route(of: "GET", "/none") == (nil, .none))
  }

  @Test func `A look into the corpus does not wait with what keeps processors busy`() {
    for path in ["/v1/corpus", "/v1/corpus/articles"] {
      #expect(bench.service.route(of: "GET", path) == (path, .lookup))
    }
    #expect(
      bench.service.route(of: "GET", "/v1/corpus/articles/5f") == ("/v1/corpus/articles/{key}", .lookup))
    #expect(bench.service.route(of: "POST", "/v1/search") == ("/v1/search", .lookup))
  }

  @Test func `A filter that is not known is refused, and outlets may be several`() throws {
    #expect(bench.post("/v1/corpus/articles", Samples.both).status == 201)
    let misspelt = bench.post("/v1/search", "{\"query\": \"ferry\", \"outlet\": \"Quay News\"}")
    #expect(misspelt.status == 400)
    #expect(misspelt.text.contains("outlets"))
    #expect(bench.get("/v1/corpus/articles", ["outlet": "Quay News"]).status == 400)
    #expect(bench.get("/v1/corpus/articles", repeated: ["limit": ["1", "2"]]).status == 400)
    let listing = try bench.get(
      "/v1/corpus/articles", repeated: ["outlets": ["Quay News", "Harbour Mail"]]
    ).object()
    #expect(listing["total"] as? Int == 2)
  }

  @Test func `A filter that fits no article is told of beside what was found`() throws {
    #expect(bench.post("/v1/corpus/articles", Samples.both).status == 201)
    let found = try bench.post(
      "/v1/search", "{\"query\": \"ferry\", \"outlets\": [\"Quay Nwes\", \"Harbour Mail\"], \"actor\": \"x\"}"
    ).object()
    let warnings = found["warnings"] as? [String] ?? []
    #expect(warnings.count == 2)
    #expect(warnings.first?.hasPrefix("no article has the outlet \"Quay Nwes\"; known are") == true)
    let listing = try bench.get("/v1/corpus/articles", ["event": "none"]).object()
    #expect((listing["warnings"] as? [String])?.count == 1)
    #expect((try bench.get("/v1/corpus/articles").object()["warnings"] as? [String])?.isEmpty == true)
  }

  @Test func `An event without a name is refused`() throws {
    for name in ["", "  "] {
      let response = bench.post("/v1/corpus/articles", Samples.both.dropLast() + ", \"event\": \"\(name)\"}")
      #expect(response.status == 400 && response.text.contains("event"), "\(response.text)")
    }
    #expect(try bench.corpus.count() == 0)
  }

  @Test func `A text that is longer than any news is refused, and the others of a batch are not`() throws {
    let long = "{\"text\": \"" + String(repeating: "Rain fell. ", count: 100_000) + "\"}"
    #expect(bench.post("/v1/score", long).status == 413)
    let lines = bench.post(
      "/v1/clean", long + "\n{\"text\": \"Rain fell on the mill.\"}\n", type: "application/x-ndjson")
    #expect(lines.status == 200)
    let answers = lines.text.split(separator: "\n")
    #expect(answers.count == 2)
    #expect(answers[0].contains("too_large"))
    #expect(answers[1].contains("Rain fell on the mill."))
  }

  @Test(arguments: [
    ("", 400), ("{", 400), ("[]", 400), ("null", 400), ("{}", 400), ("{\"text\": 7}", 400),
    ("{\"text\": true}", 400),
    ("{\"articles\": {}}", 400), ("{\"articles\": [7]}", 400), ("{\"text\": \"  \"}", 422),
    ("{\"text\": \"A text.\", \"title\": []}", 400), ("{\"text\": \"\\ud800\"}", 400),
    ("{\"articles\": [{\"text\": \"Fine.\"}, {\"text\": \"\"}]}", 422),
    ("{\"articles\": [], \"author\": {}}", 400), ("{\"articles\": [], \"event\": 1.5}", 400),
  ])
  func `A body that is not what it should be is the client's fault`(body: String, status: Int) throws {
    for path in ["/v1/clean", "/v1/score", "/v1/summarize", "/v1/compare", "/v1/corpus/articles"] {
      let response = bench.post(path, body)
      #expect(response.status == status, "\(path) \(body): \(response.text)")
      #expect(try response.code() != nil)
    }
  }

  @Test(arguments: [
    "{\"length\": true}", "{\"length\": \"x\"}", "{\"length\": 1.5}", "{\"method\": \"none\"}",
    "{\"method\": 7}",
    "{\"method\": \"learned\"}", "{\"method\": \"lead\", \"query\": \"x\"}",
  ])
  func `An option that is not what it should be is named`(option: String) throws {
    let body = "{\"text\": \"A fine text.\", " + option.dropFirst()
    let response = bench.post("/v1/summarize", body)
    #expect(response.status == 400)
    #expect(try response.code() == "invalid")
  }

  @Test func `A comparison by actors under another name is refused, not made without them`() throws {
    let response = bench.post("/v1/compare", String(Samples.both.dropLast()) + ", \"actors\": {}}")
    #expect(response.status == 400)
    #expect(response.text.contains("gazetteer"))
  }

  @Test func `Limits on articles, bodies and lists are kept`() throws {
    let bench = try Bench(
      ServiceConfiguration(
        maximumBodyBytes: 1000, maximumArticles: 2, maximumComparedArticles: 1, allowsWriting: true))
    let three =
      "{\"articles\": [" + [String](repeating: "{\"text\": \"Fine.\"}", count: 3).joined(separator: ",")
      + "]}"
    #expect(bench.post("/v1/clean", three).status == 413)
    #expect(bench.post("/v1/clean", "{\"text\": \"\(String(repeating: "a", count: 1000))\"}").status == 413)
    let two = "{\"articles\": [{\"text\": \"Fine.\"}, {\"text\": \"Good.\"}]}"
    #expect(bench.post("/v1/compare", two).status == 413)
    #expect(bench.post("/v1/clean", two).status == 200)
    // Lines are bounded by the body alone.
    let lines = String(repeating: "{\"text\": \"Fine.\"}\n", count: 10)
    #expect(
      bench.post("/v1/clean", lines, type: "application/x-ndjson").text.split(separator: "\n").count == 10)
  }

  @Test func `Parameters and days that nothing can read are refused`() throws {
    for path in ["/v1/clean?", "/v1/summarize?", "/v1/corpus/articles?"] {
      let response = bench.service.respond(
        to: ServiceRequest(
          method: "POST", path: String(path.dropLast()), query: ["lenght": ["1"]],
          headers: ["content-type": "text/plain"], body: Array("The ferries stayed in the harbour.".utf8)))
      #expect(response.status == 400 && response.text.contains("lenght"), "\(response.text)")
    }
    for date in ["7/23/17", "yesterday"] {
      let response = bench.post("/v1/clean", "{\"text\": \"The ferries stayed.\", \"date\": \"\(date)\"}")
      #expect(response.status == 400 && response.text.contains("2017-01-25"), "\(response.text)")
    }
    #expect(
      bench.post("/v1/clean", "{\"text\": \"The ferries stayed.\", \"date\": \"2019-12-31\"}").status == 200)
  }

  @Test func `A comparison that takes too long is given up`() throws {
    let bench = try Bench(ServiceConfiguration(maximumComparisonTime: .zero))
    let response = bench.post("/v1/compare", Samples.both)
    #expect(response.status == 413)
    #expect(response.text.contains("took longer"))
  }

  @Test func `A token is asked for wherever there is something to be had`() throws {
    let bench = try Bench(ServiceConfiguration(token: "secret"))
    for path in ["/v1/models", "/v1/corpus", "/metrics"] {
      #expect(bench.get(path).status == 401)
      #expect(bench.get(path).headers["www-authenticate"] == "Bearer")
      #expect(bench.get(path, headers: ["authorization": "Bearer secre"]).status == 401)
      #expect(bench.get(path, headers: ["authorization": "Bearer secret"]).status == 200)
      #expect(bench.get(path, headers: ["authorization": "bearer secret"]).status == 200)
      #expect(bench.get(path, headers: ["authorization": "Basic secret"]).status == 401)
    }
    for path in ["/", "/healthz", "/openapi.json"] { #expect(bench.get(path).status == 200) }
  }

  @Test func `A page from elsewhere cannot use the service through a browser`() {
    func status(_ headers: [String: String]) -> Int { bench.get("/v1/models", headers: headers).status }
    #expect(status(["host": "127.0.0.1:8080"]) == 200)
    #expect(status(["host": "[::1]:8080"]) == 200)
    #expect(status(["host": "localhost"]) == 200)
    #expect(status(["host": "evil.example"]) == 403)
    #expect(status(["host": "127.0.0.1.evil.example"]) == 403)
    #expect(status(["host": "localhost:1", "origin": "http://localhost:1"]) == 200)
    #expect(status(["host": "localhost:1", "origin": "http://evil.example"]) == 403)
    #expect(status(["origin": "null"]) == 403)
    #expect(status(["sec-fetch-site": "cross-site"]) == 403)
  }

  @Test func `A corpus that is served to read only is not changed`() throws {
    let bench = try Bench(ServiceConfiguration())
    #expect(try bench.post("/v1/corpus/articles", Samples.both).code() == "forbidden")
    let deletion = ServiceRequest(method: "DELETE", path: "/v1/corpus/articles/x")
    #expect(bench.service.respond(to: deletion).status == 403)
    #expect(try bench.corpus.count() == 0)
  }

  @Test func `Unknown paths and methods are told apart`() throws {
    #expect(bench.get("/none").status == 404)
    #expect(bench.get("/v1/score").status == 405)
    #expect(bench.get("/v1/score").headers["allow"] == "POST")
    #expect(bench.get("/v1/corpus/articles/").status == 404)
    #expect(bench.get("/v1/corpus/articles/a/b").status == 404)
    #expect(bench.service.respond(to: ServiceRequest(method: "HEAD", path: "/")).status == 200)
    #expect(bench.post("/v1/score", "<a/>", type: "application/xml").status == 415)
  }

  @Test func `Metrics count by route and status, and never by what clients make up`() {
    bench.service.metrics.count(route: "/v1/score", status: 200, seconds: 0.003)
    bench.service.metrics.count(route: "/v1/score", status: 200, seconds: 0.3)
    bench.service.metrics.count(route: nil, status: 404, seconds: 0)
    let text = bench.get("/metrics").text
    #expect(text.contains("parallax_http_requests_total{route=\"/v1/score\",status=\"200\"} 2\n"))
    #expect(text.contains("parallax_http_requests_total{route=\"other\",status=\"404\"} 1\n"))
    #expect(
      text.contains("parallax_http_request_duration_seconds_bucket{route=\"/v1/score\",le=\"0.005\"} 1\n"))
    #expect(
      text.contains("parallax_http_request_duration_seconds_bucket{route=\"/v1/score\",le=\"+Inf\"} 2\n"))
  }

  @Test func `Every answer carries the headers that keep a browser safe`() throws {
    for response in [bench.get("/"), bench.get("/none"), bench.post("/v1/clean", "{")] {
      let policy = try #require(response.headers["content-security-policy"])
      #expect(policy.hasPrefix("default-src 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(response.headers["x-content-type-options"] == "nosniff")
    }
  }

  @Test func `The same request has the same answer, byte for byte`() {
    for path in ["/v1/clean", "/v1/score", "/v1/summarize", "/v1/compare"] {
      #expect(bench.post(path, Samples.both).collected() == bench.post(path, Samples.both).collected())
    }
  }
}
