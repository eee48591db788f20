import ParallaxArticles

/// What grouping by events needs of an article: its title, the beginning of its text, and its day.
public struct EventDocument: Sendable, Hashable {
  /// The title and the beginning of the text, a line break between them.
  let text: String
  /// How many bytes of `text` the title takes, the line break included.
  let titleLength: Int
  /// The day, counted from 1970-01-01; nil where it is not known.
  public let day: Int?

  /// Takes what is needed of an article.
  ///
  /// - Parameters:
  ///   - article: The article; of its date the first ten characters count, "2017-01-25".
  ///   - leadBytes: How much of the text is taken, to the end of a word: news tells first what happened.
  public init(_ article: Article, leadBytes: Int = 4_000) {
    let title = article.title.map { $0 + "\n" } ?? ""
    text = title + Self.lead(of: article.text, bytes: leadBytes)
    titleLength = title.utf8.count
    day = article.date.flatMap(Self.day(of:))
  }

  /// The beginning of a text, as long as it may be, to the end of a word
  /// where there is one.
  private static func lead(of text: String, bytes: Int) -> String {
    let view = text.utf8
    guard let limit = view.index(view.startIndex, offsetBy: bytes, limitedBy: view.endIndex),
      limit < view.endIndex
    else { return text }
    let end = view[..<limit].lastIndex { $0 <= 0x20 } ?? limit
    return String(decoding: view[..<end], as: UTF8.self)
  }

  /// The number of a day in the Gregorian calendar, by its ISO 8601 form.
  static func day(of date: String) -> Int? {
    let parts = date.utf8.prefix(10).split(separator: 0x2D, omittingEmptySubsequences: false)
    let digits = parts.map { part in part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    guard parts.map(\.count) == [4, 2, 2], !digits.contains(false) else { return nil }
    let numbers = parts.map { $0.reduce(0) { 10 * $0 + Int($1) - 0x30 } }
    guard (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
    // Years begin in March here, so that a leap day is their last.
    let year = numbers[0] - (numbers[1] < 3 ? 1 : 0)
    let month = (numbers[1] + 9) % 12
    let leaps = year / 4 - year / 100 + year / 400
    return 365 * year + leaps + (153 * month + 2) / 5 + numbers[2] - 1 - 719_468
  }
}
