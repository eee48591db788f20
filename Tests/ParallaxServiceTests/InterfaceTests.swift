import Foundation
import Testing

@testable import ParallaxService

@Suite struct InterfaceTests {
  private let document: [String: Any]
  private let paths: [String: [String: Any]]

  init() throws {
    document = try WebAssets.interface.object()
    paths = try #require(document["paths"] as? [String: [String: Any]])
  }

  @Test func `The document and the routes name the same paths and methods`() {
    let documented = Set(paths.flatMap { path, item in item.keys.map { "\($0.uppercased()) \(path)" } })
    #expect(documented == Set(ServiceRoute.all.map { "\($0.method) \($0.path)" }))
  }

  @Test func `Every operation is summed up, says what it answers, and which errors there are`() throws {
    for (path, item) in paths {
      for (method, value) in item {
        let operation = try #require(value as? [String: Any])
        let responses = try #require(operation["responses"] as? [String: Any])
        #expect(operation["summary"] as? String != nil, "\(method) \(path)")
        #expect(responses.keys.contains { $0.hasPrefix("2") }, "\(method) \(path)")
        #expect(responses["405"] != nil && responses["403"] != nil, "\(method) \(path)")
        let needsToken = !((operation["security"] as? [Any])?.isEmpty ?? true)
        let route = ServiceRoute.all.first { $0.path == path && $0.method == method.uppercased() }
        #expect(route?.needsToken == needsToken, "\(method) \(path)")
        #expect((responses["401"] != nil) == needsToken, "\(method) \(path)")
      }
    }
  }

  @Test func `Every reference in the document leads somewhere`() throws {
    let components = try #require(document["components"] as? [String: Any])
    let schemas = try #require(components["schemas"] as? [String: Any])
    var used: Set<String> = []
    func walk(_ value: Any) {
      if let object = value as? [String: Any] {
        if let reference = object["$ref"] as? String {
          used.insert(String(reference.split(separator: "/").last ?? ""))
        }
        object.values.forEach(walk)
      } else if let list = value as? [Any] {
        list.forEach(walk)
      }
    }
    walk(document)
    #expect(used.isSubset(of: schemas.keys))
    #expect(Set(schemas.keys) == used)
  }

  @Test func `The page loads nothing from elsewhere and makes no markup of text`() {
    let page = WebAssets.page.text
    let script = [WebAssets.script, WebAssets.profile, WebAssets.input, WebAssets.desk].map(\.text).joined()
    for text in [page, script, WebAssets.style.text] {
      #expect(!text.contains("http://") && !text.contains("https://"))
    }
    for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("] {
      #expect(!script.contains(sink), "\(sink)")
    }
    // No script, handler or style within the page: the policy forbids them.
    #expect(!page.contains("<script>") && !page.contains(" style=") && !page.contains("<style"))
    #expect(page.range(of: " on[a-z]+=", options: .regularExpression) == nil)
    #expect(page.contains("lang=\"en\"") && page.contains("aria-live"))
  }
}
