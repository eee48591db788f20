/// What to look for in a corpus, as people write it: all the words must stand in the article; `"in quotes"` is a phrase,
/// `word*` a beginning, and `-word` must not stand there.
///
/// Words are compared by their stems (Porter), in any case and without accents; a beginning that ends within an ending
/// ("militan*") finds the stems of the words it may begin. No other character has a meaning, so that no text is a
/// malformed query.
public struct SearchQuery: Sendable, Hashable {
  /// The query in the language of FTS5, in which each word is a quoted string.
  let pattern: String

  /// Reads a query.
  ///
  /// - Throws: ``CorpusError`` with code `invalid` where it holds no word to look for, or too many.
  public init(_ text: String) throws(CorpusError) {
    var wanted: [String] = []
    var unwanted: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
        continue
      }
      let isUnwanted = first == "-"
      if isUnwanted { rest.removeFirst() }
      var term: Substring
      var isBeginning = false
      if rest.first == "\"" {
        rest.removeFirst()
        term = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(term.count + 1)
      } else {
        term = rest.prefix { !$0.isWhitespace && $0 != "\"" }
        rest = rest.dropFirst(term.count)
        isBeginning = term.last == "*"
      }
      let scalars = term.unicodeScalars.filter { $0 != "\"" && $0.value != 0 }
      // The tokenizer knows letters and digits; of anything else it would make an empty phrase.
      guard scalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else {
        continue
      }
      let word = String(String.UnicodeScalarView(scalars))
      let quoted = isBeginning ? Self.beginning(String(word.dropLast())) : "\"\(word)\""
      if isUnwanted { unwanted.append(quoted) } else { wanted.append(quoted) }
    }
    guard !wanted.isEmpty else {
      throw CorpusError(.invalid, "nothing to look for: give a word, or \"words in quotes\"")
    }
    guard wanted.count + unwanted.count <= 64 else {
      throw CorpusError(.invalid, "\(wanted.count + unwanted.count) words to look for; expected 64 at most")
    }
    pattern = wanted.joined(separator: " AND ") + unwanted.map { " NOT " + $0 }.joined()
  }

  /// The words that begin so: the index knows stems, and the stem of "militant" is shorter than "militan".
  private static func beginning(_ word: String) -> String {
    let lower = word.lowercased()
    var words: [String] = []
    for ending in endings {
      for length in 1..<ending.utf8.count where lower.hasSuffix(ending.prefix(length)) {
        // What stands before the ending is a stem of its own.
        guard lower.utf8.count - length >= 3 else { continue }
        words.append(word + ending.dropFirst(length))
      }
    }
    let all = ["\"\(word)\"*"] + Set(words).sorted().map { "\"\($0)\"" }
    return all.count == 1 ? all[0] : "(" + all.joined(separator: " OR ") + ")"
  }

  /// Endings that Porter's stems lose.
  private static let endings = [
    "able", "ably", "ability", "al", "ally", "ance", "ancy", "ant", "ants", "ate", "ated", "ates", "ation",
    "ations",
    "ative", "ator", "ed", "ement", "ence", "ency", "ent", "ents", "er", "ful", "fulness", "ible", "ibility",
    "ic", "ical",
    "ies", "ing", "ings", "ion", "ions", "ism", "ity", "ive", "iveness", "ization", "ize", "ized", "izer",
    "ment", "ments",
    "ness", "ous", "ously", "ousness", "sion", "tion", "tions",
  ]
}
