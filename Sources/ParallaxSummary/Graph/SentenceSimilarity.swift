/// How alike two sentences are, as the weight of the edge between them.
///
/// Terms are lowercase content words; a sentence is never its own neighbour.
public enum SentenceSimilarity: String, Sendable, Hashable, Codable, CaseIterable {
  /// |Si ∩ Sj| / (ln|Si| + ln|Sj|) over the sets of terms; 0 where a set has one term or none
  /// (Mihalcea & Tarau 2004).
  case overlap
  /// The cosine of TF-IDF vectors, idf = ln((1 + n) / (1 + df)) + 1 over the n sentences of the document.
  case tfidfCosine
  /// The cosine of the counts of terms, common terms and rare ones alike.
  case termFrequencyCosine
  /// The inner product of TF-IDF vectors, not scaled to unit length: longer sentences have more to say.
  case tfidfProduct
  /// BM25 with k1 = 1.2, b = 0.75 and idf = ln(1 + (n - df + 0.5) / (df + 0.5)), each sentence asked for
  /// with the other's terms, the mean of both ways (after Barrios et al. 2016, whose idf may be negative).
  case bm25
}
