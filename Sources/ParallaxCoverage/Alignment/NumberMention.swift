/// A number in a sentence, and what it counts.
struct NumberMention: Hashable {
  let value: Double
  /// The lower end of "between 6,000 and 7,000"; elsewhere the value.
  var low: Double
  /// The stem of the word that says what is counted: "peopl", "soldier", "%", "$".
  let unit: String
  /// UTF-8 offsets into the article's clean text, from the number or what limits it to the word counted.
  let range: Range<Int>
  /// The number and what limits it: "more than 4,000".
  let text: String
  /// The positions in the sentence of the number's first word and of the word counted.
  let places: ClosedRange<Int>

  /// Whether it may be more: "at least 6", "more than 4,000".
  var isOpen: Bool { ["at least", "more than", "over"].contains { text.hasPrefix($0) } }

  /// Whether it is an amount of money, by the sign before it: its unit is the sign.
  var isMoney: Bool { Self.currencies.contains(unit) }

  /// Whether two numbers may be one.
  func isConsistent(with other: NumberMention) -> Bool { low <= other.value && other.low <= value }

  /// A word for a number ("seventeen", "17", "4,000") in digits; nil for any other word.
  static func digits(of word: String) -> String? {
    (small[word] ?? digits(word)).map(text)
  }

  private static let currencies: Set<String> = ["$", "€", "£"]
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
    "additional", "local", "consecutive", "straight", "dead",
  ]
  /// Words that limit the number behind them, the longest first.
  private static let limits: [[String]] = [
    ["more", "than"], ["less", "than"], ["fewer", "than"], ["at", "least"], ["at", "most"], ["up", "to"],
    ["over"], ["nearly"], ["almost"], ["about"], ["around"], ["some"], ["roughly"], ["only"],
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
      let sign = currency(before: words[place], in: sentence)
      if let mention = counted(words, value, from: place, to: end, sign) { result.append(mention) }
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

  /// The sign of a currency right before a word: "$" of "$5".
  private static func currency(before word: EventWord, in sentence: EventSentence) -> String? {
    let before = sentence.text.utf8.prefix(word.range.lowerBound - sentence.range.lowerBound)
    return currencies.first { before.reversed().starts(with: $0.utf8.reversed()) }
  }

  private static func counted(
    _ words: [EventWord], _ value: Double, from place: Int, to end: Int, _ sign: String?
  ) -> NumberMention? {
    // "No. 3" counts nothing.
    if place > 0, words[place - 1].lower == "no" || words[place - 1].lower == "no." { return nil }
    guard let (unit, last) = sign.map({ ($0, end - 1) }) ?? unit(words, value, from: place, to: end) else {
      return nil
    }
    var low = value
    var first = place
    if place > 2, words[place - 1].lower == "and" || words[place - 1].lower == "to",
      let least = small[words[place - 2].lower] ?? digits(words[place - 2].lower), least < value,
      ["between", "from"].contains(words[place - 3].lower)
    {
      (low, first) = (least, place - 3)
    }
    let limit =
      low < value
      ? nil
      : limits.first { limit in
        place >= limit.count && words[(place - limit.count)..<place].map(\.lower).elementsEqual(limit)
      }
    first -= limit?.count ?? 0
    let number = (sign ?? "") + Self.text(value)
    let text =
      low < value
      ? "\(sign ?? "")\(Self.text(low)) to \(number)" : ((limit ?? []) + [number]).joined(separator: " ")
    return NumberMention(
      value: value, low: low, unit: unit,
      range: words[first].range.lowerBound..<words[last].range.upperBound, text: text, places: place...last)
  }

  /// The word that is counted: the noun behind the number; "dead" and "killed 11" count people.
  private static func unit(
    _ words: [EventWord], _ value: Double, from place: Int, to end: Int
  ) -> (String, Int)? {
    let isYear = end == place + 1 && (1900...2100).contains(value) && !words[place].text.contains(",")
    if isYear { return nil }
    let before = place > 0 ? words[place - 1] : nil
    // "Sept. 11" keeps its stop.
    if let before, before.isCapitalized, months.contains(before.lower.filter { $0 != "." }) { return nil }
    var unit = end
    while unit < words.count, unit < end + 2, words[unit].isJoined, adjectives.contains(words[unit].lower) {
      unit += 1
    }
    if unit < words.count, words[unit].isJoined, !months.contains(words[unit].lower),
      !words[unit].isCapitalized, words[unit].lower.utf8.first.map({ $0 >= 0x40 }) == true
    {
      return (words[unit].stem, unit)
    }
    if unit > end, words[unit - 1].lower == "dead" { return ("peopl", unit - 1) }
    let isVictim = place > 0 && VictimCount.acts.contains(words[place - 1].stem)
    return isVictim && (unit >= words.count || !words[unit].isJoined) ? ("peopl", end - 1) : nil
  }

  /// A number with commas between its thousands.
  static func text(_ value: Double) -> String {
    guard value.rounded() == value, value < 1e15 else { return "\(value)" }
    var digits = String(Int(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }
}
