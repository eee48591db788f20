import Foundation

/// The sample articles, repeated until there is enough text to time.
struct SampleCorpus: Sendable {
  /// Why there is nothing to measure.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// One article an element; the set of samples, in the order of their names, over and over.
  let documents: [String]
  /// The UTF-8 bytes of all documents.
  let byteCount: Int
  /// How often the set of samples is repeated; at least twice.
  let copyCount: Int
  /// The samples, once.
  let samples: [String]
  /// The outlet of each sample, as its file name has it.
  let outlets: [String]

  /// Reads `Data/Samples/*.txt` and repeats the set until it holds at least so many bytes.
  init(atLeast minimum: Int) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Data/Samples")
      .standardizedFileURL
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    let samples = try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    let size = samples.reduce(0) { $0 + $1.utf8.count }
    guard size > 0 else {
      throw Missing(description: "no article text in \(folder.path): expected *.txt files")
    }
    copyCount = max(2, (minimum + size - 1) / size)
    documents = (0..<copyCount).flatMap { _ in samples }
    byteCount = size * copyCount
    self.samples = samples
    // "free-sill-voice-0123.txt" is of the outlet free-sill-voice.
    outlets = names.map { $0.split(separator: "-").dropLast().joined(separator: "-") }
  }
}
