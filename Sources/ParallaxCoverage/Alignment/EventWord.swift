/// A word of a sentence, as alignment reads it.
struct EventWord {
  /// Where it stands in its article's clean text.
  let range: Range<Int>
  /// As it is written.
  let text: String
  /// In lower case.
  let lower: String
  /// Its stem, words of one meaning under one ("truce" as "ceasefir").
  let stem: String
  /// Whether only white space stands between it and the word before it.
  let isJoined: Bool
  /// Whether a comma stands between it and the word before it, and nothing else.
  let isAfterComma: Bool

  var isCapitalized: Bool { text.first?.isUppercase == true }
}
