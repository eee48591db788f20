/// A day of the year that a sentence names.
struct DateMention: Hashable {
  let month: Int
  let day: Int
  /// UTF-8 offsets into the article's clean text.
  let range: Range<Int>

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  /// The days that a sentence names, of "23-24" both.
  ///
  /// They are written as "January 23", with the month cut short, or as "23 January".
  static func mentions(in sentence: EventSentence) -> [DateMention] {
    let words = sentence.words
    var result: [DateMention] = []
    for (place, word) in words.enumerated() where word.isCapitalized {
      guard let month = month(word.lower) else { continue }
      var days: [Int] = []
      var last = place
      if place + 1 < words.count, let day = day(words[place + 1].lower) {
        days.append(day)
        last = place + 1
        if place + 2 < words.count,
          words[place + 2].range.lowerBound - words[place + 1].range.upperBound <= 3,
          let day = Self.day(words[place + 2].lower)
        {
          days.append(day)
          last = place + 2
        }
      } else if place > 0, words[place].isJoined, let day = day(words[place - 1].lower) {
        days.append(day)
      }
      let first = last == place && !days.isEmpty ? place - 1 : place
      for day in days {
        result.append(
          DateMention(
            month: month, day: day, range: words[first].range.lowerBound..<words[last].range.upperBound))
      }
    }
    return result
  }

  private static func month(_ word: String) -> Int? {
    let plain = word.hasSuffix(".") ? String(word.dropLast()) : word
    guard plain.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0 == plain || (plain.utf8.count <= 4 && $0.hasPrefix(plain)) }.map { $0 + 1 }
  }

  private static func day(_ word: String) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    guard let day = Int(digits), (1...31).contains(day), ["", "st", "nd", "rd", "th"].contains(rest) else {
      return nil
    }
    return day
  }
}
