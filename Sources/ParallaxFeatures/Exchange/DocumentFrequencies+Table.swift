extension DocumentFrequencies {
  /// Writes the frequencies as tab-separated text, in pieces handed to `sink` as they fill.
  ///
  /// The first line is `documents<TAB>N`, and after another tab the settings of the counting where they are
  /// known; each further one is `term<TAB>documents<TAB>occurrences`, in code point order, with terms escaped
  /// as in ``VocabularyTable``.
  ///
  /// - Throws: what `sink` throws.
  public func encodeTable<Failure: Error>(into sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let names = TermEscape.backslash.escaped(vocabulary)
    var output = TextOutput()
    output.append(Array("documents\t".utf8)[...])
    output.append(number: documentCount)
    if let settings {
      output.append(0x09)
      output.append(settings.description.utf8)
    }
    try output.endRow(sink)
    for column in 0..<vocabulary.count {
      output.append(names.bytes[names.range(column)])
      output.append(0x09)
      output.append(number: Int(documentFrequencies[column]))
      output.append(0x09)
      output.append(number: occurrences[column])
      try output.endRow(sink)
    }
    try output.flush(sink)
  }

  /// Reads a table that ``encodeTable(into:)`` wrote.
  ///
  /// - Throws: ``FeatureError`` of code `malformed` with the number of the line, or `vocabulary` where counts
  ///   contradict each other.
  /// - Complexity: O(bytes).
  public init(table bytes: [UInt8]) throws(FeatureError) {
    var (terms, offsets) = ([UInt8](), [UInt32(0)])
    var (frequencies, occurrences) = ([Int32](), [Int]())
    var documents: Int?
    var settings: TermSettings?
    try TextLine.forEach(in: bytes) { (line: inout TextLine) throws(FeatureError) in
      let term = try TermEscape.backslash.unescaped(line.take { $0 == 0x09 }, in: line)
      guard line.skip(0x09), let count = DecimalNumber.unsigned(line.take { $0 == 0x09 }) else {
        throw line.error("expected a term, a tab and a count of documents")
      }
      guard documents != nil else {
        guard term == Array("documents".utf8), line.isAtEnd || line.skip(0x09) else {
          throw line.error(
            "starts with \(line.shown(term[...])); expected \"documents\", a tab and their number")
        }
        if !line.isAtEnd { settings = TermSettings(written: String(decoding: line.rest, as: UTF8.self)) }
        documents = count
        return
      }
      guard line.skip(0x09), let total = DecimalNumber.unsigned(line.rest),
        let frequency = Int32(exactly: count)
      else { throw line.error("expected a second tab and a count of occurrences") }
      terms += term
      guard let end = UInt32(exactly: terms.count) else { throw .limit("more than 4 GiB of terms") }
      offsets.append(end)
      frequencies.append(frequency)
      occurrences.append(total)
    }
    guard let documents else {
      throw .malformed("line 1: empty; expected \"documents\", a tab and their number")
    }
    try self.init(
      vocabulary: Vocabulary(termBytes: terms, termOffsets: offsets), documentFrequencies: frequencies,
      occurrences: occurrences, documentCount: documents, settings: settings)
  }
}
