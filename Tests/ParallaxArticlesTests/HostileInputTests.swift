import Foundation
import Testing

@testable import ParallaxArticles

private let shared = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

/// Public collections of input that breaks readers, and the pages that extraction is measured on.
@Suite(.enabled(if: shared != nil))
struct HostileInputTests {
  private let data = (shared ?? "") + "/data/"

  private func files(_ folder: String, _ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: data + folder).filter { $0.hasSuffix(ending) }
      .sorted()
      .map { data + folder + "/" + $0 }
  }

  private func bytes(_ path: String) -> [UInt8] {
    [UInt8](FileManager.default.contents(atPath: path) ?? Data())
  }

  /// The documents that a parser may read or refuse, and are read here: numbers a double rounds to zero or to
  /// its own precision, and documents of unusual but whole characters.
  private static let acceptedEither: Set<String> = [
    "i_number_double_huge_neg_exp", "i_number_real_underflow", "i_structure_500_nested_arrays",
  ]

  @Test func theParserAcceptsAllThatIsJSONAndNothingElse() throws {
    let parser = try SimdJSON()
    var accepted = ["y": 0, "n": 0]
    var either: Set<String> = []
    for path in try files("hostile/json_test_suite", ".json") {
      let name = URL(filePath: path).deletingPathExtension().lastPathComponent
      do throws(SimdJSON.Fault) {
        try parser.parse(bytes(path))
        if name.hasPrefix("i_") {
          either.insert(name)
        } else {
          accepted[String(name.prefix(1)), default: 0] += 1
        }
      } catch {}
    }
    #expect(accepted == ["y": 95, "n": 0])
    #expect(either == Self.acceptedEither)
  }

  @Test func noTreeOfHTMLTestsStopsExtraction() throws {
    var count = 0
    for path in try files("hostile/html5lib/tree-construction", ".dat") {
      for part in String(decoding: bytes(path), as: UTF8.self).components(separatedBy: "#data\n").dropFirst()
      {
        let source = part.components(separatedBy: "\n#errors").first ?? ""
        if let article = try? HTMLExtractor().extract(Array(source.utf8), id: "a") {
          #expect(restored(article) == article.original)
        }
        count += 1
      }
    }
    #expect(count >= 1_592)
  }

  /// The floors of a model's folder.
  private func floor(_ model: String, _ name: String) throws -> Double {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let object = try JSONSerialization.jsonObject(
      with: Data(contentsOf: root.appending(path: "Models/\(model)/quality.json")))
    return try #require(((object as? [String: Any])?["floors"] as? [String: Double])?[name])
  }

  @Test func theMainTextOfThePagesIsFound() throws {
    let folder = data + "web_extraction/pages/"
    let gold = try JSONDecoder().decode(
      [String: [String: String]].self, from: Data(contentsOf: URL(filePath: folder + "ground-truth.json")))
    var precision = 0.0
    var recall = 0.0
    for (name, entry) in gold {
      let page = try ArticleReader().bytes(of: folder + "html/\(name).html.gz")
      let article = try HTMLExtractor().extract(page, id: name)
      #expect(restored(article) == article.original)
      let (found, wanted) = (shingles(article.text), shingles(entry["articleBody"] ?? ""))
      let both = Double(wanted.reduce(0) { $0 + min($1.value, found[$1.key] ?? 0) })
      precision += both / Double(max(1, found.values.reduce(0, +)))
      recall += both / Double(max(1, wanted.values.reduce(0, +)))
    }
    let count = Double(gold.count)
    let f1 = 2 * (precision / count) * (recall / count) / ((precision + recall) / count)
    #expect(gold.count == 89)
    #expect(try f1 >= floor("main-text", "pages_f1"))
  }

  /// The multiset of the text's shingles of four tokens.
  private func shingles(_ text: String) -> [[Substring]: Int] {
    let tokens = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    guard tokens.count >= 4 else { return tokens.isEmpty ? [:] : [tokens: 1] }
    return Dictionary((0...tokens.count - 4).map { (Array(tokens[$0..<$0 + 4]), 1) }, uniquingKeysWith: +)
  }

  @Test func theLinesOfPagesItNeverSawAreTold() throws {
    let path = data + "web_extraction/l3s_gn1/blocks.jsonl.zst"
    var (hits, found, wanted) = (0, 0, 0)
    try JSONLines.forEach(path) { _, result in
      guard case .success(let object) = result, let blocks = object["blocks"] as? [[String: Any]] else {
        return
      }
      var text: [UInt8] = []
      var lines: [Range<Int>] = []
      var gold: [Bool] = []
      for block in blocks {
        let line = Array(((block["text"] as? String) ?? "").utf8)
        if line.isSpace(line.indices) { continue }
        lines.append(text.count..<text.count + line.count)
        text += line + [0x0A]
        gold.append(block["label"] as? Int == 2)
      }
      for (isMain, score) in zip(gold, LineClassifier().probabilities(text, lines: lines)) {
        wanted += isMain ? 1 : 0
        found += score >= 0.5 ? 1 : 0
        hits += isMain && score >= 0.5 ? 1 : 0
      }
    }
    #expect(wanted > 3_000)
    #expect(try 2 * Double(hits) / Double(found + wanted) >= floor("article-lines", "l3s_gn1_f1"))
  }
}
