/// What an answer asks of the machine, and so in which queue its request waits.
public enum RouteWork: String, Sendable, Hashable, CaseIterable {
  /// Nothing: probes and what is kept ready answer while all processors are busy.
  case none
  /// A look into the corpus, which is done at once beside the longest comparison.
  case lookup = "corpus"
  /// Reading, scoring or comparing articles, which keeps a processor busy.
  case computation = "articles"
}
