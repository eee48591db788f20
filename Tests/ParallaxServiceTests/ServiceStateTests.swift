import Foundation
import Parallax
import ParallaxCorpus
import Testing

@testable import ParallaxService

/// Whether the service has what it needs, and whether anybody waits for its answers.
@Suite struct ServiceStateTests {
  private func ask(_ service: ArticleService, _ path: String) -> ServiceResponse {
    service.respond(to: ServiceRequest(method: "GET", path: path, headers: [:]))
  }

  @Test func `Without models the service is alive and not ready, and says when to try again`() throws {
    let service = ArticleService()
    #expect(ask(service, "/healthz").status == 200)
    #expect(ask(service, "/readyz").status == 503)
    #expect(ask(service, "/v1/models").headers["retry-after"] == "1")
    #expect(ask(service, "/v1/corpus").status == 404)
    service.use(try ServiceEngine(ProfileModels()))
    #expect(ask(service, "/readyz").status == 200)
  }

  @Test func `Models that cannot be loaded are told of, with the reason`() throws {
    let service = ArticleService()
    #expect(ask(service, "/metrics").text.contains("\nparallax_models_ready 0\n"))
    service.fail("leaning: the file is truncated")
    #expect(ask(service, "/healthz").status == 200)
    for path in ["/readyz", "/v1/models"] {
      let response = ask(service, path)
      #expect(response.status == 503 && response.text.contains("the file is truncated"), "\(response.text)")
      // Nothing will have changed in a second.
      #expect(response.headers["retry-after"] == nil)
    }
    #expect(ask(service, "/metrics").text.contains("\nparallax_model_load_failures_total 1\n"))
    #expect(ask(service, "/metrics").text.contains("\nparallax_model_reloads_total 0\n"))
    service.use(try ServiceEngine(ProfileModels()))
    #expect(ask(service, "/readyz").status == 200)
    #expect(ask(service, "/metrics").text.contains("\nparallax_models_ready 1\n"))
    // Those that were there stay.
    service.fail("again")
    #expect(ask(service, "/readyz").status == 200)
    #expect(ask(service, "/metrics").text.contains("\nparallax_model_load_failures_total 2\n"))
  }

  @Test func `What is wrong with a request is said before there are models`() {
    let service = ArticleService()
    func score(_ body: String) -> Int {
      service.respond(
        to: ServiceRequest(
          method: "POST", path: "/v1/score", headers: ["content-type": "application/json"],
          body: Array(body.utf8))
      ).status
    }
    #expect(score("{\"text\": 5}") == 400)
    #expect(score("{\"text\": \"Ferries stayed.\", \"gazetteer\": 1}") == 400)
    #expect(score("{\"text\": \"Ferries stayed.\"}") == 503)
  }

  @Test func `To other machines no path of this one is told`() {
    let service = ArticleService(ServiceConfiguration(token: "secret", isLocal: false))
    service.fail("/models/leaning: the file is truncated")
    let response = ask(service, "/readyz")
    #expect(response.status == 503 && !response.text.contains("/models"), "\(response.text)")
  }

  @Test func `What nobody waits for any more is given up`() throws {
    let bench = try Bench()
    let client = RequestClient()
    func post(_ path: String) -> ServiceResponse {
      bench.service.respond(
        to: ServiceRequest(
          method: "POST", path: path, headers: ["content-type": "application/json"],
          body: Array(Samples.both.utf8), client: client))
    }
    for path in ["/v1/score", "/v1/compare"] { #expect(post(path).status == 200) }
    client.leave()
    for path in ["/v1/score", "/v1/compare"] {
      let response = post(path)
      #expect(response.status == 499 && (try? response.code()) == "client_gone", "\(response.text)")
      #expect(response.fault == nil)
    }
  }
}
