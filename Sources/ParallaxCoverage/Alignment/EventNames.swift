/// The words that the sentences of an event write as names: with a capital inside sentences, more often than without.
struct EventNames {
  private let words: Set<String>

  /// Words with a capital that tell when, not who.
  private static let calendar: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
  ]

  init(_ sentences: [EventSentence]) {
    var balance: [String: Int] = [:]
    for sentence in sentences {
      for word in sentence.words.dropFirst() {
        balance[word.lower, default: 0] += word.isCapitalized ? 1 : -1
      }
    }
    words = Set(balance.lazy.filter { $0.value > 0 }.map(\.key))
  }

  /// Whether the word at a place of a sentence is written as a name; the first one is where it is one elsewhere.
  func isName(_ word: EventWord, at place: Int) -> Bool {
    word.isCapitalized && (place > 0 || words.contains(word.lower)) && !Self.calendar.contains(word.lower)
  }
}
