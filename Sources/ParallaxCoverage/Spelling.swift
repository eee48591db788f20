/// Suggests what a misspelled key may have been meant to be.
enum Spelling {
  /// "; did you mean `x`?" for the nearest candidate within two edits, else nothing.
  static func hint(for word: String, among candidates: [String]) -> String {
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = distance(Array(word.lowercased().utf8.prefix(40)), Array(candidate.utf8))
      if distance <= min(2, candidate.utf8.count - 2), best.map({ distance < $0.distance }) ?? true {
        best = (distance, candidate)
      }
    }
    return best.map { "; did you mean `\($0.candidate)`?" } ?? ""
  }

  /// The Levenshtein distance: insertions, deletions and replacements of bytes, in O(m n).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, byte) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let cost = min(row[j + 1] + 1, row[j] + 1, diagonal + (byte == other ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
