import ArgumentParser
import Foundation

/// What the first argument says of the command that is wanted.
struct CommandName {
  let known: [String]
  /// Commands that are taken, and not offered.
  var hidden: [String] = []

  /// Checks that the first argument, unless it is an option, names a command.
  ///
  /// - Throws: a usage error that offers the nearest name, or says how to read what is a file.
  func check(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-") || name == "-", !known.contains(name),
      !hidden.contains(name)
    else {
      return
    }
    if name == "-" || FileManager.default.fileExists(atPath: name) {
      throw ValidationError(
        "\"\(name)\" is an input, not a command; name the command first, as in: parallax clean \(name)")
    }
    let advice = nearest(to: name).map { "did you mean \"\($0)\"?" }
    throw ValidationError(
      "unknown command \"\(name)\"; \(advice ?? "the commands are \(known.joined(separator: ", "))")")
  }

  /// The name that the fewest insertions, deletions and replacements lead to, where these are a third of its
  /// letters at most; the first of several.
  func nearest(to name: String) -> String? {
    guard name.utf8.count < 40 else { return nil }
    let best = known.map { ($0, CommandName.distance(name, $0)) }.min { $0.1 < $1.1 }
    return best.flatMap { $0.1 <= max(1, $0.0.utf8.count / 3) ? $0.0 : nil }
  }

  /// Levenshtein's distance between the bytes of two names.
  static func distance(_ first: String, _ second: String) -> Int {
    let second = Array(second.utf8)
    var row = Array(0...second.count)
    for (i, byte) in first.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
