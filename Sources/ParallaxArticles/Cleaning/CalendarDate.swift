/// A piece of a line that may hold a date.
enum DateToken: Equatable {
  case number(Int, digits: Int)
  case word([UInt8])
  case mark(UInt8)

  /// The numbers, words and marks of a folded line; white space is dropped.
  static func tokens(of text: [UInt8]) -> [DateToken] {
    var result: [DateToken] = []
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      var end = offset + 1
      if byte.isASCIIDigit {
        while end < text.count, text[end].isASCIIDigit { end += 1 }
        let value = text[offset..<min(end, offset + 9)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        result.append(.number(value, digits: end - offset))
      } else if byte.isWordByte {
        while end < text.count, text[end].isWordByte, !text[end].isASCIIDigit { end += 1 }
        result.append(.word(Array(text[offset..<end])))
      } else if byte != 0x20 {
        result.append(.mark(byte))
      }
      offset = end
    }
    return result
  }
}

/// A day of the Gregorian calendar.
struct CalendarDate: Equatable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ].map { Array($0.utf8) }
  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }

  /// Fails where there is no such day.
  init?(year: Int, month: Int, day: Int) {
    let lengths = [
      31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
      31,
    ]
    guard (1000...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day)
    else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// ISO 8601.
  var description: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  /// The number of a month by its name or its first three or four letters.
  static func month(_ word: [UInt8]) -> Int? {
    guard word.count >= 3 else { return nil }
    let isWhole = months.contains(word)
    guard isWhole || word.count == 3 || word == Array("sept".utf8) else { return nil }
    return months.firstIndex { $0.starts(with: word) }.map { $0 + 1 }
  }

  /// Whether a word is a day of the week or the first letters of one.
  static func isDay(_ word: [UInt8]) -> Bool { word.count >= 3 && days.contains { $0.starts(with: word) } }

  /// The first date in a line, and the tokens it takes.
  static func find(in tokens: [DateToken]) -> (date: CalendarDate, range: Range<Int>)? {
    for start in tokens.indices {
      if let found = yearFirst(tokens, start) ?? dayFirst(tokens, start) ?? monthFirst(tokens, start) {
        return found
      }
    }
    return nil
  }

  /// "2017-01-25", "2017/01/25".
  private static func yearFirst(_ tokens: [DateToken], _ start: Int) -> (CalendarDate, Range<Int>)? {
    guard start + 4 < tokens.count, case .number(let year, 4) = tokens[start],
      case .mark(let mark) = tokens[start + 1], mark == 0x2D || mark == 0x2F,
      tokens[start + 3] == .mark(mark),
      case .number(let month, 1...2) = tokens[start + 2], case .number(let day, 1...2) = tokens[start + 4]
    else { return nil }
    return CalendarDate(year: year, month: month, day: day).map { ($0, start..<start + 5) }
  }

  /// "25 Jan, 2017", "25th of January 2017".
  private static func dayFirst(_ tokens: [DateToken], _ start: Int) -> (CalendarDate, Range<Int>)? {
    var cursor = Cursor(tokens, start)
    guard let day = cursor.day() else { return nil }
    cursor.skip(word: "of")
    cursor.skip(mark: 0x2D)
    guard let month = cursor.month() else { return nil }
    cursor.skip(mark: 0x2E)
    cursor.skip(mark: 0x2C)
    cursor.skip(mark: 0x2D)
    guard let year = cursor.year() else { return nil }
    return CalendarDate(year: year, month: month, day: day).map { ($0, start..<cursor.position) }
  }

  /// "January 25, 2017", with or without the comma, the month in short or in full.
  private static func monthFirst(_ tokens: [DateToken], _ start: Int) -> (CalendarDate, Range<Int>)? {
    var cursor = Cursor(tokens, start)
    guard let month = cursor.month() else { return nil }
    cursor.skip(mark: 0x2E)
    guard let day = cursor.day() else { return nil }
    cursor.skip(mark: 0x2C)
    guard let year = cursor.year() else { return nil }
    return CalendarDate(year: year, month: month, day: day).map { ($0, start..<cursor.position) }
  }

  /// A place among the tokens.
  private struct Cursor {
    let tokens: [DateToken]
    var position: Int

    init(_ tokens: [DateToken], _ position: Int) { (self.tokens, self.position) = (tokens, position) }

    private var token: DateToken? { position < tokens.count ? tokens[position] : nil }

    mutating func skip(mark: UInt8) { if token == .mark(mark) { position += 1 } }

    mutating func skip(word: String) { if token == .word(Array(word.utf8)) { position += 1 } }

    mutating func day() -> Int? {
      guard case .number(let day, 1...2) = token else { return nil }
      position += 1
      for ordinal in ["st", "nd", "rd", "th"] where token == .word(Array(ordinal.utf8)) {
        position += 1
        break
      }
      return day
    }

    mutating func month() -> Int? {
      guard case .word(let word) = token, let month = CalendarDate.month(word) else { return nil }
      position += 1
      return month
    }

    mutating func year() -> Int? {
      guard case .number(let year, 4) = token else { return nil }
      position += 1
      return year
    }
  }
}
