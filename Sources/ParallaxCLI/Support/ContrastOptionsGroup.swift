import ArgumentParser
import Foundation
import Parallax

/// How terms are contrasted.
struct ContrastOptionsGroup: ParsableArguments {
  @Option(help: ArgumentHelp("The shortest and the longest term in words.", valueName: "n,n"))
  var ngrams = "1,3"
  @Option(
    help: ArgumentHelp(
      "A table of df that says how common words are; news is the one that ships, none takes the articles alone.",
      valueName: "tsv"))
  var background = "news"
  @Option(help: "log-odds or keyness.")
  var measure: ContrastOptions.Measure = .logOdds
  @Option(help: ArgumentHelp("How many words the prior of log-odds stands for.", valueName: "words"))
  var priorStrength = 500.0
  @Option(
    help: ArgumentHelp("The least occurrences of a term; by default 3, more for corpora.", valueName: "n"))
  var minCount: Int?
  @Option(help: "How many terms each comparison lists.")
  var top = 20
  @Flag(help: "Compare each pair too.")
  var pairwise = false
  @Flag(help: "Take function words for terms too.")
  var functionWords = false

  func validate() throws {
    guard priorStrength > 0, priorStrength.isFinite else {
      throw ValidationError("--prior-strength \(priorStrength): expected a number above 0")
    }
    guard top > 0 else { throw ValidationError("--top \(top): expected 1 or more") }
    guard minCount ?? 1 > 0 else { throw ValidationError("--min-count \(minCount ?? 0): expected 1 or more") }
    _ = try lengths()
  }

  private func lengths() throws -> ClosedRange<Int> {
    let range = ngrams.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard range.count <= 2, let first = range.first ?? nil, let last = range.last ?? nil, 1 <= first,
      first <= last, last <= 8
    else { throw ValidationError("--ngrams \(ngrams): expected two numbers of 1 to 8 such as 1,3") }
    return first...last
  }

  /// The settings, with the background read.
  func settings() throws -> ContrastOptions {
    var settings = ContrastOptions()
    settings.lengths = try lengths()
    settings.measure = measure
    settings.priorStrength = priorStrength
    settings.minimumCount = minCount
    settings.termLimit = top
    settings.isPairwise = pairwise
    settings.includesFunctionWords = functionWords
    settings.background = try termBackground()
    return settings
  }

  private func termBackground() throws -> TermBackground? {
    if background == "none" || measure == .keyness { return nil }
    if background == "news" { return TermBackground(try DataFiles.background(at: nil)) }
    // A table of df knows occurrences; one of documents alone has remarks or two columns.
    if let counted = try? DocumentFrequencies(table: try readBytes(background)) {
      return TermBackground(counted)
    }
    return TermBackground(try DataFiles.background(at: background))
  }
}

extension ContrastOptions.Measure: ExpressibleByArgument {}
