import ArgumentParser
import Foundation
import Parallax

/// For `Scripts/train-reading`: not a part of the program's contract.
struct ReadingFeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reading-features",
    abstract: "Prints what the trained models of reading are told about blocks or lines.",
    discussion: """
      Blocks of pages, one page a file; or lines, from JSON Lines with "id" and "lines".

      EXAMPLES
        parallax reading-features pages/*.html.gz
        parallax reading-features --lines lines.jsonl
      """,
    shouldDisplay: false)

  @Argument(help: "Pages, or JSON Lines.") var files: [String]
  @Flag(help: "Take the files for JSON Lines with the texts of lines.") var lines = false

  private struct Record: Encodable {
    let id: String
    let names: [String]
    let texts: [String]
    let values: [Float]

    init(id: String, _ features: ReadingFeatures) {
      (self.id, names, texts, values) = (id, features.names, features.texts, features.values)
    }
  }

  func run() throws {
    var writer = RecordWriter(.jsonl)
    for file in files {
      if lines {
        var records: [Record] = []
        var failure: ArticleError?
        try JSONLines.forEach(file) { number, result in
          switch result {
          case .failure(let error): failure = failure ?? error
          case .success(let object):
            let texts = object["lines"] as? [String] ?? []
            records.append(
              Record(id: object["id"] as? String ?? String(number), ReadingFeatures(lines: texts)))
          }
        }
        if let failure { throw failure }
        for record in records { try writer.write(record) }
      } else {
        let name = (file as NSString).lastPathComponent
        try writer.write(Record(id: name, ReadingFeatures(page: try ArticleReader().bytes(of: file))))
      }
    }
    try writer.finish()
  }
}
