/// A statement that two outlets tell with different facts.
struct Conflict: Hashable {
  /// In what the two differ.
  enum Kind: String, Codable, Sendable, Hashable {
    /// Who did it.
    case actors
    /// How many.
    case numbers
    /// On which day.
    case dates
    /// Whether it is so.
    case polarity
  }

  /// What one of the two says.
  struct Side: Hashable {
    /// The position of the sentence in the index.
    let sentence: Int
    /// UTF-8 offsets into the article's clean text of the words that differ.
    let range: Range<Int>
    /// What it says, in short: "Iran, Russia, Turkey", "400,000", "not".
    let value: String
  }

  let kind: Kind
  /// What it is about, as stems: the verb, the unit, the word.
  let topic: String
  /// What it is about, as the first sentence says it: "brokered, truce".
  let label: String
  let first: Side
  let second: Side
  let likeness: Double
}
