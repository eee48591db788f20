/// Documents of a CoNLL-U file put together again, with the offsets of their sentences, tokens and words.
struct Treebank {
  struct Document {
    var text = ""
    var sentenceEnds: Set<Int> = []
    /// Surface tokens: "don't".
    var tokens: Set<Range<Int>> = []
    /// Syntactic words, where they spell their token: "do", "n't".
    var words: Set<Range<Int>> = []
  }

  var documents: [Document] = []

  /// Reads a file: paragraphs are parted by a blank line, words by a space unless `SpaceAfter=No` says otherwise.
  init(_ file: String) {
    var document = Document()
    var lastEnd = 0
    var multiword = (last: 0, begin: 0, end: 0)
    func finish() {
      if !document.text.isEmpty { documents.append(document) }
      document = Document()
    }
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# newdoc") {
        finish()
      } else if line.hasPrefix("# newpar"), !document.text.isEmpty {
        while document.text.utf8.last == 0x20 { document.text.removeLast() }
        document.text += "\n\n"
      } else if line.isEmpty {
        if lastEnd > 0 { document.sentenceEnds.insert(lastEnd) }
        lastEnd = 0
        multiword.last = 0
      } else if !line.hasPrefix("#") {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 10, !fields[0].contains(".") else { continue }
        let ids = fields[0].split(separator: "-").compactMap { Int($0) }
        if ids.count == 1, ids[0] <= multiword.last {
          let end = min(multiword.begin + fields[1].utf8.count, multiword.end)
          document.words.insert(multiword.begin..<max(end, multiword.begin))
          multiword.begin = end
          continue
        }
        let begin = document.text.utf8.count
        document.text += fields[1]
        lastEnd = document.text.utf8.count
        document.tokens.insert(begin..<lastEnd)
        if ids.count == 2 {
          multiword = (ids[1], begin, lastEnd)
        } else {
          document.words.insert(begin..<lastEnd)
        }
        if !fields[9].contains("SpaceAfter=No") { document.text += " " }
      }
    }
    finish()
  }
}

/// Counts of what was found and what should have been.
struct Agreement {
  var common = 0
  var found = 0
  var expected = 0

  mutating func add<T: Hashable>(_ found: Set<T>, _ expected: Set<T>) {
    common += found.intersection(expected).count
    self.found += found.count
    self.expected += expected.count
  }

  var f1: Double { 2 * Double(common) / Double(found + expected) }
}
