/// The sentences chosen from a document, in the order of its text.
public struct Summary: Sendable, Hashable {
  /// The chosen sentences, in the order of the text.
  public let sentences: [SummarySentence]
  /// The name of the method that scored them.
  public let method: String
  /// Whether the method's iteration met its tolerance.
  public let converged: Bool

  /// Creates a summary.
  public init(sentences: [SummarySentence], method: String, converged: Bool) {
    self.sentences = sentences
    self.method = method
    self.converged = converged
  }

  /// The sentences joined by one space.
  public var text: String { sentences.map(\.text).joined(separator: " ") }
}
