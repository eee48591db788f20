import ParallaxText

/// The numbers of a sentence under the word that follows each: "12" under "civilians", "3" under "percent".
///
/// Two sentences that share most of their words tell two things where one counts 12 civilians and the other 27.
struct SentenceCounts: Sendable {
  private let numbers: [[UInt8]: Set<[UInt8]>]

  init(_ sentence: [UInt8]) {
    var numbers: [[UInt8]: Set<[UInt8]>] = [:]
    var place = 0
    while place < sentence.count {
      guard Self.isDigit(sentence[place]), place == 0 || !Self.isWord(sentence[place - 1]) else {
        place += 1
        continue
      }
      let start = place
      while place < sentence.count, Self.isDigit(sentence[place]) || Self.isMark(sentence, place) {
        place += 1
      }
      let number = sentence[start..<place].filter { $0 != 0x2C }
      while place < sentence.count, sentence[place] == 0x20 || sentence[place] == 0x2D { place += 1 }
      let unit = place
      while place < sentence.count, Self.isWord(sentence[place]) { place += 1 }
      if place < sentence.count, place == unit, sentence[place] == 0x25 { place += 1 }
      guard place > unit else { continue }
      numbers[sentence[unit..<place].map { $0 | (Self.isUpper($0) ? 0x20 : 0) }, default: []].insert(
        Array(number))
    }
    self.numbers = numbers
  }

  /// Whether both count the same, and no count of it is in both.
  func contradict(_ other: SentenceCounts) -> Bool {
    numbers.contains { unit, own in other.numbers[unit].map { $0.isDisjoint(with: own) } ?? false }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isUpper(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
  }
  /// A comma or point between two digits.
  private static func isMark(_ bytes: [UInt8], _ place: Int) -> Bool {
    (bytes[place] == 0x2C || bytes[place] == 0x2E) && place + 1 < bytes.count && isDigit(bytes[place + 1])
  }
}
