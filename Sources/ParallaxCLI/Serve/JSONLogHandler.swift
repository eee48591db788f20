import Foundation
import Logging

/// Writes log records to standard error as a JSON object a line; of articles there is never a word in them.
struct JSONLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var object: [String: String] = [
      "level": event.level.rawValue, "message": event.message.description,
      "time": Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
    ]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
      object[key] = "\(value)"
    }
    guard let line = try? jsonLine(object) else { return }
    Console.write(String(decoding: line, as: UTF8.self) + "\n")
  }
}
