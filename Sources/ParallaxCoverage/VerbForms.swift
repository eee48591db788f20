/// Tells designations that are verbs where they stand: "to monitor the truce", "her country hosts 60,000 people".
///
/// There is no tagger: only words that are as common as verbs are looked at, and only where the words beside them
/// leave no doubt.
enum VerbForms {
  private static let bases: Set<String> = [
    "host", "monitor", "broker", "sponsor", "ally", "partner", "guard", "champion", "aid",
  ]
  private static let thirdPersons: Set<String> = [
    "hosts", "monitors", "brokers", "sponsors", "allies", "partners", "guards", "champions", "aids",
  ]
  private static let beforeBase: Set<String> = [
    "to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not", "cannot", "they",
    "we",
  ]
  private static let objects: Set<String> = [
    "the", "a", "an", "its", "his", "her", "their", "this", "these", "those", "more", "about", "some", "many",
  ]
  private static let beforeNoun: Set<String> = [
    "the", "a", "an", "its", "his", "her", "their", "of", "with", "from", "by", "to", "between", "as", "for",
    "against", "and", "or", "joint", "all", "these", "those", "other",
  ]

  /// Whether a mention is one of a verb.
  static func isVerb(_ mention: Mention, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard case .designation = mention.kind, mention.range.count <= 9 else { return false }
    let form = word(bytes, mention.range)
    if bases.contains(form) {
      let before = previous(bytes, mention.range.lowerBound)
      return beforeBase.contains(before)
    }
    guard thirdPersons.contains(form) else { return false }
    let next = next(bytes, mention.range.upperBound)
    guard objects.contains(next) || next.utf8.first.map({ (0x30...0x39).contains($0) }) == true else {
      return false
    }
    let before = previous(bytes, mention.range.lowerBound)
    return !before.isEmpty && !beforeNoun.contains(before)
      && !before.utf8.contains { (0x30...0x39).contains($0) }
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).lowercased()
  }

  /// The word that ends one space before an offset; empty where something else stands there.
  private static func previous(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> String {
    guard offset > 1, bytes[offset - 1] == 0x20 else { return "" }
    var start = offset - 1
    while start > 0, isLetter(bytes[start - 1]) { start -= 1 }
    return word(bytes, start..<(offset - 1))
  }

  /// The word that begins one space behind an offset; empty where something else stands there.
  private static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> String {
    guard offset + 1 < bytes.count, bytes[offset] == 0x20 else { return "" }
    var end = offset + 1
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    return word(bytes, (offset + 1)..<end)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte >= 0x80
  }
}
