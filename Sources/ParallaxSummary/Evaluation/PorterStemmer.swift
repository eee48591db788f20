/// The Porter stemmer (Porter 1980) with the departures that NLTK's `PorterStemmer` makes by default
/// ("NLTK_EXTENSIONS"), which is the stemmer of rouge-score.
///
/// The departures: a list of irregular forms; words of one or two letters stay; "ies" and "ied" leave "ie"
/// of four-letter words; "y" becomes "i" after a consonant that is not the first letter; "bli" becomes
/// "ble"; "fulli" becomes "ful"; "logi" becomes "log"; "alli" is tried first and step 2 repeated; and a
/// vowel with a consonant after it counts as a short syllable too.
public struct PorterStemmer: Sendable, Hashable {
  /// Creates a stemmer.
  public init() {}

  /// The stem of a word; ASCII letters are lowered, other bytes count as consonants and stay.
  public func stem(_ word: String) -> String { String(decoding: stem(Array(word.utf8)), as: UTF8.self) }

  /// The stem of a word as bytes.
  ///
  /// - Complexity: O(length).
  public func stem(_ word: [UInt8]) -> [UInt8] {
    var buffer = PorterBuffer(word.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 })
    if let irregular = Self.irregular[buffer.letters] { return irregular }
    guard buffer.letters.count > 2 else { return buffer.letters }
    buffer.plural()
    buffer.pastAndParticiple()
    buffer.finalY()
    buffer.apply(Self.step2)
    buffer.apply(Self.step3)
    buffer.apply(Self.step4)
    buffer.finalE()
    buffer.finalLL()
    return buffer.letters
  }

  private static let irregular: [[UInt8]: [UInt8]] = {
    let forms = [
      "sky": "sky", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "news": "news",
      "innings": "inning", "inning": "inning", "outings": "outing", "outing": "outing",
      "cannings": "canning", "canning": "canning", "howe": "howe", "proceed": "proceed", "exceed": "exceed",
      "succeed": "succeed",
    ]
    return Dictionary(uniqueKeysWithValues: forms.map { (Array($0.key.utf8), Array($0.value.utf8)) })
  }()

  /// The first rule whose suffix fits is the only one tried, whether its condition holds or not.
  private static let step2 = [
    PorterRule("alli", "al", again: true), PorterRule("ational", "ate"), PorterRule("tional", "tion"),
    PorterRule("enci", "ence"), PorterRule("anci", "ance"), PorterRule("izer", "ize"),
    PorterRule("bli", "ble"), PorterRule("entli", "ent"), PorterRule("eli", "e"), PorterRule("ousli", "ous"),
    PorterRule("ization", "ize"), PorterRule("ation", "ate"), PorterRule("ator", "ate"),
    PorterRule("alism", "al"), PorterRule("iveness", "ive"), PorterRule("fulness", "ful"),
    PorterRule("ousness", "ous"), PorterRule("aliti", "al"), PorterRule("iviti", "ive"),
    PorterRule("biliti", "ble"), PorterRule("fulli", "ful"),
    // The l counts with the stem, so that short ones ("geo", "theo") are stems as well.
    PorterRule("logi", "log", measured: 3),
  ]
  private static let step3 = [
    PorterRule("icate", "ic"), PorterRule("ative", ""), PorterRule("alize", "al"), PorterRule("iciti", "ic"),
    PorterRule("ical", "ic"), PorterRule("ful", ""), PorterRule("ness", ""),
  ]
  private static let step4 = [
    PorterRule("al", over: 1), PorterRule("ance", over: 1), PorterRule("ence", over: 1),
    PorterRule("er", over: 1), PorterRule("ic", over: 1), PorterRule("able", over: 1),
    PorterRule("ible", over: 1), PorterRule("ant", over: 1), PorterRule("ement", over: 1),
    PorterRule("ment", over: 1), PorterRule("ent", over: 1), PorterRule("ion", over: 1, after: "st"),
    PorterRule("ou", over: 1), PorterRule("ism", over: 1), PorterRule("ate", over: 1),
    PorterRule("iti", over: 1), PorterRule("ous", over: 1), PorterRule("ive", over: 1),
    PorterRule("ize", over: 1),
  ]
}

/// A suffix, what replaces it, and the condition on what stands before it.
private struct PorterRule: Sendable {
  let suffix: [UInt8]
  let replacement: [UInt8]
  /// The measure that the stem must exceed.
  let over: Int
  /// How many of the suffix's letters, counted from the end, are left out of the measured stem.
  let measured: Int
  /// The letters one of which must end the stem; any where empty.
  let after: [UInt8]
  /// Whether the rules are run again on the result.
  let again: Bool

  init(
    _ suffix: String, _ replacement: String = "", over: Int = 0, measured: Int? = nil, after: String = "",
    again: Bool = false
  ) {
    self.suffix = Array(suffix.utf8)
    self.replacement = Array(replacement.utf8)
    self.over = over
    self.measured = measured ?? suffix.utf8.count
    self.after = Array(after.utf8)
    self.again = again
  }
}

/// The letters of a word on their way to its stem.
private struct PorterBuffer {
  var letters: [UInt8]

  init(_ letters: [UInt8]) { self.letters = letters }

  /// sses -> ss, ies -> i (ie in a word of four letters), s -> nothing, ss stays.
  mutating func plural() {
    if ends("ies") {
      letters.removeLast(letters.count == 4 ? 1 : 2)
    } else if ends("sses") {
      letters.removeLast(2)
    } else if ends("s"), !ends("ss") {
      letters.removeLast()
    }
  }

  /// eed -> ee; ed and ing -> nothing after a vowel, and what is left repaired.
  mutating func pastAndParticiple() {
    if ends("ied") {
      letters.removeLast(letters.count == 4 ? 1 : 2)
      return
    }
    if ends("eed") {
      if measure(letters.count - 3) > 0 { letters.removeLast() }
      return
    }
    for suffix in ["ed", "ing"] where ends(suffix) {
      let length = letters.count - suffix.utf8.count
      guard hasVowel(length) else { continue }
      letters.removeLast(suffix.utf8.count)
      repair()
      return
    }
  }

  private mutating func repair() {
    if ends("at") || ends("bl") || ends("iz") {
      letters.append(UInt8(ascii: "e"))
    } else if endsInDoubleConsonant() {
      if let last = letters.last, !Array("lsz".utf8).contains(last) { letters.removeLast() }
    } else if measure(letters.count) == 1, endsShort(letters.count) {
      letters.append(UInt8(ascii: "e"))
    }
  }

  mutating func finalY() {
    guard ends("y"), letters.count > 2, consonants(letters.count - 1).last == true else { return }
    letters[letters.count - 1] = UInt8(ascii: "i")
  }

  mutating func apply(_ rules: [PorterRule]) {
    guard let rule = rules.first(where: { ends($0.suffix) }) else { return }
    let stem = letters.count - rule.suffix.count
    guard measure(letters.count - rule.measured) > rule.over else { return }
    if !rule.after.isEmpty {
      guard stem > 0, rule.after.contains(letters[stem - 1]) else { return }
    }
    letters.replaceSubrange(stem..., with: rule.replacement)
    if rule.again { apply(rules) }
  }

  mutating func finalE() {
    guard ends("e") else { return }
    let length = letters.count - 1
    let measure = measure(length)
    if measure > 1 || (measure == 1 && !endsShort(length)) { letters.removeLast() }
  }

  mutating func finalLL() {
    if ends("ll"), measure(letters.count - 1) > 1 { letters.removeLast() }
  }

  private func ends(_ suffix: String) -> Bool { ends(Array(suffix.utf8)) }

  private func ends(_ suffix: [UInt8]) -> Bool {
    letters.count >= suffix.count && letters.suffix(suffix.count).elementsEqual(suffix)
  }

  /// Whether each of the first letters is a consonant; y is one where no consonant stands before it.
  private func consonants(_ length: Int) -> [Bool] {
    var flags: [Bool] = []
    flags.reserveCapacity(length)
    for letter in letters.prefix(length) {
      switch letter {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
        flags.append(false)
      case UInt8(ascii: "y"): flags.append(!(flags.last ?? false))
      default: flags.append(true)
      }
    }
    return flags
  }

  /// How often a vowel is followed by a consonant.
  private func measure(_ length: Int) -> Int {
    let flags = consonants(length)
    return zip(flags, flags.dropFirst()).count { !$0 && $1 }
  }

  private func hasVowel(_ length: Int) -> Bool { consonants(length).contains(false) }

  private func endsInDoubleConsonant() -> Bool {
    let count = letters.count
    return count >= 2 && letters[count - 1] == letters[count - 2] && consonants(count).last == true
  }

  /// Consonant, vowel, consonant other than w, x, y; or a word of just vowel and consonant.
  private func endsShort(_ length: Int) -> Bool {
    let flags = consonants(length)
    if length == 2 { return !flags[0] && flags[1] }
    guard length >= 3, flags[length - 3], !flags[length - 2], flags[length - 1] else { return false }
    return !Array("wxy".utf8).contains(letters[length - 1])
  }
}
