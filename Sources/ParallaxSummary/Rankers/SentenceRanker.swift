/// Scores the sentences of one document by how much of it they carry.
///
/// The same sentences always get the same scores, to the bit. Two sentences tie where their scores agree
/// to about twelve digits (rounding apart, that is); the earlier one then ranks first.
public protocol SentenceRanker: Sendable {
  /// The name of the method, as it stands in reports: "text-rank".
  var method: String { get }

  /// The score of each sentence, in order: higher is better, none is negative or NaN.
  ///
  /// - Parameters:
  ///   - sentences: UTF-8 byte ranges within `text`, as `SentenceSplitter` gives them.
  ///   - text: the document.
  func scores(for sentences: [Range<Int>], in text: String) -> [Double]

  /// The scores, and how they were come by.
  func ranking(of sentences: [Range<Int>], in text: String) -> SentenceRanking
}

extension SentenceRanker {
  /// The scores, for a method that has nothing to converge.
  public func ranking(of sentences: [Range<Int>], in text: String) -> SentenceRanking {
    SentenceRanking(scores: scores(for: sentences, in: text))
  }
}

/// A ranker that starts from the terms of a document, so that whoever has them need not find them again.
package protocol DocumentRanker: SentenceRanker {
  /// The scores of a document whose terms are known.
  func ranking(of sentences: [Range<Int>], in text: String, terms: SentenceTerms) -> SentenceRanking
}

extension DocumentRanker {
  /// The score of each sentence, in order.
  public func scores(for sentences: [Range<Int>], in text: String) -> [Double] {
    ranking(of: sentences, in: text).scores
  }

  /// The scores, and how they were come by.
  public func ranking(of sentences: [Range<Int>], in text: String) -> SentenceRanking {
    ranking(of: sentences, in: text, terms: SentenceTerms(sentences: sentences, text: text))
  }
}

/// A ranker that reads nothing but the terms.
package protocol TermRanker: DocumentRanker {
  /// The scores of a document whose terms are known.
  func ranking(of document: SentenceTerms) -> SentenceRanking
}

extension TermRanker {
  package func ranking(of sentences: [Range<Int>], in text: String, terms: SentenceTerms) -> SentenceRanking {
    ranking(of: terms)
  }
}

extension SentenceRanker {
  /// The scores of a document whose terms are known, which a ranker that has no use for them passes over.
  package func ranking(of sentences: [Range<Int>], in text: String, knowing terms: SentenceTerms)
    -> SentenceRanking
  {
    let ranking =
      if let ranker = self as? any DocumentRanker {
        ranker.ranking(of: sentences, in: text, terms: terms)
      } else {
        ranking(of: sentences, in: text)
      }
    precondition(ranking.scores.count == sentences.count, "a ranker must score every sentence")
    return ranking
  }
}
