import ArgumentParser

/// The form a summary is printed in.
enum SummaryFormat: String, ExpressibleByArgument, CaseIterable {
  case text, table, json, jsonl, markdown, html

  /// Text for people at a terminal, JSON Lines for programs.
  static var standard: SummaryFormat { Output.isTerminal ? .text : .jsonl }
}

/// Text that another notation would read as its own signs, made harmless.
enum Escaped {
  /// For HTML, inside elements and attributes.
  static func html(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
      }
    }
    return result
  }

  /// For Markdown: one line, in which nothing but the words is read.
  static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if #"\`*_{}[]<>()#+!|~&"#.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return result
  }
}
