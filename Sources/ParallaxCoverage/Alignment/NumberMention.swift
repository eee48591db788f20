/// A number in a sentence, and what it counts.
struct NumberMention: Hashable {
  let value: Double
  /// The stem of the word that says what is counted: "peopl", "soldier", "%", "$".
  let unit: String
  /// UTF-8 offsets into the article's clean text, from the number to the word counted.
  let range: Range<Int>

  private static let small: [String: Double] = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
  ]
  private static let scales: [String: Double] = [
    "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12, "percent": 1,
  ]
  /// What never is counted, though it stands behind a number.
  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov",
    "dec",
    "gmt", "am", "pm", "a.m", "p.m", "and", "or", "to", "in", "on", "of", "at", "for", "from", "by", "the",
    "was", "is", "were", "are", "with", "but", "as", "that", "who", "which", "said", "when", "after",
    "before",
  ]
  private static let adjectives: Set<String> = [
    "more", "other", "new", "different", "armed", "civilian", "syrian", "american", "palestinian", "such",
    "full",
    "additional", "local", "consecutive", "straight",
  ]

  /// The numbers of a sentence whose unit is known; years, days of months and times are none.
  static func mentions(in sentence: EventSentence) -> [NumberMention] {
    let words = sentence.words
    var result: [NumberMention] = []
    var place = 0
    while place < words.count {
      guard let (value, end) = value(words, at: place) else {
        place += 1
        continue
      }
      if let mention = counted(words, value, from: place, to: end) { result.append(mention) }
      place = end
    }
    return result
  }

  /// The number that begins at a word, and the word behind it.
  private static func value(_ words: [EventWord], at place: Int) -> (Double, Int)? {
    let lower = words[place].lower
    if lower == "half", place + 2 < words.count, words[place + 1].lower == "a",
      let scale = scales[words[place + 2].lower]
    {
      return (scale / 2, place + 3)
    }
    guard var value = small[lower] ?? digits(lower) else { return nil }
    var end = place + 1
    while end < words.count, words[end].isJoined, let scale = scales[words[end].lower], scale > 1 {
      value *= scale
      end += 1
    }
    return (value, end)
  }

  private static func digits(_ word: String) -> Double? {
    guard word.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return nil }
    let plain = word.filter { $0 != "," }
    guard plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Double(plain)
  }

  private static func counted(
    _ words: [EventWord], _ value: Double, from place: Int, to end: Int
  ) -> NumberMention? {
    var unit = end
    while unit < words.count, unit < end + 2, words[unit].isJoined, adjectives.contains(words[unit].lower) {
      unit += 1
    }
    guard unit < words.count, words[unit].isJoined, !months.contains(words[unit].lower) else { return nil }
    let isYear = end == place + 1 && (1900...2100).contains(value) && !words[place].text.contains(",")
    if isYear || words[unit].lower.utf8.first.map({ $0 < 0x40 }) == true { return nil }
    if place > 0, months.contains(words[place - 1].lower), words[place - 1].isCapitalized { return nil }
    if words[unit].isCapitalized { return nil }
    return NumberMention(
      value: value, unit: words[unit].stem,
      range: words[place].range.lowerBound..<words[unit].range.upperBound)
  }
}
