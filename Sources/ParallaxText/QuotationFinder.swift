/// Finds quotations in English news by their marks, straight or curly, double or single.
///
/// An apostrophe is no mark. A mark that is never closed opens nothing, unless the next paragraph opens with one too:
/// then the quotation runs on there. Speakers and verbs are found by the order of the words around the quotation
/// ("…", X said; "…," said X; X told Y: "…"), within its sentence; names are not resolved.
///
/// - Complexity: O(bytes).
public struct QuotationFinder: Sendable, Hashable {
  /// Creates a finder.
  public init() {}

  /// The quotations of a text in the order of their opening marks.
  ///
  /// Two of them are apart, or one stands in the other.
  public func quotations(in text: String) -> [Quotation] {
    text.withByteText { bytes in
      var marks = QuotationScanner(bytes)
      let found = marks.quotations()
      if found.isEmpty { return [] }
      var sentences = NewsSentenceScanner(bytes)
      return VoiceScanner(bytes, sentences: sentences.sentences()).attributed(found)
    }
  }

  /// Where the quotations of a text stand, marks included, those that stand in another aside; whose they are is not
  /// asked.
  package func outermostRanges(in text: String) -> [Range<Int>] {
    text.withByteText { bytes in
      var marks = QuotationScanner(bytes)
      return marks.quotations().filter { $0.level == 0 }.map(\.range)
    }
  }
}
