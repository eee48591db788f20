/// When ``ArticleCleaner`` asks the trained classifier of lines.
public enum LineClassifierUse: String, Sendable, Hashable, Codable, CaseIterable {
  /// Never: the rules alone decide.
  case never
  /// For texts that look like whole pages: forty lines or more, most of them no sentences.
  case wholePages = "whole-pages"
  /// For every text.
  case always
}
