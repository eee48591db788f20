import ParallaxText

/// How many documents of a corpus hold each term: what a fit needs to know of documents, and all that needs
/// to be sent from where they are.
///
/// Frequencies of parts of a corpus add up to those of the whole, in any order and grouping.
public struct DocumentFrequencies: Sendable, Hashable {
  /// The terms, in code point order.
  public let vocabulary: Vocabulary
  /// The number of documents of each term.
  public let documentFrequencies: [Int32]
  /// The number of occurrences of each term, by which the most frequent are chosen.
  public let occurrences: [Int]
  /// The number of documents.
  public let documentCount: Int
  /// What a term was when they were counted; nil where that is not known.
  public let settings: TermSettings?

  /// Creates frequencies from what was counted before.
  ///
  /// - Throws: ``FeatureError`` of code `vocabulary` where the counts do not fit the terms or each other.
  public init(
    vocabulary: Vocabulary, documentFrequencies: [Int32], occurrences: [Int], documentCount: Int,
    settings: TermSettings? = nil
  ) throws(FeatureError) {
    guard documentFrequencies.count == vocabulary.count, occurrences.count == vocabulary.count else {
      throw FeatureError(
        .vocabulary,
        "\(documentFrequencies.count) document frequencies and \(occurrences.count) counts for "
          + "\(vocabulary.count) terms")
    }
    for (column, frequency) in documentFrequencies.enumerated() {
      guard 1 <= frequency, Int(frequency) <= documentCount, occurrences[column] >= Int(frequency) else {
        throw FeatureError(
          .vocabulary,
          "\"\(vocabulary.term(at: column))\" occurs \(occurrences[column]) times in \(frequency) of "
            + "\(documentCount) documents")
      }
    }
    self.init(
      unchecked: vocabulary, documentFrequencies: documentFrequencies, occurrences: occurrences,
      documentCount: documentCount, settings: settings)
  }

  private init(
    unchecked vocabulary: Vocabulary, documentFrequencies: [Int32], occurrences: [Int], documentCount: Int,
    settings: TermSettings?
  ) {
    self.settings = settings
    self.vocabulary = vocabulary
    self.documentFrequencies = documentFrequencies
    self.occurrences = occurrences
    self.documentCount = documentCount
  }

  /// The frequencies of no document, by any settings.
  public static let empty = DocumentFrequencies(
    unchecked: Vocabulary(uncheckedTermBytes: [], termOffsets: [0]), documentFrequencies: [], occurrences: [],
    documentCount: 0, settings: nil)

  /// Counts the terms of documents; limits and maxima of the settings are left to
  /// ``vectorizer(configuration:)``.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid, or different terms are more than 2^31 - 1.
  /// - Complexity: O(bytes) time; memory for the terms and one document.
  public static func counting(
    _ documents: some Sequence<String>, configuration: TFIDFVectorizer.Configuration = .init()
  ) throws(FeatureError) -> DocumentFrequencies {
    try configuration.validate()
    var counter = CorpusCounter(configuration: configuration, keeping: .totals)
    for document in documents { counter.add(document) }
    guard !counter.isOverLimit else { throw .tooManyTerms(configuration.termLimit) }
    let statistics = counter.statistics(totals: true)
    let settings = TermSettings(configuration)
    let hasTerms = statistics.wordFrequencies.contains { $0 > 0 } || !statistics.gramFrequencies.isEmpty
    guard hasTerms else {
      return DocumentFrequencies(
        unchecked: empty.vocabulary, documentFrequencies: [], occurrences: [],
        documentCount: statistics.documentCount, settings: settings)
    }
    let selection = try TermSelection(statistics, configuration: .init())
    return DocumentFrequencies(
      unchecked: selection.vocabulary, documentFrequencies: selection.documentFrequencies,
      occurrences: selection.terms.map {
        $0 >= 0 ? statistics.wordTotals[Int($0)] : statistics.gramTotals[Int(~$0)]
      }, documentCount: statistics.documentCount, settings: settings)
  }

  /// Adds the frequencies of other documents.
  ///
  /// Where the settings of one part are not known, neither are those of the whole.
  ///
  /// - Throws: ``FeatureError`` of code `configuration` where the parts were counted by different settings,
  ///   `limit` past 2^31 - 1 documents or 4 GiB of terms.
  /// - Complexity: O(terms of both).
  public mutating func merge(_ other: DocumentFrequencies) throws(FeatureError) {
    if let settings, let others = other.settings, settings != others {
      throw FeatureError(
        .configuration,
        "the parts were counted by different settings, \(settings.difference(from: others)): count them alike"
      )
    }
    let isKnown =
      (documentCount == 0 || settings != nil) && (other.documentCount == 0 || other.settings != nil)
    guard documentCount + other.documentCount <= Int(Int32.max) else {
      throw FeatureError(
        .limit, "\(documentCount) and \(other.documentCount) documents are more than \(Int32.max) together")
    }
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    var frequencies: [Int32] = []
    var totals: [Int] = []
    let (a, b) = (self, other)
    var (i, j) = (0, 0)
    while i < a.vocabulary.count || j < b.vocabulary.count {
      let order =
        i == a.vocabulary.count ? 1 : j == b.vocabulary.count ? -1 : a.vocabulary.order(i, b.vocabulary, j)
      var (frequency, total): (Int32, Int) = (0, 0)
      if order >= 0 {
        (frequency, total) = (b.documentFrequencies[j], b.occurrences[j])
        if order > 0 { bytes += b.vocabulary.termBytes[b.vocabulary.bytes(at: j)] }
        j += 1
      }
      if order <= 0 {
        (frequency, total) = (frequency + a.documentFrequencies[i], total + a.occurrences[i])
        bytes += a.vocabulary.termBytes[a.vocabulary.bytes(at: i)]
        i += 1
      }
      guard let end = UInt32(exactly: bytes.count) else {
        throw FeatureError(.limit, "the terms are longer than 4 GiB together: merge fewer parts")
      }
      offsets.append(end)
      frequencies.append(frequency)
      totals.append(total)
    }
    self = DocumentFrequencies(
      unchecked: Vocabulary(uncheckedTermBytes: bytes, termOffsets: offsets),
      documentFrequencies: frequencies,
      occurrences: totals, documentCount: a.documentCount + b.documentCount,
      settings: isKnown ? a.settings ?? b.settings : nil)
  }

  /// The frequency of each term of another vocabulary, zero where it was not counted.
  func frequencies(of terms: Vocabulary) -> [Int32] {
    var result = [Int32](repeating: 0, count: terms.count)
    var i = 0
    for column in 0..<terms.count {
      while i < vocabulary.count, vocabulary.order(i, terms, column) < 0 { i += 1 }
      if i < vocabulary.count, vocabulary.order(i, terms, column) == 0 {
        result[column] = documentFrequencies[i]
      }
    }
    return result
  }

  /// The vectorizer that a fit on the documents counted would give; `configuration` must be the one they
  /// were counted with, its limits, maximum and weights aside.
  ///
  /// - Throws: ``FeatureError`` where the settings are invalid or known to be others than those of the
  ///   counting, no document was counted, or no term is left.
  public func vectorizer(
    configuration: TFIDFVectorizer.Configuration = .init()
  ) throws(FeatureError) -> TFIDFVectorizer {
    try configuration.validate()
    try check(configuration)
    guard documentCount > 0 else { throw .noDocuments }
    var statistics = CorpusStatistics()
    statistics.documentCount = documentCount
    // Every term stands as a word: it has its bytes and its place in the order already.
    statistics.wordBytes = vocabulary.termBytes
    statistics.wordOffsets = vocabulary.termOffsets.map(Int.init)
    statistics.wordFrequencies = documentFrequencies
    statistics.wordTotals = occurrences
    let selection = try TermSelection(statistics, configuration: configuration)
    return try TFIDFVectorizer(selection, statistics, configuration: configuration)
  }
}

extension DocumentFrequencies {
  /// - Throws: ``FeatureError`` of code `configuration` where the terms were counted by other settings.
  fileprivate func check(_ configuration: TFIDFVectorizer.Configuration) throws(FeatureError) {
    let wanted = TermSettings(configuration)
    guard let settings, settings != wanted else { return }
    throw FeatureError(
      .configuration,
      "the document frequencies were counted by \(settings.difference(from: wanted)) of the vectorizer: use the "
        + "settings of the counting, or count again")
  }
}

extension TFIDFVectorizer {
  /// This vectorizer with the idf of other documents, or of more; vocabulary and settings stay.
  ///
  /// - Throws: ``FeatureError`` where no document was counted, the settings of the counting are known to be
  ///   others, or a term without documents needs the logarithm of a division by zero (`smooth_idf` false).
  public func withIDF(of frequencies: DocumentFrequencies) throws(FeatureError) -> TFIDFVectorizer {
    try frequencies.check(configuration)
    guard frequencies.documentCount > 0 else { throw .noDocuments }
    let idf = TermWeighting.idf(
      documentFrequencies: frequencies.frequencies(of: vocabulary), documentCount: frequencies.documentCount,
      configuration: configuration)
    return try TFIDFVectorizer(vocabulary: vocabulary, idf: idf, configuration: configuration)
  }
}
