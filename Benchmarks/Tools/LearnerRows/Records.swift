import Foundation
import Measuring

/// Labelled texts, all in memory.
struct Records {
  /// A title and a line break, where there is one, and a text each.
  let texts: [String]
  /// The class of each, by the names in order.
  let labels: [Int]
  let names: [String]

  init(contentsOf path: String) throws {
    struct Record: Decodable {
      let title: String?
      let text: String
      let label: String
    }
    let data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    let decoder = JSONDecoder()
    let records = try data.split(separator: 0x0A).map { try decoder.decode(Record.self, from: $0) }
    guard !records.isEmpty else { throw Fault("no record in \(path)") }
    texts = records.map { ($0.title.map { $0 + "\n" } ?? "") + $0.text }
    let names = Set(records.map(\.label)).sorted()
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    labels = try records.map {
      guard let place = places[$0.label] else { throw Fault("the label \($0.label)") }
      return place
    }
    self.names = names
  }
}
