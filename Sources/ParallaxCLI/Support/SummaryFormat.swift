import ArgumentParser

/// The form a summary is printed in.
enum SummaryFormat: String, ExpressibleByArgument, CaseIterable {
  case text, table, json, jsonl, markdown, html

  /// Text for people at a terminal, JSON Lines for programs.
  static var standard: SummaryFormat { Output.isTerminal ? .text : .jsonl }
}
