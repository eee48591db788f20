import Foundation
import Parallax

/// Files of `Data` that commands read unless told otherwise.
enum DataFiles {
  /// The background frequencies of English news.
  static let background = "Summaries/background.tsv"
  /// The media and agencies that news cites.
  static let media = "Gazetteers/media.json"

  /// The axes between words that texts are placed on.
  static let axes = "Axes/news-en.json"

  /// The lexicon of a name, which must be checked to be plain.
  static func lexicon(_ name: String) -> String { "Lexicons/\(name).txt" }

  /// The path of a file: next to the executable, installed beside it, then in the build tree.
  ///
  /// - Throws: a failure that names every place looked at.
  static func path(of name: String) throws -> String {
    var places: [String] = []
    if let executableDirectory {
      places += ["Data", "data", "../share/parallax/data"].map { executableDirectory + "/" + $0 }
    }
    places.append(BundledData.sourceDirectory)
    let paths = places.map { $0 + "/" + name }
    guard let found = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw CommandFailure(
        .missingInput, "\(name) is not installed; looked at \(paths.joined(separator: ", "))")
    }
    return found
  }

  /// Reads background frequencies; the shipped ones where no path is given.
  static func background(at path: String?) throws -> BackgroundFrequencies {
    let path = try path ?? self.path(of: background)
    let text = String(decoding: try readBytes(path), as: UTF8.self)
    do throws(SummaryError) {
      return try BackgroundFrequencies(table: text)
    } catch {
      throw CommandFailure(.data, "\(path): \(error.message)")
    }
  }

  /// Reads the weights of a learned ranker.
  static func weights(at path: String) throws -> LearnedRanker.Weights {
    let data = Data(try readBytes(path))
    do { return try JSONDecoder().decode(LearnedRanker.Weights.self, from: data) } catch {
      throw CommandFailure(.data, "\(path): no weights of a ranker: \(error)")
    }
  }
}
