import Synchronization

/// A ``TermIndex`` made when it is first asked for: a fit whose rows or frequencies are all that is wanted
/// does not pay for it.
///
/// Two threads that ask at once may both make it; the first to be done is the one that both get.
final class LazyTermIndex: Sendable {
  private let made = AtomicLazyReference<TermIndex>()
  private let vocabulary: Vocabulary
  private let configuration: TFIDFVectorizer.Configuration

  init(_ vocabulary: Vocabulary, configuration: TFIDFVectorizer.Configuration) {
    self.vocabulary = vocabulary
    self.configuration = configuration
  }

  var value: TermIndex {
    made.load() ?? made.storeIfNil(TermIndex(vocabulary, configuration: configuration))
  }
}
