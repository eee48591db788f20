import ParallaxText

/// The words that an article writes as names, and the names they make.
struct NameWords: Sendable {
  /// Words in lower case, in order, each once.
  let words: [String]
  /// Names as they stand in the text, each once, by how often they occur, then in order.
  let names: [String]

  /// Finds names: runs of words with a capital, within sentences.
  ///
  /// The first word of a sentence is a name only where the text writes it with a capital elsewhere, and words of a
  /// headline do not count, as many are set in capitals. A word is one where capitals are more frequent than not;
  /// days and months name nobody.
  init(of document: EventDocument) {
    var capitals: [String: Int] = [:]
    var smalls: [String: Int] = [:]
    var runs: [String: Int] = [:]
    var text = document.text
    text.withUTF8 { bytes in
      let body = document.titleLength..<bytes.count
      let content = UnsafeBufferPointer(rebasing: bytes[body])
      let tokens = Tokenizer(analyzer: .words).tokens(inUTF8: content)
      let sentences = SentenceSplitter().sentences(inUTF8: Array(content))
      var sentence = 0
      var run: Range<Int>?
      func close() {
        if let range = run { runs[String(decoding: content[range], as: UTF8.self), default: 0] += 1 }
        run = nil
      }
      var isFirst = true
      for token in tokens where token.kind == .word {
        while sentence < sentences.count, sentences[sentence].upperBound <= token.range.lowerBound {
          sentence += 1
          isFirst = true
        }
        defer { isFirst = false }
        let word = String(decoding: content[token.range], as: UTF8.self)
        let isCapital = word.unicodeScalars.first?.properties.isUppercase ?? false
        let isName = isCapital && !Self.calendar.contains(word)
        if isFirst || !isName { close() }
        guard !isFirst else { continue }
        if !isCapital {
          smalls[word, default: 0] += 1
          continue
        }
        guard isName else { continue }
        capitals[word.lowercased(), default: 0] += 1
        if let open = run, content[open.upperBound..<token.range.lowerBound].elementsEqual([0x20]) {
          run = open.lowerBound..<token.range.upperBound
        } else {
          close()
          run = token.range
        }
      }
      close()
    }
    words = capitals.keys.filter { capitals[$0, default: 0] > smalls[$0, default: 0] }.sorted()
    names = runs.keys.sorted { (-runs[$0, default: 0], $0) < (-runs[$1, default: 0], $1) }
  }

  private static let calendar: Set<String> = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February",
    "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Mon",
    "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "Jun",
    "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The names that two articles or more have, those of most articles first, then the longer.
  ///
  /// Names within another one of as many articles are left out. Of a single article its most frequent names.
  static func shared(names articles: [NameWords], count limit: Int) -> [String] {
    if articles.count == 1 { return Array(articles[0].names.prefix(limit)) }
    var counts: [String: Int] = [:]
    for article in articles { for name in article.names { counts[name, default: 0] += 1 } }
    let order = counts.filter { $0.value > 1 }.sorted {
      (-$0.value, -$0.key.utf8.count, $0.key) < (-$1.value, -$1.key.utf8.count, $1.key)
    }
    var chosen: [(name: String, count: Int)] = []
    for (name, count) in order where chosen.count < limit {
      let isPart = chosen.contains { $0.count == count && (" \($0.name) ").contains(" \(name) ") }
      if !isPart { chosen.append((name, count)) }
    }
    return chosen.map(\.name)
  }
}
