import ArgumentParser
import Foundation
import Parallax

/// What decides how sentences are scored and chosen, beside the method itself.
struct SummaryMethodOptions: ParsableArguments {
  @Option(help: "Favour what has to do with this text; for text-rank, lex-rank and their variants.")
  var query: String?
  @Option(
    help: ArgumentHelp(
      "Weigh score against likeness to what is taken (maximal marginal relevance), 0 to 1; 1 is score alone.",
      valueName: "lambda"))
  var mmr = 1.0
  @Option(
    name: .customLong("stand-in"),
    help: ArgumentHelp(
      "A sentence that needs its neighbour gives way to one of at least this share of its score; above 1 never.",
      valueName: "share"))
  var standIn = Summarizer.Configuration().standInShare
  @Option(
    help: ArgumentHelp(
      "For lex-rank: a table of df that says how common words are; news is the one that ships.",
      valueName: "tsv"))
  var background: String?
  @Option(help: ArgumentHelp("For learned: weights that train-ranker wrote.", valueName: "json"))
  var weights: String?
  @Option(help: "Where the chance of random comes from.")
  var seed: UInt64 = 0

  func validate() throws {
    guard (0...1).contains(mmr) else { throw ValidationError("--mmr \(mmr): expected 0 to 1") }
    guard standIn >= 0 else { throw ValidationError("--stand-in \(standIn): expected 0 or more") }
    if let query, query.allSatisfy(\.isWhitespace) { throw ValidationError("--query is empty") }
  }

  /// A method with all it needs read.
  struct Settings: Sendable {
    let method: SummaryMethod
    let context: SummaryMethod.Context
    let configuration: Summarizer.Configuration

    /// The summarizer of an article with a title.
    func summarizer(title: String?) throws(SummaryError) -> Summarizer {
      var context = context
      context.title = title
      return try method.summarizer(in: context, configuration: configuration)
    }
  }

  /// Reads what the method needs.
  ///
  /// - Throws: a usage error for an option that the method has no use for.
  func settings(for method: SummaryMethod) throws -> Settings {
    if query != nil, !method.takesQuery {
      let names = SummaryMethod.allCases.filter(\.takesQuery).map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "--query has no meaning for \(method.rawValue); methods that take one are \(names)")
    }
    let isLexRank = method == .lexRank || method == .lexRankContinuous
    if background != nil, !isLexRank { throw ValidationError("--background is for lex-rank and its variant") }
    if weights != nil, method != .learned { throw ValidationError("--weights is for learned") }
    var context = SummaryMethod.Context(query: query, seed: seed)
    if let background {
      context.background = try DataFiles.background(at: background == "news" ? nil : background)
    }
    if method == .learned {
      guard let weights else {
        throw ValidationError(
          "learned needs --weights: no licence lets weights ship, train-ranker makes them")
      }
      context.weights = try DataFiles.weights(at: weights)
    }
    return Settings(
      method: method, context: context, configuration: .init(relevanceWeight: mmr, standInShare: standIn))
  }
}

extension SummaryMethod {
  /// Takes a method's name off the front of the arguments; a plain word that is neither a method nor a file
  /// is a method misspelt.
  static func take(from inputs: inout [String]) throws -> SummaryMethod? {
    guard let first = inputs.first else { return nil }
    if let method = SummaryMethod(named: first) {
      inputs.removeFirst()
      return method
    }
    let isWord =
      first != "-" && first.utf8.allSatisfy { (97...122).contains($0 | 0x20) || $0 == 45 || $0 == 95 }
    if isWord, !FileManager.default.fileExists(atPath: first) {
      let names = SummaryMethod.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\"\(first)\" is neither a file nor a method; the methods are \(names)")
    }
    return nil
  }
}
