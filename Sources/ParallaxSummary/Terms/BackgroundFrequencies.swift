#if canImport(Glibc)
  internal import Glibc
#endif

/// In how many documents of a corpus each term stands: what tells a rare word from a common one where one
/// article is too short to.
public struct BackgroundFrequencies: Sendable, Hashable {
  /// The number of documents.
  public let documentCount: Int
  /// The number of documents that hold each lowercase term; 1 is taken for those not listed.
  public let documentFrequencies: [String: Int]

  /// Creates the counts.
  public init(documentCount: Int, documentFrequencies: [String: Int]) {
    self.documentCount = documentCount
    self.documentFrequencies = documentFrequencies
  }

  /// ln(N / df), and never negative.
  public func idf(of term: String) -> Double {
    let frequency = max(1, documentFrequencies[term] ?? 1)
    return max(0, log(Double(max(1, documentCount)) / Double(frequency)))
  }

  /// Reads a table: a line "documents<TAB>N", then a line "term<TAB>documents" for each term.
  ///
  /// Lines that start with "#" are remarks, and further columns are passed over, so that what
  /// `parallax df` writes is read as it is.
  ///
  /// - Throws: ``SummaryError`` of code `background`, naming the line, where the head is missing, a count is
  ///   no whole number from 1 to the number of documents, or a term comes twice.
  public init(table: String) throws(SummaryError) {
    var total: Int?
    var frequencies: [String: Int] = [:]
    // By bytes: by characters, every letter of tens of thousands of words would be looked at for what it joins.
    for (index, line) in table.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      var shown: Substring { Substring(line).prefix(40) }
      let columns = line.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
      guard columns.count >= 2, let count = Int(Substring(columns[1])), count >= (total == nil ? 0 : 1),
        count <= total ?? Int(Int32.max)
      else {
        throw SummaryError(
          .background,
          "line \(index + 1), \"\(shown)\": expected a term, a tab and a number of documents"
            + (total.map { " from 1 to \($0)" } ?? ""))
      }
      if total == nil {
        guard Substring(columns[0]) == "documents" else {
          throw SummaryError(
            .background, "line \(index + 1), \"\(shown)\": expected \"documents<TAB>N\" at first")
        }
        total = count
      } else if frequencies.updateValue(count, forKey: String(Substring(columns[0]))) != nil {
        throw SummaryError(
          .background, "line \(index + 1): \"\(Substring(columns[0]).prefix(40))\" comes twice")
      }
    }
    guard let total else {
      throw SummaryError(.background, "no line \"documents<TAB>N\"; give a table that `parallax df` wrote")
    }
    self.init(documentCount: total, documentFrequencies: frequencies)
  }
}
